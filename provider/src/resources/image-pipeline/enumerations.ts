/** The values that the API documents for its enumerations: plain data, which can be imported without the rules. */

export const BASE_IMAGE_TYPES = ["IMAGE", "IMAGE_FAMILY", "OSS"] as const;
export const NVME_SUPPORT = ["supported", "unsupported", "auto"] as const;
export const REPAIR_MODES = ["Standard", "All", "Customized"] as const;

export const LINUX_REPAIR_ITEMS = [
  ...["fstab", "grub", "dhcp", "selinux", "growpart", "cloudinit", "aegis", "nvme"],
  ...["virtio", "standardizedtimezone"],
];
export const WINDOWS_REPAIR_ITEMS = [
  ...["bcd", "hotfix", "disk", "update", "server", "bootmgr", "vminit", "osloader"],
  ...["virtio", "standardizedtimezone"],
];
/** The set can grow (docs/service.md, Repair), so an unknown item causes a warning, not an error. */
export const REPAIR_ITEMS = [...new Set([...LINUX_REPAIR_ITEMS, ...WINDOWS_REPAIR_ITEMS])];

export const IMAGE_NAME_SUFFIX = ["disable"] as const;
export const DISK_FORMATS = ["RAW", "VHD", "QCOW2"] as const;
export const ARCHITECTURES = ["x86_64", "arm64"] as const;
export const BOOT_MODES = ["BIOS", "UEFI"] as const;
export const OS_TYPES = ["windows", "linux"] as const;
export const LICENSE_TYPES = ["Auto", "Aliyun", "BYOL"] as const;
export const IMDS_SUPPORT = ["v1", "v2"] as const;
/** Without `auto`, unlike that of the target image (docs/service.md, Import of an image file). */
export const IMPORT_NVME_SUPPORT = ["supported", "unsupported"] as const;
export const RETENTION_STRATEGIES = [
  "RetainOnlySuccessful",
  "RetainOnlyFailed",
  "RetainAlways",
  "RetainNever",
] as const;

export const PLATFORMS = [
  "Aliyun",
  "Anolis",
  "CentOS",
  "Ubuntu",
  "CoreOS",
  "SUSE",
  "Debian",
  "OpenSUSE",
  "FreeBSD",
  "RedHat",
  "Kylin",
  "UOS",
  "Fedora",
  "Fedora CoreOS",
  "CentOS Stream",
  "AlmaLinux",
  "Rocky Linux",
  "Gentoo",
  "Customized Linux",
  "Others Linux",
  "Windows Server 2022",
  "Windows Server 2019",
  "Windows Server 2016",
  "Windows Server 2012",
  "Windows Server 2008",
  "Windows Server 2003",
  "Other Windows",
] as const;
