/**
 * A few public images of Alibaba Cloud, in every region. The real ones are many and change; these have the form of
 * their IDs and families (docs/service.md, Images and image families).
 */

import type { Image } from "./records.js";

/** The account of public images: no caller has it. */
export const SYSTEM = "system";

const ALINUX = { ImageFamily: "acs:alibaba_cloud_linux_3_2104_lts_x64", Platform: "Aliyun" } as const;
const LINUX = { OSType: "linux", Architecture: "x86_64", BootMode: "UEFI-Preferred" } as const;
const ARM = { OSType: "linux", Architecture: "arm64", BootMode: "UEFI" } as const;
const WINDOWS = { ...LINUX, OSType: "windows", Platform: "Windows Server 2022" } as const;

const ROWS = [
  ["aliyun_3_x64_20G_alibase_20240528.vhd", "2024-06-13T06:04:43Z", { ...LINUX, ...ALINUX }],
  ["aliyun_3_x64_20G_alibase_20240819.vhd", "2024-09-04T08:14:25Z", { ...LINUX, ...ALINUX }],
  [
    "win2022_21H2_x64_dtc_en-us_40G_alibase_20240911.vhd",
    "2024-09-19T07:27:55Z",
    { ...WINDOWS, ImageFamily: "acs:windows_server_2022_datacenter_x64_en-us" },
  ],
  [
    "ubuntu_22_04_x64_20G_alibase_20240926.vhd",
    "2024-10-17T02:06:18Z",
    { ...LINUX, ImageFamily: "acs:ubuntu_22_04_x64", Platform: "Ubuntu" },
  ],
  [
    "ubuntu_22_04_arm64_20G_alibase_20240926.vhd",
    "2024-10-17T02:09:51Z",
    { ...ARM, ImageFamily: "acs:ubuntu_22_04_arm64", Platform: "Ubuntu" },
  ],
] as const;

/** The public images that exist from the start, as those of a region. */
export function builtInImages(regionId: string): readonly Image[] {
  return ROWS.map(([id, at, details], sequence) => ({
    ...{ id, sequence, accountId: SYSTEM, regionId, executionId: "", from: Date.parse(at) },
    ...{ name: id, details, tags: [], snapshotIds: [], sharedWith: [], copied: false },
    disks: [{ type: "system", device: "/dev/xvda", size: Number(/_(\d+)G_/.exec(id)?.[1]) }],
  }));
}
