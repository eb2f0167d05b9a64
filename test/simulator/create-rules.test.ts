/**
 * Each rule of CreateImagePipeline, on both sides of its edge (docs/service.md, Parameters of
 * CreateImagePipeline, Limits and units).
 */

import type { Flat } from "./support.js";
import { call, MINIMAL, useSimulator, verdict } from "./support.js";

const simulator = useSimulator();
const create = (parameters: Flat) =>
  verdict(simulator.current, "CreateImagePipeline", { ...MINIMAL, ...parameters });

const repeat = (count: number, make: (position: number) => Flat): Flat =>
  Object.assign({}, ...Array.from({ length: count }, (_, index) => make(index + 1)));
const tags = (count: number) =>
  repeat(count, (n) => ({ [`Tag.${n}.Key`]: `k${n}`, [`Tag.${n}.Value`]: "v" }));
const OSS = { BaseImageType: "OSS", "ImportImageOptions.OSType": "linux" };

const ACCEPTED: readonly (readonly [string, Flat])[] = [
  ["nothing but what is required", {}],
  [
    "a public image's ID, which begins with no m-",
    { BaseImage: "ubuntu_22_04_x64_20G_alibase_20260101.vhd" },
  ],
  ["an image family", { BaseImageType: "IMAGE_FAMILY", BaseImage: "acs:ubuntu_22_04" }],
  ["an image in OSS, with a base image or without", { ...OSS, BaseImage: "m-unneeded" }],
  ["import options for a base that is none to import", { "ImportImageOptions.OSType": "linux" }],
  ["a name of 2 characters", { Name: "ab" }],
  ["a name of 128 characters", { Name: "a".repeat(128) }],
  ["a Chinese name with every mark that is allowed", { Name: "镜像a1:_.-" }],
  ["a name of 128 Chinese characters beyond the basic plane", { Name: "𠀀".repeat(128) }],
  ["a description of 256 Chinese characters", { Description: "述".repeat(256) }],
  ["a description with an address in the middle", { Description: "see https://example.com" }],
  ["16,384 bytes of content", { BuildContent: "x".repeat(16_384) }],
  ["16,383 bytes of Chinese", { BuildContent: "构".repeat(5461) }],
  ["an empty content", { BuildContent: "", TestContent: "" }],
  ["an instruction that nobody knows", { BuildContent: "FROBNICATE all\nRUN echo" }],
  ["an image name of 64 characters", { "ImageOptions.ImageName": "a".repeat(64) }],
  ["a disk of 20 GiB", { SystemDiskSize: 20 }],
  ["a disk of 500 GiB", { SystemDiskSize: 500 }],
  ["a bandwidth of 0", { InternetMaxBandwidthOut: 0 }],
  ["a bandwidth of 100", { InternetMaxBandwidthOut: 100 }],
  ["a boolean as Python writes it", { DeleteInstanceOnFailure: "False" }],
  ["20 tags", tags(20)],
  ["a tag with an empty value", { "Tag.1.Key": "k", "Tag.1.Value": "" }],
  ["a tag of 128 characters each", { "Tag.1.Key": "标".repeat(128), "Tag.1.Value": "签".repeat(128) }],
  ["20 accounts", repeat(20, (n) => ({ [`AddAccount.${n}`]: `100000000000000${n % 10}` }))],
  ["an account number above 2^53", { "AddAccount.1": "9999999999999999" }],
  ["20 regions, the own one among them", repeat(20, (n) => ({ [`ToRegionId.${n}`]: aRegion(n) }))],
  [
    "17 disks",
    { ...OSS, ...repeat(17, (n) => ({ [`ImportImageOptions.DiskDeviceMappings.${n}.OSSObject`]: "o" })) },
  ],
  ["a disk format left to be found out", { ...OSS, "ImportImageOptions.DiskDeviceMappings.1.Format": "" }],
  ["arm64 with UEFI", { "ImportImageOptions.Architecture": "arm64", "ImportImageOptions.BootMode": "UEFI" }],
  ["a repair item of the future", { RepairMode: "Customized", "RepairItem.1": "teleport" }],
  ["a repair item with a prefix", { RepairMode: "Customized", "RepairItem.1": "GUESTOS.Fstab" }],
  ["a ClientToken of 64 characters", { ClientToken: "t".repeat(64) }],
  ["the deprecated parameters", { ImageName: "old", ImageFamily: "old", NvmeSupport: "auto" }],
  ["a platform with a space", { "ImportImageOptions.Platform": "Windows Server 2022" }],
];

function aRegion(n: number): string {
  return n === 1 ? "cn-hangzhou" : `us-west-${n}`;
}

const INVALID: readonly (readonly [string, Flat, string])[] = [
  ["a type of base that does not exist", { BaseImageType: "DISK" }, "BaseImageType"],
  ["a region that cannot be one", { RegionId: "Hangzhou" }, "RegionId"],
  ["a name of 1 character", { Name: "a" }, "Name"],
  ["a name of 129 characters", { Name: "a".repeat(129) }, "Name"],
  ["a name that begins with a digit", { Name: "1ab" }, "Name"],
  ["a name with a space", { Name: "a b" }, "Name"],
  ["a name with a letter of another script", { Name: "aé" }, "Name"],
  ["a description of 1 character", { Description: "a" }, "Description"],
  ["a description of 257 characters", { Description: "述".repeat(257) }, "Description"],
  ["a description that is an address", { Description: "https://example.com" }, "Description"],
  ["16,385 bytes of content", { BuildContent: "x".repeat(16_385) }, "BuildContent"],
  ["16,386 bytes of Chinese", { BuildContent: "构".repeat(5462) }, "BuildContent"],
  ["16,385 bytes of test content", { TestContent: "x".repeat(16_385) }, "TestContent"],
  ["an image name of 65 characters", { "ImageOptions.ImageName": "a".repeat(65) }, "ImageOptions.ImageName"],
  ["a deprecated image name of 65 characters", { ImageName: "a".repeat(65) }, "ImageName"],
  ["an image family with a period", { "ImageOptions.ImageFamily": "a.b" }, "ImageOptions.ImageFamily"],
  ["an image family of aliyun", { "ImageOptions.ImageFamily": "aliyun-x" }, "ImageOptions.ImageFamily"],
  ["an image family of acs:", { "ImageOptions.ImageFamily": "acs:x" }, "ImageOptions.ImageFamily"],
  ["a disk of 19 GiB", { SystemDiskSize: 19 }, "SystemDiskSize"],
  ["a disk of 501 GiB", { SystemDiskSize: 501 }, "SystemDiskSize"],
  ["a disk of half a GiB", { SystemDiskSize: "40.5" }, "SystemDiskSize"],
  ["a disk in hexadecimal", { SystemDiskSize: "0x28" }, "SystemDiskSize"],
  ["a bandwidth of 101", { InternetMaxBandwidthOut: 101 }, "InternetMaxBandwidthOut"],
  ["a bandwidth below 0", { InternetMaxBandwidthOut: -1 }, "InternetMaxBandwidthOut"],
  ["a boolean of 1", { DeleteInstanceOnFailure: 1 }, "DeleteInstanceOnFailure"],
  ["21 tags", tags(21), "Tag"],
  ["a tag key of 129 characters", { "Tag.1.Key": "k".repeat(129), "Tag.1.Value": "" }, "Tag.1.Key"],
  ["an empty tag key", { "Tag.1.Key": "", "Tag.1.Value": "" }, "Tag.1.Key"],
  ["a tag key of aliyun", { "Tag.1.Key": "aliyun1", "Tag.1.Value": "" }, "Tag.1.Key"],
  ["a tag key of acs:", { "Tag.1.Key": "acs:1", "Tag.1.Value": "" }, "Tag.1.Key"],
  ["a tag key with an address", { "Tag.1.Key": "a http://b", "Tag.1.Value": "" }, "Tag.1.Key"],
  ["a tag value of 129 characters", { "Tag.1.Key": "k", "Tag.1.Value": "v".repeat(129) }, "Tag.1.Value"],
  ["a tag value of acs:", { "Tag.1.Key": "k", "Tag.1.Value": "acs:v" }, "Tag.1.Value"],
  ["a tag value with an address", { "Tag.1.Key": "k", "Tag.1.Value": "at https://b" }, "Tag.1.Value"],
  ["a tag key twice", { ...tags(2), "Tag.3.Key": "k1", "Tag.3.Value": "w" }, "Tag.3.Key"],
  ["21 accounts", repeat(21, (n) => ({ [`AddAccount.${n}`]: n })), "AddAccount"],
  ["an account that is no number", { "AddAccount.1": "1e15" }, "AddAccount.1"],
  ["a list with a gap", { "AddAccount.1": "1", "AddAccount.3": "3" }, "AddAccount.3"],
  ["a list that begins at 0", { "AddAccount.0": "1" }, "AddAccount.0"],
  ["a list with its index as words", { "Tag.N.Key": "k" }, "Tag.N.Key"],
  ["21 regions to copy to", repeat(21, (n) => ({ [`ToRegionId.${n}`]: aRegion(n) })), "ToRegionId"],
  ["a region to copy to that cannot be one", { "ToRegionId.1": "Beijing!" }, "ToRegionId.1"],
  ["a repair mode that does not exist", { RepairMode: "Some" }, "RepairMode"],
  ["an empty repair item", { "RepairItem.1": "" }, "RepairItem.1"],
  ["a repair item with a space", { "RepairItem.1": "a b" }, "RepairItem.1"],
  ["an NVMe setting that does not exist", { NvmeSupport: "maybe" }, "NvmeSupport"],
  [
    "a suffix setting that does not exist",
    { "AdvancedOptions.ImageNameSuffix": "on" },
    "AdvancedOptions.ImageNameSuffix",
  ],
  ["auto for an imported image's NVMe", ...imported("Features.NvmeSupport", "auto")],
  ["a platform that does not exist", ...imported("Platform", "Other Linux")],
  ["an OS type in capitals", ...imported("OSType", "Linux")],
  ["a licence that does not exist", ...imported("LicenseType", "Mine")],
  ["a metadata version that does not exist", ...imported("Features.ImdsSupport", "v3")],
  ["a retention that does not exist", ...imported("RetentionStrategy", "Retain")],
  ["a disk format that does not exist", ...imported("DiskDeviceMappings.1.Format", "VMDK")],
  ["an imported disk of 2,049 GiB", ...imported("DiskDeviceMappings.1.DiskImageSize", "2049")],
  ["an imported disk of 0 GiB", ...imported("DiskDeviceMappings.1.DiskImageSize", "0")],
  [
    "arm64 with BIOS",
    { "ImportImageOptions.Architecture": "arm64", "ImportImageOptions.BootMode": "BIOS" },
    "ImportImageOptions.BootMode",
  ],
  [
    "18 disks",
    repeat(18, (n) => ({ [`ImportImageOptions.DiskDeviceMappings.${n}.OSSObject`]: "o" })),
    "ImportImageOptions.DiskDeviceMappings",
  ],
  [
    "21 tags for the image",
    repeat(21, (n) => ({
      [`ImageOptions.ImageTags.${n}.Key`]: `k${n}`,
      [`ImageOptions.ImageTags.${n}.Value`]: "",
    })),
    "ImageOptions.ImageTags",
  ],
  ["a ClientToken of 65 characters", { ClientToken: "t".repeat(65) }, "ClientToken"],
  ["a ClientToken in Chinese", { ClientToken: "令牌" }, "ClientToken"],
  ["a parameter that does not exist", { Colour: "red" }, "Colour"],
  ["a parameter in another case", { Imagename: "x" }, "Imagename"],
  ["a legacy owner field", { OwnerId: "1" }, "OwnerId"],
];

function imported(field: string, value: string): readonly [Flat, string] {
  return [{ [`ImportImageOptions.${field}`]: value }, `ImportImageOptions.${field}`];
}

const MISSING: readonly (readonly [string, Flat])[] = [
  ["RegionId", { BaseImageType: "IMAGE", BaseImage: "m-1" }],
  ["BaseImageType", { RegionId: "cn-hangzhou", BaseImage: "m-1" }],
  ["BaseImage", { RegionId: "cn-hangzhou", BaseImageType: "IMAGE" }],
  ["BaseImage", { RegionId: "cn-hangzhou", BaseImageType: "IMAGE_FAMILY", BaseImage: "" }],
  ["ImportImageOptions", { RegionId: "cn-hangzhou", BaseImageType: "OSS" }],
  ["Tag.1.Key", { ...MINIMAL, "Tag.1.Value": "v" }],
  ["Tag.2.Value", { ...MINIMAL, ...tags(1), "Tag.2.Key": "k" }],
];

describe("CreateImagePipeline", () => {
  test.each(ACCEPTED)("takes %s", async (_what, parameters) => {
    expect(await create(parameters)).toBe("200");
  });

  test.each(INVALID)("refuses %s", async (_what, parameters, name) => {
    expect(await create(parameters)).toBe(`400 InvalidParameter.${name}`);
  });

  test.each(MISSING)("says that %s is missing", async (name, parameters) => {
    const { status, body } = await call(simulator.current, "CreateImagePipeline", parameters);
    expect([status, body["Code"]]).toEqual([400, "MissingParameter"]);
    expect(body["Message"]).toContain(`"${name}"`);
  });

  test("repeats no value in a refusal: it could be a secret", async () => {
    const { body } = await call(simulator.current, "CreateImagePipeline", {
      ...MINIMAL,
      Description: "https://s3cret",
    });
    expect(JSON.stringify(body)).not.toContain("s3cret");
  });
});
