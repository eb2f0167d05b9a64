// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";
import type { Choice } from "./choice";

/** The arguments of an ImagePipeline. Each has its limits, its default and its source. */
export interface ImagePipelineArgs<Text extends string = string> {
  /**
   * Region of the pipeline. The state stores the resolved region. A change replaces the pipeline.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: Input<string> | undefined;
  /**
   * Name of the pipeline.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the pipeline's ID
   * - Source: API, Name
   */
  name?: Input<string> | undefined;
  /**
   * Description of the pipeline.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  description?: Input<string> | undefined;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (the name of an image family) or `OSS` (an
   * image file, described in `importImageOptions`). Required unless `buildContent` has a FROM line.
   * - Source: API, BaseImageType
   */
  baseImageType?: Input<Choice<"IMAGE" | "IMAGE_FAMILY" | "OSS", Text>> | undefined;
  /**
   * The image to start from: the ID of a public, custom or shared image, or the name of an image family.
   * Required unless `buildContent` has a FROM line or `baseImageType` is `OSS`.
   * - Source: API, BaseImage
   */
  baseImage?: Input<string> | undefined;
  /**
   * The steps that change the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`). A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` replaces `baseImageType` and `baseImage`; if you set
   * both, they must agree. Steps that download from the internet need `internetMaxBandwidthOut`. Each build
   * runs on intermediate instances, which are billed.
   * - Limits: up to 16,384 bytes of UTF-8 and 127 commands. Comments and blank lines do not count; a command
   *   that continues on further lines counts once
   * - Source: API, BuildContent
   */
  buildContent?: Input<string> | undefined;
  /**
   * Tests that run on the built image, in the same form as `buildContent`. Only components of the type `Test`
   * are allowed.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, TestContent
   */
  testContent?: Input<string> | undefined;
  /**
   * Name, family, description, features and tags of the target image.
   * - Source: API, ImageOptions
   */
  imageOptions?: Input<ImagePipelineImageOptionsArgs<Text>> | undefined;
  /**
   * Prefix of the target image's name.
   * - Limits: 2 to 64 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Source: API, ImageName
   * @deprecated Use `imageOptions.imageName`; the provider sends the value as that.
   */
  imageName?: Input<string> | undefined;
  /**
   * Image family of the target image.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   * - Source: API, ImageFamily
   * @deprecated Use `imageOptions.imageFamily`; the provider sends the value as that.
   */
  imageFamily?: Input<string> | undefined;
  /**
   * NVMe support of the target image.
   * - Source: API, NvmeSupport
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; the provider sends the value as that.
   */
  nvmeSupport?: Input<Choice<"supported" | "unsupported" | "auto", Text>> | undefined;
  /**
   * The image file to import. Required if `baseImageType` is `OSS`.
   * - Source: API, ImportImageOptions
   */
  importImageOptions?: Input<ImagePipelineImportImageOptionsArgs<Text>> | undefined;
  /**
   * Security settings of the target image.
   * - Source: SDK for Python 7.11.8, ImageSecurityOptions
   */
  imageSecurityOptions?: Input<ImagePipelineImageSecurityOptionsArgs> | undefined;
  /**
   * Rarely needed settings.
   * - Source: API, AdvancedOptions
   */
  advancedOptions?: Input<ImagePipelineAdvancedOptionsArgs<Text>> | undefined;
  /**
   * What to repair in the source image. `Customized` repairs the items in `repairItems`.
   * - Source: API, RepairMode
   */
  repairMode?: Input<Choice<"Standard" | "All" | "Customized", Text>> | undefined;
  /**
   * The items to repair, in any order. They need `repairMode` `Customized`. Linux: fstab, grub, dhcp,
   * selinux, growpart, cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk,
   * update, server, bootmgr, vminit, osloader, virtio, standardizedtimezone.
   * - Source: SDK, RepairItem.N
   */
  repairItems?: Input<Input<string>[]> | undefined;
  /**
   * Instance type of the intermediate instance.
   * - Default: the smallest type in stock, such as ecs.g6.large
   * - Source: API, InstanceType
   */
  instanceType?: Input<string> | undefined;
  /**
   * Size of the intermediate instance's system disk.
   * - Limits: whole number from 20 to 500 GiB
   * - Default: 40 GiB
   * - Source: API, SystemDiskSize
   */
  systemDiskSize?: Input<number> | undefined;
  /**
   * Outbound public bandwidth of the intermediate instance. With 0, steps that download from the internet
   * fail.
   * - Limits: whole number from 0 to 100 Mbit/s
   * - Default: 0 Mbit/s
   * - Source: API, InternetMaxBandwidthOut
   */
  internetMaxBandwidthOut?: Input<number> | undefined;
  /**
   * Whether to release the intermediate instance if a build fails. With `false`, it is billed until you
   * release it by hand.
   * - Default: `true`
   * - Source: API, DeleteInstanceOnFailure
   */
  deleteInstanceOnFailure?: Input<boolean> | undefined;
  /**
   * vSwitch for the intermediate instance.
   * - Default: a temporary VPC and vSwitch, for which the account needs quota
   * - Source: API, VSwitchId
   */
  vswitchId?: Input<string> | undefined;
  /**
   * IDs of the Alibaba Cloud accounts to share the image with, in any order. The image is shared in the
   * pipeline's region. Write the IDs as strings.
   * - Limits: 1 to 20 accounts
   * - Source: API, AddAccount.N
   */
  addAccounts?: Input<Input<string | number>[]> | undefined;
  /**
   * Regions to copy the image to, in any order.
   * - Limits: 1 to 20 regions
   * - Default: only the pipeline's own region
   * - Source: API, ToRegionId.N
   */
  toRegionIds?: Input<Input<string>[]> | undefined;
  /**
   * Resource group of the pipeline.
   * - Source: API, ResourceGroupId
   */
  resourceGroupId?: Input<string> | undefined;
  /**
   * Tags of the pipeline. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * ID of an existing pipeline to adopt instead of creating one. The pipeline must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  adopt?: Input<string> | undefined;
  /**
   * How long a deletion waits for a running build of the pipeline. The build is cancelled if the API allows
   * it. A change is not sent to ECS; it only updates the state.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 60 minutes
   */
  deleteTimeoutMinutes?: Input<number> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImagePipelineArgumentOutputs {
  /**
   * Region of the pipeline. The state stores the resolved region. A change replaces the pipeline.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  readonly regionId: Output<string>;
  /**
   * Name of the pipeline.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the pipeline's ID
   * - Source: API, Name
   */
  readonly name: Output<string>;
  /**
   * Description of the pipeline.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  readonly description: Output<string | undefined>;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (the name of an image family) or `OSS` (an
   * image file, described in `importImageOptions`). Required unless `buildContent` has a FROM line.
   * - Source: API, BaseImageType
   */
  readonly baseImageType: Output<"IMAGE" | "IMAGE_FAMILY" | "OSS" | undefined>;
  /**
   * The image to start from: the ID of a public, custom or shared image, or the name of an image family.
   * Required unless `buildContent` has a FROM line or `baseImageType` is `OSS`.
   * - Source: API, BaseImage
   */
  readonly baseImage: Output<string | undefined>;
  /**
   * The steps that change the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`). A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` replaces `baseImageType` and `baseImage`; if you set
   * both, they must agree. Steps that download from the internet need `internetMaxBandwidthOut`. Each build
   * runs on intermediate instances, which are billed.
   * - Limits: up to 16,384 bytes of UTF-8 and 127 commands. Comments and blank lines do not count; a command
   *   that continues on further lines counts once
   * - Source: API, BuildContent
   */
  readonly buildContent: Output<string | undefined>;
  /**
   * Tests that run on the built image, in the same form as `buildContent`. Only components of the type `Test`
   * are allowed.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, TestContent
   */
  readonly testContent: Output<string | undefined>;
  /**
   * Name, family, description, features and tags of the target image.
   * - Source: API, ImageOptions
   */
  readonly imageOptions: Output<ImagePipelineImageOptions | undefined>;
  /**
   * Prefix of the target image's name.
   * - Limits: 2 to 64 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Source: API, ImageName
   * @deprecated Use `imageOptions.imageName`; the provider sends the value as that.
   */
  readonly imageName: Output<string | undefined>;
  /**
   * Image family of the target image.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   * - Source: API, ImageFamily
   * @deprecated Use `imageOptions.imageFamily`; the provider sends the value as that.
   */
  readonly imageFamily: Output<string | undefined>;
  /**
   * NVMe support of the target image.
   * - Source: API, NvmeSupport
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; the provider sends the value as that.
   */
  readonly nvmeSupport: Output<"supported" | "unsupported" | "auto" | undefined>;
  /**
   * The image file to import. Required if `baseImageType` is `OSS`.
   * - Source: API, ImportImageOptions
   */
  readonly importImageOptions: Output<ImagePipelineImportImageOptions | undefined>;
  /**
   * Security settings of the target image.
   * - Source: SDK for Python 7.11.8, ImageSecurityOptions
   */
  readonly imageSecurityOptions: Output<ImagePipelineImageSecurityOptions | undefined>;
  /**
   * Rarely needed settings.
   * - Source: API, AdvancedOptions
   */
  readonly advancedOptions: Output<ImagePipelineAdvancedOptions | undefined>;
  /**
   * What to repair in the source image. `Customized` repairs the items in `repairItems`.
   * - Source: API, RepairMode
   */
  readonly repairMode: Output<"Standard" | "All" | "Customized" | undefined>;
  /**
   * The items to repair, in any order. They need `repairMode` `Customized`. Linux: fstab, grub, dhcp,
   * selinux, growpart, cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk,
   * update, server, bootmgr, vminit, osloader, virtio, standardizedtimezone.
   * - Source: SDK, RepairItem.N
   */
  readonly repairItems: Output<string[] | undefined>;
  /**
   * Instance type of the intermediate instance.
   * - Default: the smallest type in stock, such as ecs.g6.large
   * - Source: API, InstanceType
   */
  readonly instanceType: Output<string | undefined>;
  /**
   * Size of the intermediate instance's system disk.
   * - Limits: whole number from 20 to 500 GiB
   * - Default: 40 GiB
   * - Source: API, SystemDiskSize
   */
  readonly systemDiskSize: Output<number>;
  /**
   * Outbound public bandwidth of the intermediate instance. With 0, steps that download from the internet
   * fail.
   * - Limits: whole number from 0 to 100 Mbit/s
   * - Default: 0 Mbit/s
   * - Source: API, InternetMaxBandwidthOut
   */
  readonly internetMaxBandwidthOut: Output<number>;
  /**
   * Whether to release the intermediate instance if a build fails. With `false`, it is billed until you
   * release it by hand.
   * - Default: `true`
   * - Source: API, DeleteInstanceOnFailure
   */
  readonly deleteInstanceOnFailure: Output<boolean>;
  /**
   * vSwitch for the intermediate instance.
   * - Default: a temporary VPC and vSwitch, for which the account needs quota
   * - Source: API, VSwitchId
   */
  readonly vswitchId: Output<string | undefined>;
  /**
   * IDs of the Alibaba Cloud accounts to share the image with, in any order. The image is shared in the
   * pipeline's region. Write the IDs as strings.
   * - Limits: 1 to 20 accounts
   * - Source: API, AddAccount.N
   */
  readonly addAccounts: Output<string[] | undefined>;
  /**
   * Regions to copy the image to, in any order.
   * - Limits: 1 to 20 regions
   * - Default: only the pipeline's own region
   * - Source: API, ToRegionId.N
   */
  readonly toRegionIds: Output<string[] | undefined>;
  /**
   * Resource group of the pipeline.
   * - Source: API, ResourceGroupId
   */
  readonly resourceGroupId: Output<string | undefined>;
  /**
   * Tags of the pipeline. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  readonly tags: Output<Record<string, string> | undefined>;
  /**
   * ID of an existing pipeline to adopt instead of creating one. The pipeline must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  readonly adopt: Output<string | undefined>;
  /**
   * How long a deletion waits for a running build of the pipeline. The build is cancelled if the API allows
   * it. A change is not sent to ECS; it only updates the state.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 60 minutes
   */
  readonly deleteTimeoutMinutes: Output<number | undefined>;
}

/** The outputs that come from the service. */
export interface ImagePipelineServiceOutputs {
  /** The pipeline's ID (`ip-…`). It stays known in the preview if only tags change. */
  readonly imagePipelineId: Output<string>;
  /** The request ID of the call that created the pipeline, for support tickets; unset if it was adopted. */
  readonly requestId: Output<string | undefined>;
  /** The account of the pipeline; unset if STS did not return it. */
  readonly accountId: Output<string | undefined>;
}

/** All arguments, normalized, and the outputs from the service. */
export type ImagePipelineOutputs = ImagePipelineArgumentOutputs & ImagePipelineServiceOutputs;

/** The arguments as plain values. */
export interface ImagePipelineArguments {
  /**
   * Region of the pipeline. The state stores the resolved region. A change replaces the pipeline.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: string | undefined;
  /**
   * Name of the pipeline.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the pipeline's ID
   * - Source: API, Name
   */
  name?: string | undefined;
  /**
   * Description of the pipeline.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  description?: string | undefined;
  /**
   * What `baseImage` is: `IMAGE` (an image ID), `IMAGE_FAMILY` (the name of an image family) or `OSS` (an
   * image file, described in `importImageOptions`). Required unless `buildContent` has a FROM line.
   * - Source: API, BaseImageType
   */
  baseImageType?: "IMAGE" | "IMAGE_FAMILY" | "OSS" | (string & {}) | undefined;
  /**
   * The image to start from: the ID of a public, custom or shared image, or the name of an image family.
   * Required unless `buildContent` has a FROM line or `baseImageType` is `OSS`.
   * - Source: API, BaseImage
   */
  baseImage?: string | undefined;
  /**
   * The steps that change the image, in the service's Dockerfile form (`RUN …`, `COMPONENT ic-…`). A first
   * line `FROM IMAGE:<ID>` or `FROM IMAGE_FAMILY:<name>` replaces `baseImageType` and `baseImage`; if you set
   * both, they must agree. Steps that download from the internet need `internetMaxBandwidthOut`. Each build
   * runs on intermediate instances, which are billed.
   * - Limits: up to 16,384 bytes of UTF-8 and 127 commands. Comments and blank lines do not count; a command
   *   that continues on further lines counts once
   * - Source: API, BuildContent
   */
  buildContent?: string | undefined;
  /**
   * Tests that run on the built image, in the same form as `buildContent`. Only components of the type `Test`
   * are allowed.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, TestContent
   */
  testContent?: string | undefined;
  /**
   * Name, family, description, features and tags of the target image.
   * - Source: API, ImageOptions
   */
  imageOptions?: ImagePipelineImageOptions | undefined;
  /**
   * Prefix of the target image's name.
   * - Limits: 2 to 64 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Source: API, ImageName
   * @deprecated Use `imageOptions.imageName`; the provider sends the value as that.
   */
  imageName?: string | undefined;
  /**
   * Image family of the target image.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   * - Source: API, ImageFamily
   * @deprecated Use `imageOptions.imageFamily`; the provider sends the value as that.
   */
  imageFamily?: string | undefined;
  /**
   * NVMe support of the target image.
   * - Source: API, NvmeSupport
   * @deprecated Use `imageOptions.imageFeatures.nvmeSupport`; the provider sends the value as that.
   */
  nvmeSupport?: "supported" | "unsupported" | "auto" | (string & {}) | undefined;
  /**
   * The image file to import. Required if `baseImageType` is `OSS`.
   * - Source: API, ImportImageOptions
   */
  importImageOptions?: ImagePipelineImportImageOptions | undefined;
  /**
   * Security settings of the target image.
   * - Source: SDK for Python 7.11.8, ImageSecurityOptions
   */
  imageSecurityOptions?: ImagePipelineImageSecurityOptions | undefined;
  /**
   * Rarely needed settings.
   * - Source: API, AdvancedOptions
   */
  advancedOptions?: ImagePipelineAdvancedOptions | undefined;
  /**
   * What to repair in the source image. `Customized` repairs the items in `repairItems`.
   * - Source: API, RepairMode
   */
  repairMode?: "Standard" | "All" | "Customized" | (string & {}) | undefined;
  /**
   * The items to repair, in any order. They need `repairMode` `Customized`. Linux: fstab, grub, dhcp,
   * selinux, growpart, cloudinit, aegis, nvme, virtio, standardizedtimezone. Windows: bcd, hotfix, disk,
   * update, server, bootmgr, vminit, osloader, virtio, standardizedtimezone.
   * - Source: SDK, RepairItem.N
   */
  repairItems?: string[] | undefined;
  /**
   * Instance type of the intermediate instance.
   * - Default: the smallest type in stock, such as ecs.g6.large
   * - Source: API, InstanceType
   */
  instanceType?: string | undefined;
  /**
   * Size of the intermediate instance's system disk.
   * - Limits: whole number from 20 to 500 GiB
   * - Default: 40 GiB
   * - Source: API, SystemDiskSize
   */
  systemDiskSize?: number | undefined;
  /**
   * Outbound public bandwidth of the intermediate instance. With 0, steps that download from the internet
   * fail.
   * - Limits: whole number from 0 to 100 Mbit/s
   * - Default: 0 Mbit/s
   * - Source: API, InternetMaxBandwidthOut
   */
  internetMaxBandwidthOut?: number | undefined;
  /**
   * Whether to release the intermediate instance if a build fails. With `false`, it is billed until you
   * release it by hand.
   * - Default: `true`
   * - Source: API, DeleteInstanceOnFailure
   */
  deleteInstanceOnFailure?: boolean | undefined;
  /**
   * vSwitch for the intermediate instance.
   * - Default: a temporary VPC and vSwitch, for which the account needs quota
   * - Source: API, VSwitchId
   */
  vswitchId?: string | undefined;
  /**
   * IDs of the Alibaba Cloud accounts to share the image with, in any order. The image is shared in the
   * pipeline's region. Write the IDs as strings.
   * - Limits: 1 to 20 accounts
   * - Source: API, AddAccount.N
   */
  addAccounts?: string[] | undefined;
  /**
   * Regions to copy the image to, in any order.
   * - Limits: 1 to 20 regions
   * - Default: only the pipeline's own region
   * - Source: API, ToRegionId.N
   */
  toRegionIds?: string[] | undefined;
  /**
   * Resource group of the pipeline.
   * - Source: API, ResourceGroupId
   */
  resourceGroupId?: string | undefined;
  /**
   * Tags of the pipeline. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Record<string, string> | undefined;
  /**
   * ID of an existing pipeline to adopt instead of creating one. The pipeline must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  adopt?: string | undefined;
  /**
   * How long a deletion waits for a running build of the pipeline. The build is cancelled if the API allows
   * it. A change is not sent to ECS; it only updates the state.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 60 minutes
   */
  deleteTimeoutMinutes?: number | undefined;
}

export interface ImagePipelineImageOptionsImageFeaturesArgs<Text extends string = string> {
  /**
   * Whether instances of the target image can use NVMe. `auto` looks before the build, so it can be wrong if
   * the build adds or removes the driver.
   * - Source: API, ImageOptions.ImageFeatures.NvmeSupport
   */
  nvmeSupport?: Input<Choice<"supported" | "unsupported" | "auto", Text>> | undefined;
}

export interface ImagePipelineImageOptionsArgs<Text extends string = string> {
  /**
   * Prefix of the target image's name. The final name is `{imageName}_{executionId}`, unless
   * `advancedOptions.imageNameSuffix` is `disable`.
   * - Limits: 2 to 64 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Source: API, ImageOptions.ImageName
   */
  imageName?: Input<string> | undefined;
  /**
   * Image family of the target image.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   * - Source: API, ImageOptions.ImageFamily
   */
  imageFamily?: Input<string> | undefined;
  /**
   * Description of the target image.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, ImageOptions.Description
   */
  description?: Input<string> | undefined;
  /**
   * Features of the target image.
   * - Source: API, ImageOptions.ImageFeatures
   */
  imageFeatures?: Input<ImagePipelineImageOptionsImageFeaturesArgs<Text>> | undefined;
  /**
   * Tags of the target image.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, ImageOptions.ImageTags.N
   */
  imageTags?: Input<Record<string, Input<string>>> | undefined;
}

export interface ImagePipelineImportImageOptionsDiskDeviceMappingArgs<Text extends string = string> {
  /**
   * OSS bucket that holds the image file. Required if `baseImageType` is `OSS`.
   * - Limits: 3 to 63 lower-case letters, digits and dashes, no dash first or last
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.OSSBucket
   */
  ossBucket?: Input<string> | undefined;
  /**
   * Key of the image file in the bucket. Required if `baseImageType` is `OSS`.
   * - Limits: up to 1,023 bytes of UTF-8, without `/`, `\`, `http://` or `https://` at the beginning
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.OSSObject
   */
  ossObject?: Input<string> | undefined;
  /**
   * Format of the image file. If the detected format differs, the detected one applies.
   * - Default: empty: the format is detected
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.Format
   */
  format?: Input<Choice<"RAW" | "VHD" | "QCOW2" | "", Text>> | undefined;
  /**
   * Size of the disk. The system disk must be at least as large as its image file.
   * - Limits: whole number from 1 to 2048 GiB
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.DiskImageSize
   */
  diskImageSize?: Input<number> | undefined;
}

export interface ImagePipelineImportImageOptionsFeaturesArgs<Text extends string = string> {
  /**
   * Metadata access mode.
   * - Default: `v1`
   * - Source: SDK, ImportImageOptions.Features.ImdsSupport
   */
  imdsSupport?: Input<Choice<"v1" | "v2", Text>> | undefined;
  /**
   * NVMe support of the imported image.
   * - Default: `unsupported`
   * - Source: API, ImportImageOptions.Features.NvmeSupport
   */
  nvmeSupport?: Input<Choice<"supported" | "unsupported", Text>> | undefined;
}

export interface ImagePipelineImportImageOptionsArgs<Text extends string = string> {
  /**
   * The disks to import. The first is the system disk; the others are data disks. Required if `baseImageType`
   * is `OSS`.
   * - Limits: up to 17 disks (one system disk and 16 data disks)
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N
   */
  diskDeviceMappings?: Input<Input<ImagePipelineImportImageOptionsDiskDeviceMappingArgs<Text>>[]> | undefined;
  /**
   * Architecture of the imported image.
   * - Default: `x86_64`
   * - Source: API, ImportImageOptions.Architecture
   */
  architecture?: Input<Choice<"x86_64" | "arm64", Text>> | undefined;
  /**
   * Boot mode of the imported image. With `architecture` `arm64`, only `UEFI` is allowed.
   * - Default: `BIOS`; with `architecture` `arm64`, `UEFI`
   * - Source: API, ImportImageOptions.BootMode
   */
  bootMode?: Input<Choice<"BIOS" | "UEFI", Text>> | undefined;
  /**
   * Operating system type of the imported image, in lower case.
   * - Default: `linux`
   * - Source: API, ImportImageOptions.OSType
   */
  osType?: Input<Choice<"windows" | "linux", Text>> | undefined;
  /**
   * Operating system of the imported image; for Windows Server, with its version.
   * - Default: `Others Linux`; with `osType` `windows`, `Other Windows`
   * - Source: API, ImportImageOptions.Platform
   */
  platform?:
    | Input<
        Choice<
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
          | "Other Windows",
          Text
        >
      >
    | undefined;
  /**
   * License type of the imported image.
   * - Default: `Auto`
   * - Source: API, ImportImageOptions.LicenseType
   */
  licenseType?: Input<Choice<"Auto" | "Aliyun" | "BYOL", Text>> | undefined;
  /**
   * Features of the imported image.
   * - Source: API, ImportImageOptions.Features
   */
  features?: Input<ImagePipelineImportImageOptionsFeaturesArgs<Text>> | undefined;
  /**
   * What happens to the imported image after a build.
   * - Default: `RetainNever`
   * - Source: SDK, ImportImageOptions.RetentionStrategy
   */
  retentionStrategy?:
    | Input<Choice<"RetainOnlySuccessful" | "RetainOnlyFailed" | "RetainAlways" | "RetainNever", Text>>
    | undefined;
  /**
   * Whether the imported image is kept.
   * - Source: API, ImportImageOptions.RetainImportedImage
   * @deprecated Use `retentionStrategy`.
   */
  retainImportedImage?: Input<boolean> | undefined;
  /**
   * Name of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.ImageName
   */
  imageName?: Input<string> | undefined;
  /**
   * Description of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.Description
   */
  description?: Input<string> | undefined;
  /**
   * Tags of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.ImportImageTags.N
   */
  importImageTags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * RAM role that the import uses.
   * - Source: SDK, ImportImageOptions.RoleName
   */
  roleName?: Input<string> | undefined;
}

export interface ImagePipelineImageSecurityOptionsArgs {
  /**
   * How the target image is scanned for security risks. No document names the values.
   * - Source: SDK for Python 7.11.8, ImageSecurityOptions.SecurityScanMode
   */
  securityScanMode?: Input<string> | undefined;
}

export interface ImagePipelineAdvancedOptionsArgs<Text extends string = string> {
  /**
   * `disable` omits the suffix `_{executionId}` from the image's name. How the service then handles the name
   * in a second build is not documented.
   * - Default: the suffix is added
   * - Source: API, AdvancedOptions.ImageNameSuffix
   */
  imageNameSuffix?: Input<Choice<"disable", Text>> | undefined;
  /**
   * Whether the Cloud Assistant that the build installs stays in the image. One that the source image already
   * has always stays.
   * - Default: `false`
   * - Source: API, AdvancedOptions.RetainCloudAssistant
   */
  retainCloudAssistant?: Input<boolean> | undefined;
}

export interface ImagePipelineImageOptionsImageFeatures {
  /**
   * Whether instances of the target image can use NVMe. `auto` looks before the build, so it can be wrong if
   * the build adds or removes the driver.
   * - Source: API, ImageOptions.ImageFeatures.NvmeSupport
   */
  nvmeSupport?: "supported" | "unsupported" | "auto" | (string & {}) | undefined;
}

export interface ImagePipelineImageOptions {
  /**
   * Prefix of the target image's name. The final name is `{imageName}_{executionId}`, unless
   * `advancedOptions.imageNameSuffix` is `disable`.
   * - Limits: 2 to 64 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Source: API, ImageOptions.ImageName
   */
  imageName?: string | undefined;
  /**
   * Image family of the target image.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   * - Source: API, ImageOptions.ImageFamily
   */
  imageFamily?: string | undefined;
  /**
   * Description of the target image.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, ImageOptions.Description
   */
  description?: string | undefined;
  /**
   * Features of the target image.
   * - Source: API, ImageOptions.ImageFeatures
   */
  imageFeatures?: ImagePipelineImageOptionsImageFeatures | undefined;
  /**
   * Tags of the target image.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, ImageOptions.ImageTags.N
   */
  imageTags?: Record<string, string> | undefined;
}

export interface ImagePipelineImportImageOptionsDiskDeviceMapping {
  /**
   * OSS bucket that holds the image file. Required if `baseImageType` is `OSS`.
   * - Limits: 3 to 63 lower-case letters, digits and dashes, no dash first or last
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.OSSBucket
   */
  ossBucket?: string | undefined;
  /**
   * Key of the image file in the bucket. Required if `baseImageType` is `OSS`.
   * - Limits: up to 1,023 bytes of UTF-8, without `/`, `\`, `http://` or `https://` at the beginning
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.OSSObject
   */
  ossObject?: string | undefined;
  /**
   * Format of the image file. If the detected format differs, the detected one applies.
   * - Default: empty: the format is detected
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.Format
   */
  format?: "RAW" | "VHD" | "QCOW2" | "" | (string & {}) | undefined;
  /**
   * Size of the disk. The system disk must be at least as large as its image file.
   * - Limits: whole number from 1 to 2048 GiB
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N.DiskImageSize
   */
  diskImageSize?: number | undefined;
}

export interface ImagePipelineImportImageOptionsFeatures {
  /**
   * Metadata access mode.
   * - Default: `v1`
   * - Source: SDK, ImportImageOptions.Features.ImdsSupport
   */
  imdsSupport?: "v1" | "v2" | (string & {}) | undefined;
  /**
   * NVMe support of the imported image.
   * - Default: `unsupported`
   * - Source: API, ImportImageOptions.Features.NvmeSupport
   */
  nvmeSupport?: "supported" | "unsupported" | (string & {}) | undefined;
}

export interface ImagePipelineImportImageOptions {
  /**
   * The disks to import. The first is the system disk; the others are data disks. Required if `baseImageType`
   * is `OSS`.
   * - Limits: up to 17 disks (one system disk and 16 data disks)
   * - Source: API, ImportImageOptions.DiskDeviceMappings.N
   */
  diskDeviceMappings?: ImagePipelineImportImageOptionsDiskDeviceMapping[] | undefined;
  /**
   * Architecture of the imported image.
   * - Default: `x86_64`
   * - Source: API, ImportImageOptions.Architecture
   */
  architecture?: "x86_64" | "arm64" | (string & {}) | undefined;
  /**
   * Boot mode of the imported image. With `architecture` `arm64`, only `UEFI` is allowed.
   * - Default: `BIOS`; with `architecture` `arm64`, `UEFI`
   * - Source: API, ImportImageOptions.BootMode
   */
  bootMode?: "BIOS" | "UEFI" | (string & {}) | undefined;
  /**
   * Operating system type of the imported image, in lower case.
   * - Default: `linux`
   * - Source: API, ImportImageOptions.OSType
   */
  osType?: "windows" | "linux" | (string & {}) | undefined;
  /**
   * Operating system of the imported image; for Windows Server, with its version.
   * - Default: `Others Linux`; with `osType` `windows`, `Other Windows`
   * - Source: API, ImportImageOptions.Platform
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
  /**
   * License type of the imported image.
   * - Default: `Auto`
   * - Source: API, ImportImageOptions.LicenseType
   */
  licenseType?: "Auto" | "Aliyun" | "BYOL" | (string & {}) | undefined;
  /**
   * Features of the imported image.
   * - Source: API, ImportImageOptions.Features
   */
  features?: ImagePipelineImportImageOptionsFeatures | undefined;
  /**
   * What happens to the imported image after a build.
   * - Default: `RetainNever`
   * - Source: SDK, ImportImageOptions.RetentionStrategy
   */
  retentionStrategy?:
    | "RetainOnlySuccessful"
    | "RetainOnlyFailed"
    | "RetainAlways"
    | "RetainNever"
    | (string & {})
    | undefined;
  /**
   * Whether the imported image is kept.
   * - Source: API, ImportImageOptions.RetainImportedImage
   * @deprecated Use `retentionStrategy`.
   */
  retainImportedImage?: boolean | undefined;
  /**
   * Name of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.ImageName
   */
  imageName?: string | undefined;
  /**
   * Description of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.Description
   */
  description?: string | undefined;
  /**
   * Tags of the imported image.
   * - Limits: none documented
   * - Source: SDK, ImportImageOptions.ImportImageTags.N
   */
  importImageTags?: Record<string, string> | undefined;
  /**
   * RAM role that the import uses.
   * - Source: SDK, ImportImageOptions.RoleName
   */
  roleName?: string | undefined;
}

export interface ImagePipelineImageSecurityOptions {
  /**
   * How the target image is scanned for security risks. No document names the values.
   * - Source: SDK for Python 7.11.8, ImageSecurityOptions.SecurityScanMode
   */
  securityScanMode?: string | undefined;
}

export interface ImagePipelineAdvancedOptions {
  /**
   * `disable` omits the suffix `_{executionId}` from the image's name. How the service then handles the name
   * in a second build is not documented.
   * - Default: the suffix is added
   * - Source: API, AdvancedOptions.ImageNameSuffix
   */
  imageNameSuffix?: "disable" | (string & {}) | undefined;
  /**
   * Whether the Cloud Assistant that the build installs stays in the image. One that the source image already
   * has always stays.
   * - Default: `false`
   * - Source: API, AdvancedOptions.RetainCloudAssistant
   */
  retainCloudAssistant?: boolean | undefined;
}
