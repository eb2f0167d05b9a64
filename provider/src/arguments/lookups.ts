// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type {
  ImagePipelineAdvancedOptions,
  ImagePipelineImageOptions,
  ImagePipelineImageSecurityOptions,
  ImagePipelineImportImageOptions,
} from "./image-pipeline";

/** An Image in the result of a lookup. */
export interface FoundImage {
  /** The image's ID. Those of public images do not begin with `m-`. */
  imageId: string;
  /** Name of the image; its ID, if it has no other. */
  imageName: string;
  /** The image family, if the image belongs to one. */
  imageFamily?: string | undefined;
  /** Description of the image. */
  description?: string | undefined;
  /** The region. */
  regionId: string;
  /** `Available`, `Deprecated`, `Creating`, `Waiting`, `UnAvailable` or `CreateFailed`. */
  status: string;
  /** The creation time, in UTC. */
  createTime: string;
  /** `self` (your own), `system` (a public one of Alibaba Cloud), `others` (shared with you) or `marketplace`. */
  ownerAlias: string;
  /** Whether the image is published as a community image; unset if the API does not say. */
  isPublic?: boolean | undefined;
  /** Whether your account shares the image with others. */
  isSelfShared: boolean;
  /** `x86_64`, `arm64` or `i386`. */
  architecture?: string | undefined;
  /** `linux` or `windows`. */
  osType?: string | undefined;
  /** The operating system, for people. */
  osName?: string | undefined;
  /** The distribution, such as `Aliyun` or `Ubuntu`. */
  platform?: string | undefined;
  /** The size of the image in GiB. */
  size?: number | undefined;
  /** Whether instances use the image: `instance` or `none`. */
  usage?: string | undefined;
  /** Tags of the image. */
  tags: Record<string, string>;
  /** The snapshots that the image consists of. */
  snapshotIds: string[];
}

/** An ImageComponent in the result of a lookup. */
export interface FoundImageComponent {
  /** The component's ID (`ic-…`). */
  imageComponentId: string;
  /** Name of the component; its ID, if it has no other. */
  imageComponentName: string;
  /** The region. */
  regionId: string;
  /** The creation time, in UTC. */
  createTime: string;
  /** `SELF` (your own) or `ALIYUN`. */
  owner?: string | undefined;
  /** What the component does: commands, or the YAML form. */
  content?: string | undefined;
  /** The parameters that its content declares, in the YAML form. */
  parameters: FoundImageComponentParameter[];
  /**
   * Where pipelines can use the component: `Build` in their `buildContent`, `Test` in their `testContent`.
   * - Default: `Build`
   * - Source: API, ComponentType
   */
  componentType?: "Build" | "Test" | (string & {}) | undefined;
  /**
   * Version of the component, unique among the components of the same name. If you omit it, each changed
   * content becomes a new version.
   * - Limits: major.minor.patch, each a whole number
   * - Default: the next major version of the name
   * - Source: API, ComponentVersion
   */
  componentVersion?: string | undefined;
  /**
   * Description of the component.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  description?: string | undefined;
  /**
   * Resource group of the component.
   * - Source: API, ResourceGroupId
   */
  resourceGroupId?: string | undefined;
  /**
   * Operating system that the component is for, with a capital letter.
   * - Default: `Linux`
   * - Source: API, SystemType
   */
  systemType?: "Linux" | "Windows" | (string & {}) | undefined;
  /**
   * Tags of the component. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Record<string, string> | undefined;
}

/** An ImagePipeline in the result of a lookup. */
export interface FoundImagePipeline {
  /** The pipeline's ID (`ip-…`). */
  imagePipelineId: string;
  /** Name of the pipeline; its ID, if it has no other. */
  name: string;
  /** The region. */
  regionId: string;
  /** The creation time, in UTC. */
  createTime: string;
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
}

/** An ImagePipelineExecution in the result of a lookup. */
export interface FoundImagePipelineExecution {
  /** The execution's ID (`exec-…`). */
  executionId: string;
  /** The pipeline of the build. */
  imagePipelineId: string;
  /** The region. */
  regionId: string;
  /** `SUCCESS` once there is an image; see the API for the others. */
  status: string;
  /** The image that was built, if there is one. */
  imageId?: string | undefined;
  /** The start time of the build, in UTC. */
  createTime: string;
  /** The time of the last change of the build, in UTC. */
  modifiedTime: string;
  /** The message of the service about the build, if there is one. */
  message?: string | undefined;
  /** The error code of a build that failed. */
  errorCode?: string | undefined;
  /** What the service says of a build that failed. */
  errorInfo?: string | undefined;
  /** Tags of the execution. */
  tags?: Record<string, string> | undefined;
}

/** The arguments of `getImageComponents`. */
export interface GetImageComponentsArgs {
  /**
   * The region to search.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /** IDs, any number of them. */
  ids?: string[] | undefined;
  /**
   * A JavaScript regular expression that must match some part of the name. As in Go, a backslash may precede
   * any punctuation character (`web\-prod`).
   */
  nameRegex?: string | undefined;
  /**
   * Tags that must all be present.
   * - Limits: up to 20
   */
  tags?: Record<string, string> | undefined;
  /** The exact name. */
  imageComponentName?: string | undefined;
  /** The version; `*` matches any part of it. Requires `imageComponentName` (a limit of the API). */
  componentVersion?: string | undefined;
  /** `Build` or `Test`. */
  componentType?: string | undefined;
  /** `Linux` or `Windows`. */
  systemType?: string | undefined;
  /** `SELF` (your own) or `ALIYUN`. Which of them is the default is not documented. */
  owner?: string | undefined;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string | undefined;
}

/** The result of `getImageComponents`. */
export interface GetImageComponentsResult {
  /** The IDs, newest first, in the order of `components`. */
  ids: string[];
  /** The names, in the order of `components`. */
  names: string[];
  /** The components, newest first. */
  components: FoundImageComponent[];
  /**
   * The component with the highest version, which a pattern like `1.*.*` stands for; unset if there is none,
   * or if the components have more than one name.
   */
  latestId?: string | undefined;
}

/** The arguments of `getImageFromFamily`. */
export interface GetImageFromFamilyArgs {
  /**
   * The region to search.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /** The image family; of public images one like `acs:ubuntu_22_04_x64`. */
  imageFamily: string;
}

/** The arguments of `getImagePipelineExecutions`. */
export interface GetImagePipelineExecutionsArgs {
  /**
   * The region to search.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /** The pipeline of the builds. This or `executionId` is required (a limit of the API). */
  imagePipelineId?: string | undefined;
  /** One build. */
  executionId?: string | undefined;
  /**
   * Statuses, such as `SUCCESS`.
   * - Default: all
   */
  statuses?: string[] | undefined;
  /**
   * Tags that must all be present.
   * - Limits: up to 20
   */
  tags?: Record<string, string> | undefined;
}

/** The result of `getImagePipelineExecutions`. */
export interface GetImagePipelineExecutionsResult {
  /** The IDs, newest first, in the order of `executions`. */
  ids: string[];
  /** The builds, newest first. */
  executions: FoundImagePipelineExecution[];
  /** The image of the newest build that has one and succeeded; unset if there is none. */
  latestImageId?: string | undefined;
}

/** The arguments of `getImagePipelines`. */
export interface GetImagePipelinesArgs {
  /**
   * The region to search.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /** IDs, any number of them. */
  ids?: string[] | undefined;
  /**
   * A JavaScript regular expression that must match some part of the name. As in Go, a backslash may precede
   * any punctuation character (`web\-prod`).
   */
  nameRegex?: string | undefined;
  /**
   * Tags that must all be present.
   * - Limits: up to 20
   */
  tags?: Record<string, string> | undefined;
  /** The exact name. */
  name?: string | undefined;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string | undefined;
}

/** The result of `getImagePipelines`. */
export interface GetImagePipelinesResult {
  /** The IDs, newest first, in the order of `pipelines`. */
  ids: string[];
  /** The names, in the order of `pipelines`. */
  names: string[];
  /** The pipelines, newest first. */
  pipelines: FoundImagePipeline[];
}

/** The arguments of `getImages`. */
export interface GetImagesArgs {
  /**
   * The region to search.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /**
   * `self` (your own), `system` (the public ones of Alibaba Cloud), `others` (shared with you) or
   * `marketplace`.
   * - Default: the first three
   */
  ownerAlias?: string | undefined;
  /** The image family. */
  imageFamily?: string | undefined;
  /** The exact name. */
  imageName?: string | undefined;
  /**
   * A JavaScript regular expression that must match some part of the name. As in Go, a backslash may precede
   * any punctuation character (`web\-prod`).
   */
  nameRegex?: string | undefined;
  /** `x86_64`, `arm64` or `i386`. */
  architecture?: string | undefined;
  /** `linux` or `windows`. */
  osType?: string | undefined;
  /**
   * Statuses, such as `Deprecated`; or `ALL` alone.
   * - Default: `Available`
   */
  statuses?: string[] | undefined;
  /**
   * Tags that must all be present.
   * - Limits: up to 20
   */
  tags?: Record<string, string> | undefined;
}

/** The result of `getImages`. */
export interface GetImagesResult {
  /** The IDs, newest first, in the order of `images`. */
  ids: string[];
  /** The names, in the order of `images`. */
  names: string[];
  /** The images, newest first. */
  images: FoundImage[];
}

export interface FoundImageComponentParameter {
  /** Name of the parameter. */
  name?: string | undefined;
  /** Type of the parameter. */
  type?: string | undefined;
  /** The value that applies if a pipeline gives none. */
  defaultValue?: string | undefined;
}
