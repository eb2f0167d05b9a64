import * as pulumi from "@pulumi/pulumi";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

// Every night: `pulumi up --yes --config night=$(date +%F)`. The pipeline does not change, and a new image is built, with
// what the base image's family and the package mirrors have by then.
const night = new pulumi.Config().get("night") ?? "first";

const web = new ImagePipeline("web", {
  name: "nightly-web",
  // The newest image of a family, whichever that is when the build starts.
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:ubuntu_22_04_x64",
  buildContent:
    "RUN apt-get update && apt-get upgrade -y && apt-get install -y nginx && systemctl enable nginx",
  // Instances that boot from the family `nightly-web` get the image of the last night, without knowing its ID.
  imageOptions: { imageName: "nightly-web", imageFamily: "nightly-web" },
});

const image = web.execute("web-image", {
  // Any values: when one of them changes, a new image is built.
  triggers: [night],
  // When the new image is there, that of the night before is deleted, and its snapshots, which are billed. Leave this out
  // to keep them all.
  deleteImageOnDestroy: true,
  timeoutMinutes: 120,
});

export const imagePipelineId = web.imagePipelineId;
export const imageId = image.imageId;
export const builtAt = image.createTime;
