// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";

/** The arguments of an ImagePipeline. Units, limits, defaults and sources stand with each. */
export interface ImagePipelineArgs {
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId?: Input<string> | undefined;
  /**
   * Name of the pipeline: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the pipeline's ID. Source: API, Name.
   */
  name?: Input<string> | undefined;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description?: Input<string> | undefined;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (a family's name) or `OSS` (an image file, described
   * in `importImageOptions`). Needed unless `buildContent` has a FROM line. Source: API, BaseImageType.
   */
  baseImageType?: Input<"IMAGE" | "IMAGE_FAMILY" | "OSS" | (string & {})> | undefined;
  /**
   * The image to start from: a public, custom or shared image's ID, or the name of an image family. Needed unless
   * `buildContent` has a FROM line, or `baseImageType` is `OSS`. Source: API, BaseImage.
   */
  baseImage?: Input<string> | undefined;
  /**
   * What is done to the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`): up to 16,384 bytes of
   * UTF-8 and 127 instructions; comments and blank lines do not count, a continuation or heredoc is one. A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` stands for `baseImageType` and `baseImage`; given both
   * ways they must agree. Steps that download need `internetMaxBandwidthOut`. Each build runs on intermediate
   * instances that are billed. Source: API, BuildContent.
   */
  buildContent?: Input<string> | undefined;
  /**
   * Tests that run on the built image, in the same form; only components of the type Test. Up to 16,384 bytes of
   * UTF-8. Source: API, TestContent.
   */
  testContent?: Input<string> | undefined;
  /** Name, family, description, features and tags of the target image. Source: API, ImageOptions. */
  imageOptions?: Input<ImagePipelineImageOptionsArgs> | undefined;
  /**
   * Prefix of the target image's name.
   * @deprecated Use `imageOptions.imageName`; it is sent as that. Source: API, ImageName.
   */
  imageName?: Input<string> | undefined;
  /**
   * Image family of the target image.
   * @deprecated Use `imageOptions.imageFamily`; it is sent as that. Source: API, ImageFamily.
   */
  imageFamily?: Input<string> | undefined;
  /**
   * NVMe support of the target image.
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; it is sent as that. Source: API, NvmeSupport.
   */
  nvmeSupport?: Input<"supported" | "unsupported" | "auto" | (string & {})> | undefined;
  /** The image file to import; required when `baseImageType` is `OSS`. Source: API, ImportImageOptions. */
  importImageOptions?: Input<ImagePipelineImportImageOptionsArgs> | undefined;
  /** Rarely needed settings. Source: API, AdvancedOptions. */
  advancedOptions?: Input<ImagePipelineAdvancedOptionsArgs> | undefined;
  /** What is repaired in the source image: `Standard`, `All` or `Customized` (`repairItems`). Source: API, RepairMode. */
  repairMode?: Input<"Standard" | "All" | "Customized" | (string & {})> | undefined;
  /**
   * The items to repair with `repairMode` Customized, in any order. Linux: fstab, grub, dhcp, selinux, growpart,
   * cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk, update, server, bootmgr,
   * vminit, osloader, virtio, standardizedtimezone. Source: API, RepairItem.N.
   */
  repairItems?: Input<Input<string>[]> | undefined;
  /**
   * Instance type of the intermediate instance. Default: the smallest in stock, such as ecs.g6.large.
   * Source: API, InstanceType.
   */
  instanceType?: Input<string> | undefined;
  /** System disk of the intermediate instance in GiB, 20 to 500. Default: 40. Source: API, SystemDiskSize. */
  systemDiskSize?: Input<number> | undefined;
  /**
   * Outbound public bandwidth of the intermediate instance in Mbit/s, 0 to 100. Default: 0, and then steps that
   * download from the internet fail. Source: API, InternetMaxBandwidthOut.
   */
  internetMaxBandwidthOut?: Input<number> | undefined;
  /**
   * Whether the intermediate instance is released when a build fails. Default: true. With false it goes on being
   * billed until it is released by hand. Source: API, DeleteInstanceOnFailure.
   */
  deleteInstanceOnFailure?: Input<boolean> | undefined;
  /**
   * vSwitch for the intermediate instance. Default: a temporary VPC and vSwitch, for which the account needs
   * quota. Source: API, VSwitchId.
   */
  vswitchId?: Input<string> | undefined;
  /**
   * Alibaba Cloud accounts with which the image is shared, 1 to 20 IDs in any order; sharing is within the
   * region. Write them as strings. Source: API, AddAccount.N.
   */
  addAccounts?: Input<Input<string | number>[]> | undefined;
  /**
   * Regions to which the image is copied, 1 to 20 in any order. Default: the pipeline's own region only.
   * Source: API, ToRegionId.N.
   */
  toRegionIds?: Input<Input<string>[]> | undefined;
  /** Resource group of the pipeline. Source: API, ResourceGroupId. */
  resourceGroupId?: Input<string> | undefined;
  /**
   * Tags of the pipeline, up to 20: keys of 1 to 128 characters, not beginning with `aliyun` or `acs:`; values of up
   * to 128 characters, not beginning with `acs:`; neither holding http:// or https://. A change is made in place.
   * Source: API, Tag.N.
   */
  tags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * ID of an existing pipeline to take over instead of making one. It must be as declared here (what is not declared is
   * not compared), or the differences are listed and nothing is done. Take it away afterwards: that is no difference. A
   * later replacement fails as long as it is there.
   */
  adopt?: Input<string> | undefined;
  /**
   * How long deleting waits for a running build of the pipeline, in minutes, 1 to 1440. Default: 60. The build is
   * cancelled where the API allows it. A change costs nothing; it is not sent.
   */
  deleteTimeoutMinutes?: Input<number> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImagePipelineArgumentOutputs {
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  readonly regionId: Output<string>;
  /**
   * Name of the pipeline: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the pipeline's ID. Source: API, Name.
   */
  readonly name: Output<string>;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  readonly description: Output<string | undefined>;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (a family's name) or `OSS` (an image file, described
   * in `importImageOptions`). Needed unless `buildContent` has a FROM line. Source: API, BaseImageType.
   */
  readonly baseImageType: Output<"IMAGE" | "IMAGE_FAMILY" | "OSS" | undefined>;
  /**
   * The image to start from: a public, custom or shared image's ID, or the name of an image family. Needed unless
   * `buildContent` has a FROM line, or `baseImageType` is `OSS`. Source: API, BaseImage.
   */
  readonly baseImage: Output<string | undefined>;
  /**
   * What is done to the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`): up to 16,384 bytes of
   * UTF-8 and 127 instructions; comments and blank lines do not count, a continuation or heredoc is one. A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` stands for `baseImageType` and `baseImage`; given both
   * ways they must agree. Steps that download need `internetMaxBandwidthOut`. Each build runs on intermediate
   * instances that are billed. Source: API, BuildContent.
   */
  readonly buildContent: Output<string | undefined>;
  /**
   * Tests that run on the built image, in the same form; only components of the type Test. Up to 16,384 bytes of
   * UTF-8. Source: API, TestContent.
   */
  readonly testContent: Output<string | undefined>;
  /** Name, family, description, features and tags of the target image. Source: API, ImageOptions. */
  readonly imageOptions: Output<ImagePipelineImageOptions | undefined>;
  /**
   * Prefix of the target image's name.
   * @deprecated Use `imageOptions.imageName`; it is sent as that. Source: API, ImageName.
   */
  readonly imageName: Output<string | undefined>;
  /**
   * Image family of the target image.
   * @deprecated Use `imageOptions.imageFamily`; it is sent as that. Source: API, ImageFamily.
   */
  readonly imageFamily: Output<string | undefined>;
  /**
   * NVMe support of the target image.
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; it is sent as that. Source: API, NvmeSupport.
   */
  readonly nvmeSupport: Output<"supported" | "unsupported" | "auto" | undefined>;
  /** The image file to import; required when `baseImageType` is `OSS`. Source: API, ImportImageOptions. */
  readonly importImageOptions: Output<ImagePipelineImportImageOptions | undefined>;
  /** Rarely needed settings. Source: API, AdvancedOptions. */
  readonly advancedOptions: Output<ImagePipelineAdvancedOptions | undefined>;
  /** What is repaired in the source image: `Standard`, `All` or `Customized` (`repairItems`). Source: API, RepairMode. */
  readonly repairMode: Output<"Standard" | "All" | "Customized" | undefined>;
  /**
   * The items to repair with `repairMode` Customized, in any order. Linux: fstab, grub, dhcp, selinux, growpart,
   * cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk, update, server, bootmgr,
   * vminit, osloader, virtio, standardizedtimezone. Source: API, RepairItem.N.
   */
  readonly repairItems: Output<string[] | undefined>;
  /**
   * Instance type of the intermediate instance. Default: the smallest in stock, such as ecs.g6.large.
   * Source: API, InstanceType.
   */
  readonly instanceType: Output<string | undefined>;
  /** System disk of the intermediate instance in GiB, 20 to 500. Default: 40. Source: API, SystemDiskSize. */
  readonly systemDiskSize: Output<number>;
  /**
   * Outbound public bandwidth of the intermediate instance in Mbit/s, 0 to 100. Default: 0, and then steps that
   * download from the internet fail. Source: API, InternetMaxBandwidthOut.
   */
  readonly internetMaxBandwidthOut: Output<number>;
  /**
   * Whether the intermediate instance is released when a build fails. Default: true. With false it goes on being
   * billed until it is released by hand. Source: API, DeleteInstanceOnFailure.
   */
  readonly deleteInstanceOnFailure: Output<boolean>;
  /**
   * vSwitch for the intermediate instance. Default: a temporary VPC and vSwitch, for which the account needs
   * quota. Source: API, VSwitchId.
   */
  readonly vswitchId: Output<string | undefined>;
  /**
   * Alibaba Cloud accounts with which the image is shared, 1 to 20 IDs in any order; sharing is within the
   * region. Write them as strings. Source: API, AddAccount.N.
   */
  readonly addAccounts: Output<string[] | undefined>;
  /**
   * Regions to which the image is copied, 1 to 20 in any order. Default: the pipeline's own region only.
   * Source: API, ToRegionId.N.
   */
  readonly toRegionIds: Output<string[] | undefined>;
  /** Resource group of the pipeline. Source: API, ResourceGroupId. */
  readonly resourceGroupId: Output<string | undefined>;
  /**
   * Tags of the pipeline, up to 20: keys of 1 to 128 characters, not beginning with `aliyun` or `acs:`; values of up
   * to 128 characters, not beginning with `acs:`; neither holding http:// or https://. A change is made in place.
   * Source: API, Tag.N.
   */
  readonly tags: Output<Record<string, string> | undefined>;
  /**
   * ID of an existing pipeline to take over instead of making one. It must be as declared here (what is not declared is
   * not compared), or the differences are listed and nothing is done. Take it away afterwards: that is no difference. A
   * later replacement fails as long as it is there.
   */
  readonly adopt: Output<string | undefined>;
  /**
   * How long deleting waits for a running build of the pipeline, in minutes, 1 to 1440. Default: 60. The build is
   * cancelled where the API allows it. A change costs nothing; it is not sent.
   */
  readonly deleteTimeoutMinutes: Output<number | undefined>;
}

/** The arguments as plain values, as a lookup finds them. */
export interface ImagePipelineArguments {
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId?: string | undefined;
  /**
   * Name of the pipeline: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the pipeline's ID. Source: API, Name.
   */
  name?: string | undefined;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description?: string | undefined;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (a family's name) or `OSS` (an image file, described
   * in `importImageOptions`). Needed unless `buildContent` has a FROM line. Source: API, BaseImageType.
   */
  baseImageType?: "IMAGE" | "IMAGE_FAMILY" | "OSS" | (string & {}) | undefined;
  /**
   * The image to start from: a public, custom or shared image's ID, or the name of an image family. Needed unless
   * `buildContent` has a FROM line, or `baseImageType` is `OSS`. Source: API, BaseImage.
   */
  baseImage?: string | undefined;
  /**
   * What is done to the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`): up to 16,384 bytes of
   * UTF-8 and 127 instructions; comments and blank lines do not count, a continuation or heredoc is one. A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` stands for `baseImageType` and `baseImage`; given both
   * ways they must agree. Steps that download need `internetMaxBandwidthOut`. Each build runs on intermediate
   * instances that are billed. Source: API, BuildContent.
   */
  buildContent?: string | undefined;
  /**
   * Tests that run on the built image, in the same form; only components of the type Test. Up to 16,384 bytes of
   * UTF-8. Source: API, TestContent.
   */
  testContent?: string | undefined;
  /** Name, family, description, features and tags of the target image. Source: API, ImageOptions. */
  imageOptions?: ImagePipelineImageOptions | undefined;
  /**
   * Prefix of the target image's name.
   * @deprecated Use `imageOptions.imageName`; it is sent as that. Source: API, ImageName.
   */
  imageName?: string | undefined;
  /**
   * Image family of the target image.
   * @deprecated Use `imageOptions.imageFamily`; it is sent as that. Source: API, ImageFamily.
   */
  imageFamily?: string | undefined;
  /**
   * NVMe support of the target image.
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; it is sent as that. Source: API, NvmeSupport.
   */
  nvmeSupport?: "supported" | "unsupported" | "auto" | (string & {}) | undefined;
  /** The image file to import; required when `baseImageType` is `OSS`. Source: API, ImportImageOptions. */
  importImageOptions?: ImagePipelineImportImageOptions | undefined;
  /** Rarely needed settings. Source: API, AdvancedOptions. */
  advancedOptions?: ImagePipelineAdvancedOptions | undefined;
  /** What is repaired in the source image: `Standard`, `All` or `Customized` (`repairItems`). Source: API, RepairMode. */
  repairMode?: "Standard" | "All" | "Customized" | (string & {}) | undefined;
  /**
   * The items to repair with `repairMode` Customized, in any order. Linux: fstab, grub, dhcp, selinux, growpart,
   * cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk, update, server, bootmgr,
   * vminit, osloader, virtio, standardizedtimezone. Source: API, RepairItem.N.
   */
  repairItems?: string[] | undefined;
  /**
   * Instance type of the intermediate instance. Default: the smallest in stock, such as ecs.g6.large.
   * Source: API, InstanceType.
   */
  instanceType?: string | undefined;
  /** System disk of the intermediate instance in GiB, 20 to 500. Default: 40. Source: API, SystemDiskSize. */
  systemDiskSize?: number | undefined;
  /**
   * Outbound public bandwidth of the intermediate instance in Mbit/s, 0 to 100. Default: 0, and then steps that
   * download from the internet fail. Source: API, InternetMaxBandwidthOut.
   */
  internetMaxBandwidthOut?: number | undefined;
  /**
   * Whether the intermediate instance is released when a build fails. Default: true. With false it goes on being
   * billed until it is released by hand. Source: API, DeleteInstanceOnFailure.
   */
  deleteInstanceOnFailure?: boolean | undefined;
  /**
   * vSwitch for the intermediate instance. Default: a temporary VPC and vSwitch, for which the account needs
   * quota. Source: API, VSwitchId.
   */
  vswitchId?: string | undefined;
  /**
   * Alibaba Cloud accounts with which the image is shared, 1 to 20 IDs in any order; sharing is within the
   * region. Write them as strings. Source: API, AddAccount.N.
   */
  addAccounts?: string[] | undefined;
  /**
   * Regions to which the image is copied, 1 to 20 in any order. Default: the pipeline's own region only.
   * Source: API, ToRegionId.N.
   */
  toRegionIds?: string[] | undefined;
  /** Resource group of the pipeline. Source: API, ResourceGroupId. */
  resourceGroupId?: string | undefined;
  /**
   * Tags of the pipeline, up to 20: keys of 1 to 128 characters, not beginning with `aliyun` or `acs:`; values of up
   * to 128 characters, not beginning with `acs:`; neither holding http:// or https://. A change is made in place.
   * Source: API, Tag.N.
   */
  tags?: Record<string, string> | undefined;
  /**
   * ID of an existing pipeline to take over instead of making one. It must be as declared here (what is not declared is
   * not compared), or the differences are listed and nothing is done. Take it away afterwards: that is no difference. A
   * later replacement fails as long as it is there.
   */
  adopt?: string | undefined;
  /**
   * How long deleting waits for a running build of the pipeline, in minutes, 1 to 1440. Default: 60. The build is
   * cancelled where the API allows it. A change costs nothing; it is not sent.
   */
  deleteTimeoutMinutes?: number | undefined;
}

export interface ImagePipelineImageOptionsImageFeaturesArgs {
  /**
   * Whether instances of the target image can use NVMe: `supported`, `unsupported` or `auto`. `auto` looks
   * before the build, so it can be wrong when the build adds or removes the driver.
   * Source: API, ImageOptions.ImageFeatures.NvmeSupport.
   */
  nvmeSupport?: Input<"supported" | "unsupported" | "auto" | (string & {})> | undefined;
}

export interface ImagePipelineImageOptionsArgs {
  /**
   * Prefix of the target image's name: 2 to 64 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ . -`. The final name is `{imageName}_{executionId}`, unless
   * `advancedOptions.imageNameSuffix` is `disable`. Source: API, ImageOptions.ImageName.
   */
  imageName?: Input<string> | undefined;
  /**
   * Image family of the target image: 2 to 128 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ -` (no period); not beginning with `aliyun` or `acs:`. Source: API, ImageOptions.ImageFamily.
   */
  imageFamily?: Input<string> | undefined;
  /**
   * Description of the target image: 2 to 256 characters, not beginning with http:// or https://.
   * Source: API, ImageOptions.Description.
   */
  description?: Input<string> | undefined;
  /** Features of the target image. */
  imageFeatures?: Input<ImagePipelineImageOptionsImageFeaturesArgs> | undefined;
  /** Tags of the target image, up to 20; the rules are those of `tags`. Source: API, ImageOptions.ImageTags.N. */
  imageTags?: Input<Record<string, Input<string>>> | undefined;
}

export interface ImagePipelineImportImageOptionsDiskDeviceMappingArgs {
  /** OSS bucket that holds the image file. Source: API, DiskDeviceMappings.N.OSSBucket. */
  ossBucket?: Input<string> | undefined;
  /** Key of the image file in the bucket. Source: API, DiskDeviceMappings.N.OSSObject. */
  ossObject?: Input<string> | undefined;
  /**
   * Format of the image file: `RAW`, `VHD` or `QCOW2`. Default: empty, it is detected; what is detected wins anyway.
   * Source: API, DiskDeviceMappings.N.Format.
   */
  format?: Input<"" | "RAW" | "VHD" | "QCOW2" | (string & {})> | undefined;
  /**
   * Size of the disk in GiB, 1 to 2048; the system disk must be at least as large as its image file.
   * Source: API, DiskDeviceMappings.N.DiskImageSize.
   */
  diskImageSize?: Input<number> | undefined;
}

export interface ImagePipelineImportImageOptionsFeaturesArgs {
  /** Metadata access mode: `v1` (the default) or `v2`. Source: API, ImportImageOptions.Features.ImdsSupport. */
  imdsSupport?: Input<"v1" | "v2" | (string & {})> | undefined;
  /** `supported` or `unsupported` (the default). Source: API, ImportImageOptions.Features.NvmeSupport. */
  nvmeSupport?: Input<"supported" | "unsupported" | (string & {})> | undefined;
}

export interface ImagePipelineImportImageOptionsArgs {
  /**
   * The disks to import: the first is the system disk, the others, up to 16, are data disks.
   * Source: API, ImportImageOptions.DiskDeviceMappings.N.
   */
  diskDeviceMappings?: Input<Input<ImagePipelineImportImageOptionsDiskDeviceMappingArgs>[]> | undefined;
  /** `x86_64` (the default) or `arm64`. Source: API, ImportImageOptions.Architecture. */
  architecture?: Input<"x86_64" | "arm64" | (string & {})> | undefined;
  /**
   * `BIOS` or `UEFI`. Default: `BIOS`; with `arm64` it is `UEFI`, and nothing else is allowed.
   * Source: API, ImportImageOptions.BootMode.
   */
  bootMode?: Input<"BIOS" | "UEFI" | (string & {})> | undefined;
  /** `linux` (the default) or `windows`, in lower case. Source: API, ImportImageOptions.OSType. */
  osType?: Input<"windows" | "linux" | (string & {})> | undefined;
  /**
   * Operating system and version, one of 27 values such as `Ubuntu`, `CentOS Stream`, `Windows Server 2022`.
   * Default: `Others Linux`, with `osType` windows `Other Windows`. Source: API, ImportImageOptions.Platform.
   */
  platform?:
    | Input<
        | "Aliyun"
        | "Anolis"
        | "CentOS"
        | "Ubuntu"
        | "CoreOS"
        | "SUSE"
        | "Debian"
        | "OpenSUSE"
        | "FreeBSD"
        | "RedHat"
        | "Kylin"
        | "UOS"
        | "Fedora"
        | "Fedora CoreOS"
        | "CentOS Stream"
        | "AlmaLinux"
        | "Rocky Linux"
        | "Gentoo"
        | "Customized Linux"
        | "Others Linux"
        | "Windows Server 2022"
        | "Windows Server 2019"
        | "Windows Server 2016"
        | "Windows Server 2012"
        | "Windows Server 2008"
        | "Windows Server 2003"
        | "Other Windows"
        | (string & {})
      >
    | undefined;
  /** `Auto` (the default), `Aliyun` or `BYOL`. Source: API, ImportImageOptions.LicenseType. */
  licenseType?: Input<"Aliyun" | "Auto" | "BYOL" | (string & {})> | undefined;
  /** Features of the imported image. */
  features?: Input<ImagePipelineImportImageOptionsFeaturesArgs> | undefined;
  /**
   * What becomes of the imported image after a build: `RetainOnlySuccessful`, `RetainOnlyFailed`, `RetainAlways`
   * or `RetainNever` (the default). Source: API, ImportImageOptions.RetentionStrategy.
   */
  retentionStrategy?:
    | Input<"RetainOnlySuccessful" | "RetainOnlyFailed" | "RetainAlways" | "RetainNever" | (string & {})>
    | undefined;
  /**
   * Whether the imported image is kept. Source: API, ImportImageOptions.RetainImportedImage.
   * @deprecated Use `retentionStrategy`.
   */
  retainImportedImage?: Input<boolean> | undefined;
  /** Name of the imported image; no rule is documented. Source: API, ImportImageOptions.ImageName. */
  imageName?: Input<string> | undefined;
  /** Description of the imported image; no rule is documented. Source: API, ImportImageOptions.Description. */
  description?: Input<string> | undefined;
  /** Tags of the imported image; no rule is documented. Source: API, ImportImageOptions.ImportImageTags.N. */
  importImageTags?: Input<Record<string, Input<string>>> | undefined;
  /** RAM role that the import uses. Source: API, ImportImageOptions.RoleName. */
  roleName?: Input<string> | undefined;
}

export interface ImagePipelineAdvancedOptionsArgs {
  /**
   * `disable`, the only value, leaves `_{executionId}` away from the image's name. What a second build then does about
   * the name is not documented. Default: the suffix is added. Source: API, AdvancedOptions.ImageNameSuffix.
   */
  imageNameSuffix?: Input<"disable" | (string & {})> | undefined;
  /**
   * Whether the Cloud Assistant that the build installs stays in the image; one that was there before stays anyway.
   * Default: false. Source: API, AdvancedOptions.RetainCloudAssistant.
   */
  retainCloudAssistant?: Input<boolean> | undefined;
}

export interface ImagePipelineImageOptionsImageFeatures {
  /**
   * Whether instances of the target image can use NVMe: `supported`, `unsupported` or `auto`. `auto` looks
   * before the build, so it can be wrong when the build adds or removes the driver.
   * Source: API, ImageOptions.ImageFeatures.NvmeSupport.
   */
  nvmeSupport?: "supported" | "unsupported" | "auto" | (string & {}) | undefined;
}

export interface ImagePipelineImageOptions {
  /**
   * Prefix of the target image's name: 2 to 64 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ . -`. The final name is `{imageName}_{executionId}`, unless
   * `advancedOptions.imageNameSuffix` is `disable`. Source: API, ImageOptions.ImageName.
   */
  imageName?: string | undefined;
  /**
   * Image family of the target image: 2 to 128 characters, beginning with a letter or a Chinese character, then
   * also digits and `: _ -` (no period); not beginning with `aliyun` or `acs:`. Source: API, ImageOptions.ImageFamily.
   */
  imageFamily?: string | undefined;
  /**
   * Description of the target image: 2 to 256 characters, not beginning with http:// or https://.
   * Source: API, ImageOptions.Description.
   */
  description?: string | undefined;
  /** Features of the target image. */
  imageFeatures?: ImagePipelineImageOptionsImageFeatures | undefined;
  /** Tags of the target image, up to 20; the rules are those of `tags`. Source: API, ImageOptions.ImageTags.N. */
  imageTags?: Record<string, string> | undefined;
}

export interface ImagePipelineImportImageOptionsDiskDeviceMapping {
  /** OSS bucket that holds the image file. Source: API, DiskDeviceMappings.N.OSSBucket. */
  ossBucket?: string | undefined;
  /** Key of the image file in the bucket. Source: API, DiskDeviceMappings.N.OSSObject. */
  ossObject?: string | undefined;
  /**
   * Format of the image file: `RAW`, `VHD` or `QCOW2`. Default: empty, it is detected; what is detected wins anyway.
   * Source: API, DiskDeviceMappings.N.Format.
   */
  format?: "" | "RAW" | "VHD" | "QCOW2" | (string & {}) | undefined;
  /**
   * Size of the disk in GiB, 1 to 2048; the system disk must be at least as large as its image file.
   * Source: API, DiskDeviceMappings.N.DiskImageSize.
   */
  diskImageSize?: number | undefined;
}

export interface ImagePipelineImportImageOptionsFeatures {
  /** Metadata access mode: `v1` (the default) or `v2`. Source: API, ImportImageOptions.Features.ImdsSupport. */
  imdsSupport?: "v1" | "v2" | (string & {}) | undefined;
  /** `supported` or `unsupported` (the default). Source: API, ImportImageOptions.Features.NvmeSupport. */
  nvmeSupport?: "supported" | "unsupported" | (string & {}) | undefined;
}

export interface ImagePipelineImportImageOptions {
  /**
   * The disks to import: the first is the system disk, the others, up to 16, are data disks.
   * Source: API, ImportImageOptions.DiskDeviceMappings.N.
   */
  diskDeviceMappings?: ImagePipelineImportImageOptionsDiskDeviceMapping[] | undefined;
  /** `x86_64` (the default) or `arm64`. Source: API, ImportImageOptions.Architecture. */
  architecture?: "x86_64" | "arm64" | (string & {}) | undefined;
  /**
   * `BIOS` or `UEFI`. Default: `BIOS`; with `arm64` it is `UEFI`, and nothing else is allowed.
   * Source: API, ImportImageOptions.BootMode.
   */
  bootMode?: "BIOS" | "UEFI" | (string & {}) | undefined;
  /** `linux` (the default) or `windows`, in lower case. Source: API, ImportImageOptions.OSType. */
  osType?: "windows" | "linux" | (string & {}) | undefined;
  /**
   * Operating system and version, one of 27 values such as `Ubuntu`, `CentOS Stream`, `Windows Server 2022`.
   * Default: `Others Linux`, with `osType` windows `Other Windows`. Source: API, ImportImageOptions.Platform.
   */
  platform?:
    | "Aliyun"
    | "Anolis"
    | "CentOS"
    | "Ubuntu"
    | "CoreOS"
    | "SUSE"
    | "Debian"
    | "OpenSUSE"
    | "FreeBSD"
    | "RedHat"
    | "Kylin"
    | "UOS"
    | "Fedora"
    | "Fedora CoreOS"
    | "CentOS Stream"
    | "AlmaLinux"
    | "Rocky Linux"
    | "Gentoo"
    | "Customized Linux"
    | "Others Linux"
    | "Windows Server 2022"
    | "Windows Server 2019"
    | "Windows Server 2016"
    | "Windows Server 2012"
    | "Windows Server 2008"
    | "Windows Server 2003"
    | "Other Windows"
    | (string & {})
    | undefined;
  /** `Auto` (the default), `Aliyun` or `BYOL`. Source: API, ImportImageOptions.LicenseType. */
  licenseType?: "Aliyun" | "Auto" | "BYOL" | (string & {}) | undefined;
  /** Features of the imported image. */
  features?: ImagePipelineImportImageOptionsFeatures | undefined;
  /**
   * What becomes of the imported image after a build: `RetainOnlySuccessful`, `RetainOnlyFailed`, `RetainAlways`
   * or `RetainNever` (the default). Source: API, ImportImageOptions.RetentionStrategy.
   */
  retentionStrategy?:
    | "RetainOnlySuccessful"
    | "RetainOnlyFailed"
    | "RetainAlways"
    | "RetainNever"
    | (string & {})
    | undefined;
  /**
   * Whether the imported image is kept. Source: API, ImportImageOptions.RetainImportedImage.
   * @deprecated Use `retentionStrategy`.
   */
  retainImportedImage?: boolean | undefined;
  /** Name of the imported image; no rule is documented. Source: API, ImportImageOptions.ImageName. */
  imageName?: string | undefined;
  /** Description of the imported image; no rule is documented. Source: API, ImportImageOptions.Description. */
  description?: string | undefined;
  /** Tags of the imported image; no rule is documented. Source: API, ImportImageOptions.ImportImageTags.N. */
  importImageTags?: Record<string, string> | undefined;
  /** RAM role that the import uses. Source: API, ImportImageOptions.RoleName. */
  roleName?: string | undefined;
}

export interface ImagePipelineAdvancedOptions {
  /**
   * `disable`, the only value, leaves `_{executionId}` away from the image's name. What a second build then does about
   * the name is not documented. Default: the suffix is added. Source: API, AdvancedOptions.ImageNameSuffix.
   */
  imageNameSuffix?: "disable" | (string & {}) | undefined;
  /**
   * Whether the Cloud Assistant that the build installs stays in the image; one that was there before stays anyway.
   * Default: false. Source: API, AdvancedOptions.RetainCloudAssistant.
   */
  retainCloudAssistant?: boolean | undefined;
}

/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */
export const UNSET_IMAGE_PIPELINE: { [Name in keyof ImagePipelineArgs]-?: undefined } = {
  regionId: undefined,
  name: undefined,
  description: undefined,
  baseImageType: undefined,
  baseImage: undefined,
  buildContent: undefined,
  testContent: undefined,
  imageOptions: undefined,
  imageName: undefined,
  imageFamily: undefined,
  nvmeSupport: undefined,
  importImageOptions: undefined,
  advancedOptions: undefined,
  repairMode: undefined,
  repairItems: undefined,
  instanceType: undefined,
  systemDiskSize: undefined,
  internetMaxBandwidthOut: undefined,
  deleteInstanceOnFailure: undefined,
  vswitchId: undefined,
  addAccounts: undefined,
  toRegionIds: undefined,
  resourceGroupId: undefined,
  tags: undefined,
  adopt: undefined,
  deleteTimeoutMinutes: undefined,
};
