// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

export const ComponentType = {
  Build: "Build",
  Test: "Test",
} as const;
export type ComponentType = (typeof ComponentType)[keyof typeof ComponentType];

export const SystemType = {
  Linux: "Linux",
  Windows: "Windows",
} as const;
export type SystemType = (typeof SystemType)[keyof typeof SystemType];

export const BaseImageType = {
  Image: "IMAGE",
  ImageFamily: "IMAGE_FAMILY",
  Oss: "OSS",
} as const;
export type BaseImageType = (typeof BaseImageType)[keyof typeof BaseImageType];

export const NvmeSupport = {
  Supported: "supported",
  Unsupported: "unsupported",
  Auto: "auto",
} as const;
export type NvmeSupport = (typeof NvmeSupport)[keyof typeof NvmeSupport];

export const DiskFormat = {
  Raw: "RAW",
  Vhd: "VHD",
  Qcow2: "QCOW2",
} as const;
export type DiskFormat = (typeof DiskFormat)[keyof typeof DiskFormat];

export const Architecture = {
  X86_64: "x86_64",
  Arm64: "arm64",
} as const;
export type Architecture = (typeof Architecture)[keyof typeof Architecture];

export const BootMode = {
  Bios: "BIOS",
  Uefi: "UEFI",
} as const;
export type BootMode = (typeof BootMode)[keyof typeof BootMode];

export const OsType = {
  Windows: "windows",
  Linux: "linux",
} as const;
export type OsType = (typeof OsType)[keyof typeof OsType];

export const Platform = {
  Aliyun: "Aliyun",
  Anolis: "Anolis",
  CentOS: "CentOS",
  Ubuntu: "Ubuntu",
  CoreOS: "CoreOS",
  Suse: "SUSE",
  Debian: "Debian",
  OpenSUSE: "OpenSUSE",
  FreeBSD: "FreeBSD",
  RedHat: "RedHat",
  Kylin: "Kylin",
  Uos: "UOS",
  Fedora: "Fedora",
  FedoraCoreOS: "Fedora CoreOS",
  CentOSStream: "CentOS Stream",
  AlmaLinux: "AlmaLinux",
  RockyLinux: "Rocky Linux",
  Gentoo: "Gentoo",
  CustomizedLinux: "Customized Linux",
  OthersLinux: "Others Linux",
  WindowsServer2022: "Windows Server 2022",
  WindowsServer2019: "Windows Server 2019",
  WindowsServer2016: "Windows Server 2016",
  WindowsServer2012: "Windows Server 2012",
  WindowsServer2008: "Windows Server 2008",
  WindowsServer2003: "Windows Server 2003",
  OtherWindows: "Other Windows",
} as const;
export type Platform = (typeof Platform)[keyof typeof Platform];

export const LicenseType = {
  Auto: "Auto",
  Aliyun: "Aliyun",
  Byol: "BYOL",
} as const;
export type LicenseType = (typeof LicenseType)[keyof typeof LicenseType];

export const ImdsSupport = {
  V1: "v1",
  V2: "v2",
} as const;
export type ImdsSupport = (typeof ImdsSupport)[keyof typeof ImdsSupport];

export const ImportedNvmeSupport = {
  Supported: "supported",
  Unsupported: "unsupported",
} as const;
export type ImportedNvmeSupport = (typeof ImportedNvmeSupport)[keyof typeof ImportedNvmeSupport];

export const RetentionStrategy = {
  RetainOnlySuccessful: "RetainOnlySuccessful",
  RetainOnlyFailed: "RetainOnlyFailed",
  RetainAlways: "RetainAlways",
  RetainNever: "RetainNever",
} as const;
export type RetentionStrategy = (typeof RetentionStrategy)[keyof typeof RetentionStrategy];

export const ImageNameSuffix = {
  Disable: "disable",
} as const;
export type ImageNameSuffix = (typeof ImageNameSuffix)[keyof typeof ImageNameSuffix];

export const RepairMode = {
  Standard: "Standard",
  All: "All",
  Customized: "Customized",
} as const;
export type RepairMode = (typeof RepairMode)[keyof typeof RepairMode];

export const RetentionAction = {
  Delete: "delete",
  Deprecate: "deprecate",
} as const;
export type RetentionAction = (typeof RetentionAction)[keyof typeof RetentionAction];
