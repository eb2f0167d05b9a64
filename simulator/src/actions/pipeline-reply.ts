import { nameOf } from "../model/pipelines.js";
import type { Pipeline } from "../model/records.js";
import type { Parameters } from "../parameters/read.js";
import { readParameters } from "../parameters/read.js";
import type { Reply, ReplyValue } from "./action.js";
import { isoSeconds, tagsReply, texts, whole, wrapped } from "./reply-parts.js";

/**
 * A pipeline as DescribeImagePipelines returns it (docs/service.md, DescribeImagePipelines): lists renamed
 * and wrapped, tags as TagKey and TagValue except those of the imported image, constant defaults filled in,
 * everything else that is unset left out. Deprecated parameters come back where they were sent.
 */
export function pipelineReply(pipeline: Pipeline): Reply {
  const sent = readParameters(new Map(Object.entries({ ...pipeline.request, ...pipeline.kept })));
  return {
    ImagePipelineId: pipeline.id,
    CreationTime: isoSeconds(pipeline.createdAt),
    Name: nameOf(pipeline),
    ...texts(sent, "Description", "BaseImageType", "BaseImage", "BuildContent", "TestContent", "RepairMode"),
    ...texts(sent, "ImageName", "ImageFamily", "NvmeSupport", "InstanceType", "VSwitchId", "ResourceGroupId"),
    SystemDiskSize: sent.number("SystemDiskSize") ?? 40,
    InternetMaxBandwidthOut: sent.number("InternetMaxBandwidthOut") ?? 0,
    DeleteInstanceOnFailure: sent.flag("DeleteInstanceOnFailure") ?? true,
    RepairItems: wrapped("RepairItem", sent.list("RepairItem")),
    AddAccounts: wrapped("AddAccount", sent.list("AddAccount")),
    ToRegionIds: wrapped("ToRegionId", sent.list("ToRegionId")),
    Tags: tagsReply(pipeline.tags),
    ImageOptions: imageOptions(sent),
    ImportImageOptions: importImageOptions(sent),
    ImageSecurityOptions: whole(texts(sent, "ImageSecurityOptions.SecurityScanMode")),
    AdvancedOptions: whole({
      ...texts(sent, "AdvancedOptions.ImageNameSuffix"),
      RetainCloudAssistant: sent.flag("AdvancedOptions.RetainCloudAssistant"),
    }),
  };
}

function imageOptions(sent: Parameters): ReplyValue {
  return whole({
    ...texts(sent, "ImageOptions.ImageName", "ImageOptions.ImageFamily", "ImageOptions.Description"),
    ImageFeatures: whole(texts(sent, "ImageOptions.ImageFeatures.NvmeSupport")),
    ImageTags: wrapped(
      "ImageTag",
      sent
        .entries("ImageOptions.ImageTags")
        ?.map((tag) => ({ TagKey: tag.text("Key"), TagValue: tag.text("Value") })),
    ),
  });
}

function importImageOptions(sent: Parameters): ReplyValue {
  const inside = "ImportImageOptions";
  const plain = ["Architecture", "BootMode", "Description", "ImageName", "LicenseType", "OSType", "Platform"];
  return whole({
    ...texts(sent, ...[...plain, "RetentionStrategy", "RoleName"].map((name) => `${inside}.${name}`)),
    RetainImportedImage: sent.flag(`${inside}.RetainImportedImage`),
    Features: whole(texts(sent, `${inside}.Features.ImdsSupport`, `${inside}.Features.NvmeSupport`)),
    DiskDeviceMappings: wrapped(
      "DiskDeviceMapping",
      sent.entries(`${inside}.DiskDeviceMappings`)?.map((disk) => ({
        ...texts(disk, "OSSBucket", "OSSObject", "Format"),
        DiskImageSize: disk.number("DiskImageSize"),
      })),
    ),
    ImportImageTags: wrapped(
      "ImportImageTag",
      sent.entries(`${inside}.ImportImageTags`)?.map((tag) => texts(tag, "Key", "Value")),
    ),
  });
}
