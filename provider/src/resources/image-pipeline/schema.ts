import * as z from "zod";
import {
  accountId,
  content,
  regionId,
  tagMap,
  text,
  tooMany,
  wholeNumber,
} from "../../validation/schema-types";
import { descriptionRule, imageFamilyRule, nameRule, notEmpty, oneWord } from "../../validation/text-rules";
import {
  ARCHITECTURES,
  BASE_IMAGE_TYPES,
  BOOT_MODES,
  DISK_FORMATS,
  IMAGE_NAME_SUFFIX,
  IMDS_SUPPORT,
  IMPORT_NVME_SUPPORT,
  LICENSE_TYPES,
  NVME_SUPPORT,
  OS_TYPES,
  PLATFORMS,
  REPAIR_MODES,
  RETENTION_STRATEGIES,
} from "./enumerations";

/*
 * The arguments of an ImagePipeline: their shape, their documentation, and every rule that needs one value alone.
 * Rules between arguments, and of the keys of maps, are in rules.ts. The types of the Pulumi class come from here (resource.ts).
 *
 * Sources in the comments: "API" is the parameter's documentation in the ECS API reference of CreateImagePipeline.
 */

const imageOptions = z.strictObject({
  /**
   * Prefix of the target image's name: 2 to 64 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ . -`. The final name is `{imageName}_{executionId}`, unless
   * `advancedOptions.imageNameSuffix` is `disable`. Source: API, ImageOptions.ImageName.
   */
  imageName: text(nameRule(64)).optional(),
  /**
   * Image family of the target image: 2 to 128 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ -` (no period); not beginning with `aliyun` or `acs:`. Source: API, ImageOptions.ImageFamily.
   */
  imageFamily: text(imageFamilyRule).optional(),
  /**
   * Description of the target image: 2 to 256 characters, not beginning with http:// or https://.
   * Source: API, ImageOptions.Description.
   */
  description: text(descriptionRule).optional(),
  /** Features of the target image. */
  imageFeatures: z
    .strictObject({
      /**
       * Whether instances of the target image can use NVMe: `supported`, `unsupported` or `auto`. `auto` looks
       * before the build, so it can be wrong when the build adds or removes the driver.
       * Source: API, ImageOptions.ImageFeatures.NvmeSupport.
       */
      nvmeSupport: z.enum(NVME_SUPPORT).optional(),
    })
    .optional(),
  /** Tags of the target image, up to 20; the rules are those of `tags`. Source: API, ImageOptions.ImageTags.N. */
  imageTags: tagMap().optional(),
});

const diskDeviceMapping = z.strictObject({
  /** OSS bucket that holds the image file. Source: API, DiskDeviceMappings.N.OSSBucket. */
  ossBucket: text(oneWord("the name of an OSS bucket")).optional(),
  /** Key of the image file in the bucket. Source: API, DiskDeviceMappings.N.OSSObject. */
  ossObject: text(notEmpty("the key of an OSS object")).optional(),
  /**
   * Format of the image file: `RAW`, `VHD` or `QCOW2`. Default: empty, it is detected; what is detected wins anyway.
   * Source: API, DiskDeviceMappings.N.Format.
   */
  format: z.enum([...DISK_FORMATS, ""]).optional(),
  /**
   * Size of the disk in GiB, 1 to 2048; the system disk must be at least as large as its image file.
   * Source: API, DiskDeviceMappings.N.DiskImageSize.
   */
  diskImageSize: wholeNumber(1, 2048, "GiB").optional(),
});

const importImageOptions = z.strictObject({
  /**
   * The disks to import: the first is the system disk, the others, up to 16, are data disks.
   * Source: API, ImportImageOptions.DiskDeviceMappings.N.
   */
  diskDeviceMappings: z
    .array(diskDeviceMapping)
    .max(17, { error: ({ input }) => tooMany(input, 17, "disks (one system disk and 16 data disks)") })
    .optional(),
  /** `x86_64` (the default) or `arm64`. Source: API, ImportImageOptions.Architecture. */
  architecture: z.enum(ARCHITECTURES).optional(),
  /**
   * `BIOS` or `UEFI`. Default: `BIOS`; with `arm64` it is `UEFI`, and nothing else is allowed.
   * Source: API, ImportImageOptions.BootMode.
   */
  bootMode: z.enum(BOOT_MODES).optional(),
  /** `linux` (the default) or `windows`, in lower case. Source: API, ImportImageOptions.OSType. */
  osType: z.enum(OS_TYPES).optional(),
  /**
   * Operating system and version, one of 27 values such as `Ubuntu`, `CentOS Stream`, `Windows Server 2022`.
   * Default: `Others Linux`, with `osType` windows `Other Windows`. Source: API, ImportImageOptions.Platform.
   */
  platform: z.enum(PLATFORMS).optional(),
  /** `Auto` (the default), `Aliyun` or `BYOL`. Source: API, ImportImageOptions.LicenseType. */
  licenseType: z.enum(LICENSE_TYPES).optional(),
  /** Features of the imported image. */
  features: z
    .strictObject({
      /** Metadata access mode: `v1` (the default) or `v2`. Source: API, ImportImageOptions.Features.ImdsSupport. */
      imdsSupport: z.enum(IMDS_SUPPORT).optional(),
      /** `supported` or `unsupported` (the default). Source: API, ImportImageOptions.Features.NvmeSupport. */
      nvmeSupport: z.enum(IMPORT_NVME_SUPPORT).optional(),
    })
    .optional(),
  /**
   * What becomes of the imported image after a build: `RetainOnlySuccessful`, `RetainOnlyFailed`, `RetainAlways`
   * or `RetainNever` (the default). Source: API, ImportImageOptions.RetentionStrategy.
   */
  retentionStrategy: z.enum(RETENTION_STRATEGIES).optional(),
  /**
   * Whether the imported image is kept. Source: API, ImportImageOptions.RetainImportedImage.
   * @deprecated Use `retentionStrategy`.
   */
  retainImportedImage: z.boolean().optional(),
  /** Name of the imported image; no rule is documented. Source: API, ImportImageOptions.ImageName. */
  imageName: text(notEmpty("a name")).optional(),
  /** Description of the imported image; no rule is documented. Source: API, ImportImageOptions.Description. */
  description: text(notEmpty("a description")).optional(),
  /** Tags of the imported image; no rule is documented. Source: API, ImportImageOptions.ImportImageTags.N. */
  importImageTags: z.record(z.string(), z.string()).optional(),
  /** RAM role that the import uses. Source: API, ImportImageOptions.RoleName. */
  roleName: text(oneWord("the name of a RAM role")).optional(),
});

const advancedOptions = z.strictObject({
  /**
   * `disable`, the only value, leaves `_{executionId}` away from the image's name. What a second build then does about
   * the name is not documented. Default: the suffix is added. Source: API, AdvancedOptions.ImageNameSuffix.
   */
  imageNameSuffix: z.enum(IMAGE_NAME_SUFFIX).optional(),
  /**
   * Whether the Cloud Assistant that the build installs stays in the image; one that was there before stays anyway.
   * Default: false. Source: API, AdvancedOptions.RetainCloudAssistant.
   */
  retainCloudAssistant: z.boolean().optional(),
});

export const imagePipelineSchema = z.strictObject({
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId: regionId().optional(),
  /**
   * Name of the pipeline: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the pipeline's ID. Source: API, Name.
   */
  name: text(nameRule(128)).optional(),
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description: text(descriptionRule).optional(),
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (a family's name) or `OSS` (an image file, described
   * in `importImageOptions`). Needed unless `buildContent` has a FROM line. Source: API, BaseImageType.
   */
  baseImageType: z.enum(BASE_IMAGE_TYPES).optional(),
  /**
   * The image to start from: a public, custom or shared image's ID, or the name of an image family. Needed unless
   * `buildContent` has a FROM line, or `baseImageType` is `OSS`. Source: API, BaseImage.
   */
  baseImage: text(oneWord("an image ID or the name of an image family")).optional(),
  /**
   * What is done to the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`): up to 16,384 bytes of
   * UTF-8 and 127 instructions; comments and blank lines do not count, a continuation or heredoc is one. A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` stands for `baseImageType` and `baseImage`; given both
   * ways they must agree. Steps that download need `internetMaxBandwidthOut`. Each build runs on intermediate
   * instances that are billed. Source: API, BuildContent.
   */
  buildContent: content().optional(),
  /**
   * Tests that run on the built image, in the same form; only components of the type Test. Up to 16,384 bytes of
   * UTF-8. Source: API, TestContent.
   */
  testContent: content().optional(),
  /** Name, family, description, features and tags of the target image. Source: API, ImageOptions. */
  imageOptions: imageOptions.optional(),
  /**
   * Prefix of the target image's name.
   * @deprecated Use `imageOptions.imageName`; it is sent as that. Source: API, ImageName.
   */
  imageName: text(nameRule(64)).optional(),
  /**
   * Image family of the target image.
   * @deprecated Use `imageOptions.imageFamily`; it is sent as that. Source: API, ImageFamily.
   */
  imageFamily: text(imageFamilyRule).optional(),
  /**
   * NVMe support of the target image.
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; it is sent as that. Source: API, NvmeSupport.
   */
  nvmeSupport: z.enum(NVME_SUPPORT).optional(),
  /** The image file to import; required when `baseImageType` is `OSS`. Source: API, ImportImageOptions. */
  importImageOptions: importImageOptions.optional(),
  /** Rarely needed settings. Source: API, AdvancedOptions. */
  advancedOptions: advancedOptions.optional(),
  /** What is repaired in the source image: `Standard`, `All` or `Customized` (`repairItems`). Source: API, RepairMode. */
  repairMode: z.enum(REPAIR_MODES).optional(),
  /**
   * The items to repair with `repairMode` Customized, in any order. Linux: fstab, grub, dhcp, selinux, growpart,
   * cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk, update, server, bootmgr,
   * vminit, osloader, virtio, standardizedtimezone. Source: API, RepairItem.N.
   */
  repairItems: z.array(text(oneWord("a repair item"))).optional(),
  /**
   * Instance type of the intermediate instance. Default: the smallest in stock, such as ecs.g6.large.
   * Source: API, InstanceType.
   */
  instanceType: text(oneWord("an ECS instance type, such as ecs.g6.large")).optional(),
  /** System disk of the intermediate instance in GiB, 20 to 500. Default: 40. Source: API, SystemDiskSize. */
  systemDiskSize: wholeNumber(20, 500, "GiB").optional(),
  /**
   * Outbound public bandwidth of the intermediate instance in Mbit/s, 0 to 100. Default: 0, and then steps that
   * download from the internet fail. Source: API, InternetMaxBandwidthOut.
   */
  internetMaxBandwidthOut: wholeNumber(0, 100, "Mbit/s").optional(),
  /**
   * Whether the intermediate instance is released when a build fails. Default: true. With false it goes on being
   * billed until it is released by hand. Source: API, DeleteInstanceOnFailure.
   */
  deleteInstanceOnFailure: z.boolean().optional(),
  /**
   * vSwitch for the intermediate instance. Default: a temporary VPC and vSwitch, for which the account needs
   * quota. Source: API, VSwitchId.
   */
  vswitchId: text(oneWord("the ID of a vSwitch in the region")).optional(),
  /**
   * Alibaba Cloud accounts with which the image is shared, 1 to 20 IDs in any order; sharing is within the
   * region. Write them as strings. Source: API, AddAccount.N.
   */
  addAccounts: z.array(accountId()).optional(),
  /**
   * Regions to which the image is copied, 1 to 20 in any order. Default: the pipeline's own region only.
   * Source: API, ToRegionId.N.
   */
  toRegionIds: z.array(regionId()).optional(),
  /** Resource group of the pipeline. Source: API, ResourceGroupId. */
  resourceGroupId: text(oneWord("the ID of a resource group")).optional(),
  /**
   * Tags of the pipeline, up to 20: keys of 1 to 128 characters, not beginning with `aliyun` or `acs:`; values of up
   * to 128 characters, not beginning with `acs:`; neither holding http:// or https://. A change is made in place.
   * Source: API, Tag.N.
   */
  tags: tagMap().optional(),
  /**
   * ID of an existing pipeline to take over instead of making one. It must be as declared here (what is not declared is
   * not compared), or the differences are listed and nothing is done. Take it away afterwards: that is no difference. A
   * later replacement fails as long as it is there.
   */
  adopt: text(oneWord("the ID of an image pipeline (ip-…)")).optional(),
  /**
   * How long deleting waits for a running build of the pipeline, in minutes, 1 to 1440. Default: 60. The build is
   * cancelled where the API allows it. A change costs nothing; it is not sent.
   */
  deleteTimeoutMinutes: wholeNumber(1, 1440, "minutes").optional(),
});

/** The arguments as a program gives them, once they are known. */
export type ImagePipelineInputs = z.input<typeof imagePipelineSchema>;
