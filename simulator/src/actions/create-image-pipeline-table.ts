import * as rules from "../parameters/rules.js";
import type { List, Parameter, ParameterTable } from "../parameters/table.js";
import { CHECKED_REGION, CREATION_TAG_LIST, CREATION_TAGS } from "./common-parameters.js";

const { anything, boolean, content, description, identifier, integer, oneOf, orEmpty, resourceName } = rules;

const PLATFORMS = [
  ...[
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
  ],
  ...[
    "UOS",
    "Fedora",
    "Fedora CoreOS",
    "CentOS Stream",
    "AlmaLinux",
    "Rocky Linux",
    "Gentoo",
    "Customized Linux",
  ],
  ...[
    "Others Linux",
    "Windows Server 2022",
    "Windows Server 2019",
    "Windows Server 2016",
    "Windows Server 2012",
  ],
  ...["Windows Server 2008", "Windows Server 2003", "Other Windows"],
];

/** docs/service.md, Parameters of CreateImagePipeline */
const TOP_LEVEL: readonly Parameter[] = [
  CHECKED_REGION,
  {
    name: "BaseImageType",
    required: true,
    rule: oneOf("IMAGE", "IMAGE_FAMILY", "OSS"),
    code: "InvalidBaseImageType.NotSupportedValue",
  },
  { name: "BaseImage", rule: orEmpty(identifier) },
  {
    name: "Name",
    rule: resourceName(128),
    code: "InvalidName.Malformed",
    byDefault: "the new ImagePipelineId",
  },
  { name: "Description", rule: description, code: "InvalidDescription.Malformed" },
  { name: "BuildContent", rule: content, code: "InvalidBuildContent.LengthExceeded" },
  { name: "TestContent", rule: content, code: "InvalidParameter.TestContent" },
  {
    name: "RepairMode",
    rule: oneOf("Standard", "All", "Customized"),
    code: "InvalidParameter.RepairMode",
  },
  { name: "RepairItem.N", rule: rules.word },
  { name: "InstanceType", rule: identifier },
  {
    name: "SystemDiskSize",
    rule: integer(20, 500),
    code: "InvalidSystemDiskSize.NotSupportedValue",
    byDefault: "40",
  },
  {
    name: "InternetMaxBandwidthOut",
    rule: integer(0, 100),
    code: "InvalidInternetMaxBandwidthOut.NotSupportedValue",
    byDefault: "0",
  },
  { name: "DeleteInstanceOnFailure", rule: boolean, byDefault: "true" },
  { name: "VSwitchId", rule: identifier },
  { name: "AddAccount.N", rule: rules.accountId },
  { name: "ToRegionId.N", rule: rules.regionId, code: "InvalidRegionId.NotFound" },
  { name: "ResourceGroupId", rule: identifier },
  ...CREATION_TAGS,
  { name: "ClientToken", rule: rules.clientToken },
];

const IMAGE_NAME = { rule: resourceName(64), code: "InvalidImageName.Malformed" } as const;
const IMAGE_FAMILY = { rule: rules.imageFamily, code: "InvalidImageFamily.Malformed" } as const;
const NVME_SUPPORT = {
  rule: oneOf("supported", "unsupported", "auto"),
  code: "InvalidParameter.NvmeSupport",
} as const;

/**
 * Kept for older clients beside their successors in ImageOptions, with the same rules (docs/service.md,
 * Parameters of CreateImagePipeline).
 */
const DEPRECATED: readonly Parameter[] = [
  { name: "ImageName", ...IMAGE_NAME },
  { name: "ImageFamily", ...IMAGE_FAMILY },
  { name: "NvmeSupport", ...NVME_SUPPORT },
];

/** docs/service.md, Image options */
const IMAGE_OPTIONS: readonly Parameter[] = [
  { name: "ImageOptions.ImageName", ...IMAGE_NAME },
  { name: "ImageOptions.ImageFamily", ...IMAGE_FAMILY },
  { name: "ImageOptions.Description", rule: description, code: "InvalidImageOptions.Description" },
  { name: "ImageOptions.ImageFeatures.NvmeSupport", ...NVME_SUPPORT },
  ...CREATION_TAGS.map((tag) => ({ ...tag, name: tag.name.replace("Tag", "ImageOptions.ImageTags") })),
];

/** docs/service.md, Import of an image file; a parameter without a rule there has none here. */
const IMPORT_IMAGE_OPTIONS: readonly Parameter[] = [
  {
    name: "ImportImageOptions.DiskDeviceMappings.N.OSSBucket",
    rule: orEmpty(rules.ossBucket),
    code: "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket",
  },
  {
    name: "ImportImageOptions.DiskDeviceMappings.N.OSSObject",
    rule: orEmpty(rules.ossObject),
    code: "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject",
  },
  {
    name: "ImportImageOptions.DiskDeviceMappings.N.Format",
    rule: orEmpty(oneOf("RAW", "VHD", "QCOW2")),
    code: "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat",
  },
  {
    name: "ImportImageOptions.DiskDeviceMappings.N.DiskImageSize",
    rule: integer(1, 2048),
    code: "InvalidOperation.DiskImageSizeExceeded",
  },
  {
    name: "ImportImageOptions.Architecture",
    rule: oneOf("x86_64", "arm64"),
    code: "InvalidParameter.ImportImageOptionsArchitecture",
  },
  {
    name: "ImportImageOptions.BootMode",
    rule: oneOf("BIOS", "UEFI"),
    code: "InvalidParameter.ImportImageOptionsBootMode",
  },
  {
    name: "ImportImageOptions.OSType",
    rule: oneOf("windows", "linux"),
    code: "InvalidParameter.ImportImageOptionsOSType",
  },
  {
    name: "ImportImageOptions.Platform",
    rule: oneOf(...PLATFORMS),
    code: "InvalidParameter.ImportImageOptionsPlatform",
  },
  {
    name: "ImportImageOptions.LicenseType",
    rule: oneOf("Auto", "Aliyun", "BYOL"),
    code: "InvalidParameter.ImportImageOptionsLicenseType",
  },
  { name: "ImportImageOptions.Features.ImdsSupport", rule: oneOf("v1", "v2") },
  {
    name: "ImportImageOptions.Features.NvmeSupport",
    rule: oneOf("supported", "unsupported"),
    code: "InvalidParameter.ImportImageOptionsFeaturesNvmeSupport",
  },
  {
    name: "ImportImageOptions.RetentionStrategy",
    rule: oneOf("RetainOnlySuccessful", "RetainOnlyFailed", "RetainAlways", "RetainNever"),
  },
  { name: "ImportImageOptions.RetainImportedImage", rule: boolean },
  { name: "ImportImageOptions.ImageName", rule: anything },
  { name: "ImportImageOptions.Description", rule: anything },
  { name: "ImportImageOptions.ImportImageTags.N.Key", rule: anything },
  { name: "ImportImageOptions.ImportImageTags.N.Value", rule: anything },
  { name: "ImportImageOptions.RoleName", rule: anything },
];

/** docs/service.md, Advanced options */
const ADVANCED_OPTIONS: readonly Parameter[] = [
  {
    name: "AdvancedOptions.ImageNameSuffix",
    rule: oneOf("disable"),
    code: "InvalidAdvancedOptions.ImageNameSuffix",
  },
  { name: "AdvancedOptions.RetainCloudAssistant", rule: boolean },
];

/** docs/service.md, Parameters of CreateImagePipeline: no values are documented. */
const IMAGE_SECURITY_OPTIONS: readonly Parameter[] = [
  { name: "ImageSecurityOptions.SecurityScanMode", rule: anything },
];

/**
 * How many repair items and imported image's tags there can be is unknown (docs/service.md, Parameters of
 * CreateImagePipeline, Import of an image file).
 */
const LISTS: readonly List[] = [
  { name: "RepairItem" },
  { name: "AddAccount", max: 20, tooLong: "InvalidAddAccountSize.ExceededMaxNumber" },
  { name: "ToRegionId", max: 20, tooLong: "InvalidToRegionIdSize.ExceededMaxNumber" },
  CREATION_TAG_LIST,
  { ...CREATION_TAG_LIST, name: "ImageOptions.ImageTags" },
  {
    name: "ImportImageOptions.DiskDeviceMappings",
    max: 17,
    tooLong: "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded",
  },
  { name: "ImportImageOptions.ImportImageTags" },
];

export const CREATE_IMAGE_PIPELINE_TABLE: ParameterTable = {
  source: "CreateImagePipeline, docs/service.md, Parameters of CreateImagePipeline",
  parameters: [
    ...TOP_LEVEL,
    ...DEPRECATED,
    ...IMAGE_OPTIONS,
    ...IMPORT_IMAGE_OPTIONS,
    ...ADVANCED_OPTIONS,
    ...IMAGE_SECURITY_OPTIONS,
  ],
  lists: LISTS,
};
