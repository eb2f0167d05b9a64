import * as rules from "../parameters/rules.js";
import type { List, Parameter, ParameterTable } from "../parameters/table.js";
import { CREATION_TAG_LIST, CREATION_TAGS, REGION } from "./common-parameters.js";

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
  REGION,
  { name: "BaseImageType", required: true, rule: oneOf("IMAGE", "IMAGE_FAMILY", "OSS") },
  { name: "BaseImage", rule: orEmpty(identifier) },
  { name: "Name", rule: resourceName(128), byDefault: "the new ImagePipelineId" },
  { name: "Description", rule: description },
  { name: "BuildContent", rule: content, code: "InvalidBuildContent.LengthExceeded" },
  { name: "TestContent", rule: content },
  { name: "RepairMode", rule: oneOf("Standard", "All", "Customized") },
  { name: "RepairItem.N", rule: rules.word },
  { name: "InstanceType", rule: identifier },
  { name: "SystemDiskSize", rule: integer(20, 500), byDefault: "40" },
  { name: "InternetMaxBandwidthOut", rule: integer(0, 100), byDefault: "0" },
  { name: "DeleteInstanceOnFailure", rule: boolean, byDefault: "true" },
  { name: "VSwitchId", rule: identifier },
  { name: "AddAccount.N", rule: rules.accountId },
  { name: "ToRegionId.N", rule: rules.regionId },
  { name: "ResourceGroupId", rule: identifier },
  ...CREATION_TAGS,
  { name: "ClientToken", rule: rules.clientToken },
];

/**
 * Kept for older clients beside their successors in ImageOptions, with the same rules (docs/service.md,
 * Parameters of CreateImagePipeline).
 */
const DEPRECATED: readonly Parameter[] = [
  { name: "ImageName", rule: resourceName(64) },
  { name: "ImageFamily", rule: rules.imageFamily },
  { name: "NvmeSupport", rule: oneOf("supported", "unsupported", "auto") },
];

/** docs/service.md, Image options */
const IMAGE_OPTIONS: readonly Parameter[] = [
  { name: "ImageOptions.ImageName", rule: resourceName(64) },
  { name: "ImageOptions.ImageFamily", rule: rules.imageFamily },
  { name: "ImageOptions.Description", rule: description },
  { name: "ImageOptions.ImageFeatures.NvmeSupport", rule: oneOf("supported", "unsupported", "auto") },
  { name: "ImageOptions.ImageTags.N.Key", required: true, rule: rules.tagKey },
  { name: "ImageOptions.ImageTags.N.Value", required: true, rule: rules.createdTagValue },
];

/** docs/service.md, Import of an image file; a parameter without a rule there has none here. */
const IMPORT_IMAGE_OPTIONS: readonly Parameter[] = [
  { name: "ImportImageOptions.DiskDeviceMappings.N.OSSBucket", rule: anything },
  { name: "ImportImageOptions.DiskDeviceMappings.N.OSSObject", rule: anything },
  { name: "ImportImageOptions.DiskDeviceMappings.N.Format", rule: orEmpty(oneOf("RAW", "VHD", "QCOW2")) },
  { name: "ImportImageOptions.DiskDeviceMappings.N.DiskImageSize", rule: integer(1, 2048) },
  { name: "ImportImageOptions.Architecture", rule: oneOf("x86_64", "arm64") },
  { name: "ImportImageOptions.BootMode", rule: oneOf("BIOS", "UEFI") },
  { name: "ImportImageOptions.OSType", rule: oneOf("windows", "linux") },
  { name: "ImportImageOptions.Platform", rule: oneOf(...PLATFORMS) },
  { name: "ImportImageOptions.LicenseType", rule: oneOf("Auto", "Aliyun", "BYOL") },
  { name: "ImportImageOptions.Features.ImdsSupport", rule: oneOf("v1", "v2") },
  { name: "ImportImageOptions.Features.NvmeSupport", rule: oneOf("supported", "unsupported") },
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
  { name: "AdvancedOptions.ImageNameSuffix", rule: oneOf("disable") },
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
  { name: "AddAccount", max: 20 },
  { name: "ToRegionId", max: 20 },
  CREATION_TAG_LIST,
  { name: "ImageOptions.ImageTags", max: 20, uniqueBy: "Key" },
  { name: "ImportImageOptions.DiskDeviceMappings", max: 17 },
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
