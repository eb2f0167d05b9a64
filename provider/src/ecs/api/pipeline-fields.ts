import type {
  ImagePipelineAdvancedOptions,
  ImagePipelineArguments,
  ImagePipelineImageOptions,
  ImagePipelineImageOptionsImageFeatures,
  ImagePipelineImageSecurityOptions,
  ImagePipelineImportImageOptions,
  ImagePipelineImportImageOptionsDiskDeviceMapping,
  ImagePipelineImportImageOptionsFeatures,
} from "../../arguments/image-pipeline";
import type { Request, Response } from "../transport/sdk";
import { type Fields, nested, read, same, sent } from "./fields";
import { tagList, tagMap } from "./tags";

/** The region of a pipeline, and the arguments that only this package uses. The service does not describe them. */
export const NOT_DESCRIBED = ["regionId", "adopt", "deleteTimeoutMinutes"] as const;

/** The definition of an image pipeline. */
export type PipelineDefinition = Omit<ImagePipelineArguments, (typeof NOT_DESCRIBED)[number]>;

type Sent = Request<"CreateImagePipeline">;
type SentImageOptions = NonNullable<Sent["imageOptions"]>;
type SentImport = NonNullable<Sent["importImageOptions"]>;
type SentDisk = NonNullable<SentImport["diskDeviceMappings"]>[number];

/** One pipeline as DescribeImagePipelines returns it. */
export type Described = NonNullable<
  NonNullable<Response<"DescribeImagePipelines">["imagePipeline"]>["imagePipelineSet"]
>[number];
type DescribedImageOptions = NonNullable<Described["imageOptions"]>;
type DescribedImport = NonNullable<Described["importImageOptions"]>;
type DescribedDisk = NonNullable<
  NonNullable<DescribedImport["diskDeviceMappings"]>["diskDeviceMapping"]
>[number];

const IMAGE_FEATURES: Fields<
  ImagePipelineImageOptionsImageFeatures,
  NonNullable<SentImageOptions["imageFeatures"]>,
  NonNullable<DescribedImageOptions["imageFeatures"]>
> = { nvmeSupport: same("nvmeSupport") };

const IMAGE_OPTIONS: Fields<ImagePipelineImageOptions, SentImageOptions, DescribedImageOptions> = {
  imageName: same("imageName"),
  imageFamily: same("imageFamily"),
  description: same("description"),
  imageFeatures: nested("imageFeatures", IMAGE_FEATURES),
  imageTags: {
    send: (tags) => ({ imageTags: tagList(tags) }),
    read: ({ imageTags }) => tagMap(imageTags?.imageTag),
  },
};

const DISK: Fields<ImagePipelineImportImageOptionsDiskDeviceMapping, SentDisk, DescribedDisk> = {
  ossBucket: { send: (OSSBucket) => ({ OSSBucket }), read: ({ OSSBucket }) => OSSBucket },
  ossObject: { send: (OSSObject) => ({ OSSObject }), read: ({ OSSObject }) => OSSObject },
  format: same("format"),
  diskImageSize: same("diskImageSize"),
};

const IMPORT_FEATURES: Fields<
  ImagePipelineImportImageOptionsFeatures,
  NonNullable<SentImport["features"]>,
  NonNullable<DescribedImport["features"]>
> = { imdsSupport: same("imdsSupport"), nvmeSupport: same("nvmeSupport") };

const IMPORT_IMAGE_OPTIONS: Fields<ImagePipelineImportImageOptions, SentImport, DescribedImport> = {
  diskDeviceMappings: {
    send: (disks) => ({ diskDeviceMappings: disks.map((disk) => sent(DISK, disk)) }),
    read: ({ diskDeviceMappings }) => diskDeviceMappings?.diskDeviceMapping?.map((disk) => read(DISK, disk)),
  },
  architecture: same("architecture"),
  bootMode: same("bootMode"),
  osType: { send: (OSType) => ({ OSType }), read: ({ OSType }) => OSType },
  platform: same("platform"),
  licenseType: same("licenseType"),
  features: nested("features", IMPORT_FEATURES),
  retentionStrategy: same("retentionStrategy"),
  retainImportedImage: same("retainImportedImage"),
  imageName: same("imageName"),
  description: same("description"),
  importImageTags: {
    send: (tags) => ({ importImageTags: tagList(tags) }),
    // The only tags that a description names as a request does (docs/service.md, DescribeImagePipelines).
    read: ({ importImageTags }) =>
      tagMap(
        importImageTags?.importImageTag?.map(({ key = "", value = "" }) => ({
          tagKey: key,
          tagValue: value,
        })),
      ),
  },
  roleName: same("roleName"),
};

const ADVANCED_OPTIONS: Fields<
  ImagePipelineAdvancedOptions,
  NonNullable<Sent["advancedOptions"]>,
  NonNullable<Described["advancedOptions"]>
> = {
  imageNameSuffix: same("imageNameSuffix"),
  retainCloudAssistant: same("retainCloudAssistant"),
};

const IMAGE_SECURITY_OPTIONS: Fields<
  ImagePipelineImageSecurityOptions,
  NonNullable<Sent["imageSecurityOptions"]>,
  NonNullable<Described["imageSecurityOptions"]>
> = { securityScanMode: same("securityScanMode") };

/** docs/service.md, Parameters of CreateImagePipeline, DescribeImagePipelines. */
const PIPELINE: Fields<PipelineDefinition, Sent, Described> = {
  name: same("name"),
  description: same("description"),
  baseImageType: same("baseImageType"),
  baseImage: same("baseImage"),
  buildContent: same("buildContent"),
  testContent: same("testContent"),
  imageOptions: nested("imageOptions", IMAGE_OPTIONS),
  imageName: same("imageName"),
  imageFamily: same("imageFamily"),
  nvmeSupport: same("nvmeSupport"),
  importImageOptions: nested("importImageOptions", IMPORT_IMAGE_OPTIONS),
  imageSecurityOptions: nested("imageSecurityOptions", IMAGE_SECURITY_OPTIONS),
  advancedOptions: nested("advancedOptions", ADVANCED_OPTIONS),
  repairMode: same("repairMode"),
  repairItems: {
    send: (repairItem) => ({ repairItem }),
    read: ({ repairItems }) => repairItems?.repairItem,
  },
  instanceType: same("instanceType"),
  systemDiskSize: same("systemDiskSize"),
  internetMaxBandwidthOut: same("internetMaxBandwidthOut"),
  deleteInstanceOnFailure: same("deleteInstanceOnFailure"),
  vswitchId: { send: (vSwitchId) => ({ vSwitchId }), read: ({ vSwitchId }) => vSwitchId },
  addAccounts: {
    send: (addAccount) => ({ addAccount }),
    // The SDK does not convert the elements of a list, so an ID can be a number.
    read: ({ addAccounts }) => addAccounts?.addAccount?.map(String),
  },
  toRegionIds: {
    send: (toRegionId) => ({ toRegionId }),
    read: ({ toRegionIds }) => toRegionIds?.toRegionId,
  },
  resourceGroupId: same("resourceGroupId"),
  tags: { send: (tags) => ({ tag: tagList(tags) }), read: ({ tags }) => tagMap(tags?.tag) },
};

/** A pipeline definition as parameters of CreateImagePipeline. */
export const pipelineParameters = (definition: PipelineDefinition): Sent => sent(PIPELINE, definition);

/** A described pipeline as arguments. */
export const pipelineDefinition = (described: Described): PipelineDefinition => read(PIPELINE, described);
