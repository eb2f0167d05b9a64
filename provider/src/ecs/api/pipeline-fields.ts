import type { ImagePipelineInputs } from "../../resources/image-pipeline/schema";
import { withoutUnset } from "../../values/maps";
import type { Response } from "../transport/sdk";
import { tagMap } from "./tags";

/** One pipeline as DescribeImagePipelines returns it. */
export type Description = NonNullable<
  NonNullable<Response<"DescribeImagePipelines">["imagePipeline"]>["imagePipelineSet"]
>[number];

/**
 * A described pipeline by the names of the arguments (docs/service.md, DescribeImagePipelines). What the
 * service leaves out is left out.
 */
export function argumentsOf(item: Description): ImagePipelineInputs {
  const { imageOptions, importImageOptions: imported } = item;
  return withoutUnset({
    name: item.name,
    description: item.description,
    baseImageType: item.baseImageType,
    baseImage: item.baseImage,
    buildContent: item.buildContent,
    testContent: item.testContent,
    imageName: item.imageName,
    imageFamily: item.imageFamily,
    nvmeSupport: item.nvmeSupport,
    imageOptions: {
      imageName: imageOptions?.imageName,
      imageFamily: imageOptions?.imageFamily,
      description: imageOptions?.description,
      imageFeatures: { nvmeSupport: imageOptions?.imageFeatures?.nvmeSupport },
      imageTags: tagMap(imageOptions?.imageTags?.imageTag, ({ tagKey, tagValue }) => [tagKey, tagValue]),
    },
    importImageOptions: {
      diskDeviceMappings: imported?.diskDeviceMappings?.diskDeviceMapping?.map((mapping) =>
        withoutUnset({
          ossBucket: mapping.OSSBucket,
          ossObject: mapping.OSSObject,
          format: mapping.format,
          diskImageSize: mapping.diskImageSize,
        }),
      ),
      architecture: imported?.architecture,
      bootMode: imported?.bootMode,
      osType: imported?.OSType,
      platform: imported?.platform,
      licenseType: imported?.licenseType,
      features: {
        imdsSupport: imported?.features?.imdsSupport,
        nvmeSupport: imported?.features?.nvmeSupport,
      },
      retentionStrategy: imported?.retentionStrategy,
      retainImportedImage: imported?.retainImportedImage,
      imageName: imported?.imageName,
      description: imported?.description,
      importImageTags: tagMap(imported?.importImageTags?.importImageTag, ({ key, value }) => [key, value]),
      roleName: imported?.roleName,
    },
    advancedOptions: {
      imageNameSuffix: item.advancedOptions?.imageNameSuffix,
      retainCloudAssistant: item.advancedOptions?.retainCloudAssistant,
    },
    repairMode: item.repairMode,
    repairItems: item.repairItems?.repairItem,
    instanceType: item.instanceType,
    systemDiskSize: item.systemDiskSize,
    internetMaxBandwidthOut: item.internetMaxBandwidthOut,
    deleteInstanceOnFailure: item.deleteInstanceOnFailure,
    vswitchId: item.vSwitchId,
    // The SDK leaves the elements of a list as they came, so an ID may be a number (docs/service.md,
    // DescribeImagePipelines).
    addAccounts: item.addAccounts?.addAccount?.map(String),
    toRegionIds: item.toRegionIds?.toRegionId,
    resourceGroupId: item.resourceGroupId,
    tags: tagMap(item.tags?.tag, ({ tagKey, tagValue }) => [tagKey, tagValue]),
  }) as ImagePipelineInputs;
}
