import { effective } from "../../resources/image-pipeline/as-sent";
import type { ImagePipelineInputs } from "../../resources/image-pipeline/schema";
import { withoutUndefined } from "../../values/maps";
import type { Request } from "../transport/sdk";
import { tagList } from "./tags";

/** A checked declaration as the parameters of CreateImagePipeline, by the SDK's names. */
export function createRequest(
  args: ImagePipelineInputs,
  regionId: string,
  clientToken: string,
): Request<"CreateImagePipeline"> & { regionId: string } {
  const {
    tags,
    vswitchId,
    addAccounts,
    toRegionIds,
    repairItems,
    imageOptions,
    importImageOptions,
    ...same
  } = effective(args);
  return withoutUndefined({
    ...same,
    regionId,
    clientToken,
    vSwitchId: vswitchId,
    // The SDK's type says number[], but 16-digit IDs exceed it; strings pass through untouched
    // (docs/service.md, Parameters of CreateImagePipeline).
    addAccount: addAccounts as unknown as number[] | undefined,
    toRegionId: toRegionIds,
    repairItem: repairItems,
    tag: tagList(tags),
    imageOptions:
      imageOptions && withoutUndefined({ ...imageOptions, imageTags: tagList(imageOptions.imageTags) }),
    importImageOptions: importImageOptions && importRequest(importImageOptions),
  });
}

function importRequest(options: NonNullable<ImagePipelineInputs["importImageOptions"]>) {
  const { osType, diskDeviceMappings, importImageTags, ...same } = options;
  return withoutUndefined({
    ...same,
    OSType: osType,
    importImageTags: tagList(importImageTags),
    diskDeviceMappings: diskDeviceMappings?.map(({ ossBucket, ossObject, ...mapping }) =>
      withoutUndefined({ ...mapping, OSSBucket: ossBucket, OSSObject: ossObject }),
    ),
  });
}
