import * as z from "zod/mini";
import { MAX_INSTRUCTIONS } from "../../content/form";
import { fields, optional } from "../../validation/documentation";
import {
  accountId,
  CONTENT_LIMITS,
  content,
  enumeration,
  list,
  regionId,
  tagMap,
  text,
  wholeNumber,
} from "../../validation/schema-types";
import {
  descriptionRule,
  imageFamilyRule,
  nameRule,
  notEmpty,
  oneWord,
  ossBucketRule,
  ossObjectRule,
} from "../../validation/text-rules";
import {
  ARCHITECTURES,
  BASE_IMAGE_TYPES,
  BOOT_MODES,
  DISK_FORMATS,
  IMAGE_NAME_SUFFIX,
  IMDS_SUPPORT,
  IMPORT_NVME_SUPPORT,
  LICENSE_TYPES,
  LINUX_REPAIR_ITEMS,
  NVME_SUPPORT,
  OS_TYPES,
  PLATFORMS,
  REPAIR_MODES,
  RETENTION_STRATEGIES,
  WINDOWS_REPAIR_ITEMS,
} from "./enumerations";
import { DEFAULT_DELETE_TIMEOUT_MINUTES, DEFAULTS, MAX_SET } from "./normalize";

/*
 * The arguments of an ImagePipeline: every rule that needs one value alone, with its documentation. Rules between
 * arguments, and of the keys of maps, are in rules.ts.
 *
 * The source "API" is the ECS API reference of CreateImagePipeline; "SDK" is the text of the official SDK, where that
 * page does not have the parameter.
 */

const imageFeatures = fields({
  nvmeSupport: optional(enumeration("NvmeSupport", NVME_SUPPORT), {
    text: "Whether instances of the target image can use NVMe. `auto` looks before the build, so it can be wrong if the build adds or removes the driver.",
    source: "API, ImageOptions.ImageFeatures.NvmeSupport",
  }),
});

const imageOptions = fields({
  imageName: optional(text(nameRule(64)), {
    text: "Prefix of the target image's name. The final name is `{imageName}_{executionId}`, unless `advancedOptions.imageNameSuffix` is `disable`.",
    source: "API, ImageOptions.ImageName",
  }),
  imageFamily: optional(text(imageFamilyRule), {
    text: "Image family of the target image.",
    source: "API, ImageOptions.ImageFamily",
  }),
  description: optional(text(descriptionRule), {
    text: "Description of the target image.",
    source: "API, ImageOptions.Description",
  }),
  imageFeatures: optional(imageFeatures, {
    text: "Features of the target image.",
    source: "API, ImageOptions.ImageFeatures",
  }),
  imageTags: optional(tagMap(), {
    text: "Tags of the target image.",
    source: "API, ImageOptions.ImageTags.N",
  }),
});

const diskDeviceMapping = fields({
  ossBucket: optional(text(ossBucketRule), {
    text: "OSS bucket that holds the image file. Required if `baseImageType` is `OSS`.",
    source: "API, ImportImageOptions.DiskDeviceMappings.N.OSSBucket",
  }),
  ossObject: optional(text(ossObjectRule), {
    text: "Key of the image file in the bucket. Required if `baseImageType` is `OSS`.",
    source: "API, ImportImageOptions.DiskDeviceMappings.N.OSSObject",
  }),
  format: optional(enumeration("DiskFormat", [...DISK_FORMATS, ""]), {
    text: "Format of the image file. If the detected format differs, the detected one applies.",
    otherwise: "empty: the format is detected",
    source: "API, ImportImageOptions.DiskDeviceMappings.N.Format",
  }),
  diskImageSize: optional(wholeNumber(1, 2048, "GiB"), {
    text: "Size of the disk. The system disk must be at least as large as its image file.",
    source: "API, ImportImageOptions.DiskDeviceMappings.N.DiskImageSize",
  }),
});

const importedFeatures = fields({
  imdsSupport: optional(enumeration("ImdsSupport", IMDS_SUPPORT), {
    text: "Metadata access mode.",
    otherwise: "`v1`",
    source: "SDK, ImportImageOptions.Features.ImdsSupport",
  }),
  nvmeSupport: optional(enumeration("ImportedNvmeSupport", IMPORT_NVME_SUPPORT), {
    text: "NVMe support of the imported image.",
    otherwise: "`unsupported`",
    source: "API, ImportImageOptions.Features.NvmeSupport",
  }),
});

const MAX_DATA_DISKS = 16;

const importImageOptions = fields({
  diskDeviceMappings: optional(
    list(diskDeviceMapping, 1 + MAX_DATA_DISKS, `disks (one system disk and ${MAX_DATA_DISKS} data disks)`),
    {
      text: "The disks to import. The first is the system disk; the others are data disks. Required if `baseImageType` is `OSS`.",
      source: "API, ImportImageOptions.DiskDeviceMappings.N",
    },
  ),
  architecture: optional(enumeration("Architecture", ARCHITECTURES), {
    text: "Architecture of the imported image.",
    otherwise: "`x86_64`",
    source: "API, ImportImageOptions.Architecture",
  }),
  bootMode: optional(enumeration("BootMode", BOOT_MODES), {
    text: "Boot mode of the imported image. With `architecture` `arm64`, only `UEFI` is allowed.",
    otherwise: "`BIOS`; with `architecture` `arm64`, `UEFI`",
    source: "API, ImportImageOptions.BootMode",
  }),
  osType: optional(enumeration("OsType", OS_TYPES), {
    text: "Operating system type of the imported image, in lower case.",
    otherwise: "`linux`",
    source: "API, ImportImageOptions.OSType",
  }),
  platform: optional(enumeration("Platform", PLATFORMS), {
    text: "Operating system of the imported image; for Windows Server, with its version.",
    otherwise: "`Others Linux`; with `osType` `windows`, `Other Windows`",
    source: "API, ImportImageOptions.Platform",
  }),
  licenseType: optional(enumeration("LicenseType", LICENSE_TYPES), {
    text: "License type of the imported image.",
    otherwise: "`Auto`",
    source: "API, ImportImageOptions.LicenseType",
  }),
  features: optional(importedFeatures, {
    text: "Features of the imported image.",
    source: "API, ImportImageOptions.Features",
  }),
  retentionStrategy: optional(enumeration("RetentionStrategy", RETENTION_STRATEGIES), {
    text: "What happens to the imported image after a build.",
    otherwise: "`RetainNever`",
    source: "SDK, ImportImageOptions.RetentionStrategy",
  }),
  retainImportedImage: optional(z.boolean(), {
    text: "Whether the imported image is kept.",
    source: "API, ImportImageOptions.RetainImportedImage",
    deprecated: "Use `retentionStrategy`.",
  }),
  imageName: optional(text(notEmpty("a name")), {
    text: "Name of the imported image.",
    limits: "none documented",
    source: "SDK, ImportImageOptions.ImageName",
  }),
  description: optional(text(notEmpty("a description")), {
    text: "Description of the imported image.",
    limits: "none documented",
    source: "SDK, ImportImageOptions.Description",
  }),
  importImageTags: optional(z.record(z.string(), z.string()), {
    text: "Tags of the imported image.",
    limits: "none documented",
    source: "SDK, ImportImageOptions.ImportImageTags.N",
  }),
  roleName: optional(text(oneWord("the name of a RAM role")), {
    text: "RAM role that the import uses.",
    source: "SDK, ImportImageOptions.RoleName",
  }),
});

const advancedOptions = fields({
  imageNameSuffix: optional(enumeration("ImageNameSuffix", IMAGE_NAME_SUFFIX), {
    text: "`disable` omits the suffix `_{executionId}` from the image's name. How the service then handles the name in a second build is not documented.",
    otherwise: "the suffix is added",
    source: "API, AdvancedOptions.ImageNameSuffix",
  }),
  retainCloudAssistant: optional(z.boolean(), {
    text: "Whether the Cloud Assistant that the build installs stays in the image. One that the source image already has always stays.",
    otherwise: "`false`",
    source: "API, AdvancedOptions.RetainCloudAssistant",
  }),
});

const imageSecurityOptions = fields({
  securityScanMode: optional(text(oneWord("a scan mode")), {
    text: "How the target image is scanned for security risks. No document names the values.",
    source: "SDK for Python 7.11.8, ImageSecurityOptions.SecurityScanMode",
  }),
});

export const imagePipelineSchema = fields({
  regionId: optional(regionId(), {
    text: "Region of the pipeline. The state stores the resolved region. A change replaces the pipeline.",
    otherwise: "the region of the configuration or the environment",
    always: true,
    source: "API, RegionId",
  }),
  name: optional(text(nameRule(128)), {
    text: "Name of the pipeline.",
    otherwise: "the pipeline's ID",
    always: true,
    source: "API, Name",
  }),
  description: optional(text(descriptionRule), {
    text: "Description of the pipeline.",
    source: "API, Description",
  }),
  baseImageType: optional(enumeration("BaseImageType", BASE_IMAGE_TYPES), {
    text: "What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (the name of an image family) or `OSS` (an image file, described in `importImageOptions`). Required unless `buildContent` has a FROM line.",
    source: "API, BaseImageType",
  }),
  baseImage: optional(text(oneWord("an image ID or the name of an image family")), {
    text: "The image to start from: the ID of a public, custom or shared image, or the name of an image family. Required unless `buildContent` has a FROM line or `baseImageType` is `OSS`.",
    source: "API, BaseImage",
  }),
  buildContent: optional(content(), {
    text: "The steps that change the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`). A first line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` replaces `baseImageType` and `baseImage`; if you set both, they must agree. Steps that download from the internet need `internetMaxBandwidthOut`. Each build runs on intermediate instances, which are billed.",
    limits: `${CONTENT_LIMITS} and ${MAX_INSTRUCTIONS} commands. Comments and blank lines do not count; a command that continues on further lines counts once`,
    source: "API, BuildContent",
  }),
  testContent: optional(content(), {
    text: "Tests that run on the built image, in the same form as `buildContent`. Only components of the type `Test` are allowed.",
    source: "API, TestContent",
  }),
  imageOptions: optional(imageOptions, {
    text: "Name, family, description, features and tags of the target image.",
    source: "API, ImageOptions",
  }),
  imageName: optional(text(nameRule(64)), {
    text: "Prefix of the target image's name.",
    source: "API, ImageName",
    deprecated: "Use `imageOptions.imageName`; the provider sends the value as that.",
  }),
  imageFamily: optional(text(imageFamilyRule), {
    text: "Image family of the target image.",
    source: "API, ImageFamily",
    deprecated: "Use `imageOptions.imageFamily`; the provider sends the value as that.",
  }),
  nvmeSupport: optional(enumeration("NvmeSupport", NVME_SUPPORT), {
    text: "NVMe support of the target image.",
    source: "API, NvmeSupport",
    deprecated: "Use `imageOptions.imageFeatures.nvmeSupport`; the provider sends the value as that.",
  }),
  importImageOptions: optional(importImageOptions, {
    text: "The image file to import. Required if `baseImageType` is `OSS`.",
    source: "API, ImportImageOptions",
  }),
  imageSecurityOptions: optional(imageSecurityOptions, {
    text: "Security settings of the target image.",
    source: "SDK for Python 7.11.8, ImageSecurityOptions",
  }),
  advancedOptions: optional(advancedOptions, {
    text: "Rarely needed settings.",
    source: "API, AdvancedOptions",
  }),
  repairMode: optional(enumeration("RepairMode", REPAIR_MODES), {
    text: "What to repair in the source image. `Customized` repairs the items in `repairItems`.",
    source: "API, RepairMode",
  }),
  repairItems: optional(z.array(text(oneWord("a repair item"))), {
    text: `The items to repair, in any order. They need \`repairMode\` \`Customized\`. Linux: ${LINUX_REPAIR_ITEMS.join(", ")}. Windows: ${WINDOWS_REPAIR_ITEMS.join(", ")}.`,
    source: "SDK, RepairItem.N",
  }),
  instanceType: optional(text(oneWord("an ECS instance type, such as ecs.g6.large")), {
    text: "Instance type of the intermediate instance.",
    otherwise: "the smallest type in stock, such as ecs.g6.large",
    source: "API, InstanceType",
  }),
  systemDiskSize: optional(wholeNumber(20, 500, "GiB"), {
    text: "Size of the intermediate instance's system disk.",
    default: DEFAULTS.systemDiskSize,
    source: "API, SystemDiskSize",
  }),
  internetMaxBandwidthOut: optional(wholeNumber(0, 100, "Mbit/s"), {
    text: "Outbound public bandwidth of the intermediate instance. With 0, steps that download from the internet fail.",
    default: DEFAULTS.internetMaxBandwidthOut,
    source: "API, InternetMaxBandwidthOut",
  }),
  deleteInstanceOnFailure: optional(z.boolean(), {
    text: "Whether to release the intermediate instance if a build fails. With `false`, it is billed until you release it by hand.",
    default: DEFAULTS.deleteInstanceOnFailure,
    source: "API, DeleteInstanceOnFailure",
  }),
  vswitchId: optional(text(oneWord("the ID of a vSwitch in the region")), {
    text: "vSwitch for the intermediate instance.",
    otherwise: "a temporary VPC and vSwitch, for which the account needs quota",
    source: "API, VSwitchId",
  }),
  addAccounts: optional(z.array(accountId()), {
    text: "IDs of the Alibaba Cloud accounts to share the image with, in any order. The image is shared in the pipeline's region. Write the IDs as strings.",
    limits: `1 to ${MAX_SET} accounts`,
    source: "API, AddAccount.N",
  }),
  toRegionIds: optional(z.array(regionId()), {
    text: "Regions to copy the image to, in any order.",
    limits: `1 to ${MAX_SET} regions`,
    otherwise: "only the pipeline's own region",
    source: "API, ToRegionId.N",
  }),
  resourceGroupId: optional(text(oneWord("the ID of a resource group")), {
    text: "Resource group of the pipeline.",
    source: "API, ResourceGroupId",
  }),
  tags: optional(tagMap(), {
    text: "Tags of the pipeline. A change is made in place.",
    source: "API, Tag.N",
  }),
  adopt: optional(text(oneWord("the ID of an image pipeline (ip-…)")), {
    text: "ID of an existing pipeline to adopt instead of creating one. The pipeline must match this declaration; arguments that are not declared are not compared. If it does not match, the error lists the differences and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails while it is set.",
  }),
  deleteTimeoutMinutes: optional(wholeNumber(1, 1440, "minutes"), {
    text: "How long a deletion waits for a running build of the pipeline. The build is cancelled if the API allows it. A change is not sent to ECS; it only updates the state.",
    otherwise: `${DEFAULT_DELETE_TIMEOUT_MINUTES} minutes`,
  }),
});
