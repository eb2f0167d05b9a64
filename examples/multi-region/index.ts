import * as pulumi from "@pulumi/pulumi";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

// `pulumi config set --path "accounts[0]" 1234567890123456` shares the images with that account.
const accounts = new pulumi.Config().getObject<string[]>("accounts") ?? [];

// One pipeline in each region; regionId wins over the region of the stack configuration.
const sites = [
  { regionId: "cn-hangzhou", toRegionIds: ["cn-shanghai", "cn-beijing"] },
  { regionId: "ap-southeast-1", toRegionIds: ["ap-southeast-5"] },
];

const pipelines = sites.map(
  ({ regionId, toRegionIds }) =>
    new ImagePipeline(`base-${regionId}`, {
      regionId,
      name: `base-${regionId}`,
      // The newest image of the family at the time of each build.
      baseImageType: "IMAGE_FAMILY",
      baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
      buildContent: "RUN yum update -y && yum install -y chrony",
      imageOptions: { imageName: "base", imageFamily: "company-base" },
      // The image is copied to these regions, in any order; sharing is within the pipeline's own region.
      toRegionIds,
      addAccounts: accounts,
    }),
);

export const imagePipelineIds = pipelines.map((pipeline) => pipeline.imagePipelineId);
