import * as pulumi from "@pulumi/pulumi";
import { getImageFromFamilyOutput, ImagePipeline } from "pulumi-alicloud-image-builder";

// Runs every night (github-actions.yml), and builds when there is a reason: Alibaba Cloud has published a newer base image,
// the pipeline has changed, or a week has passed, for the updates of the package mirrors.
const imageFamily = "acs:ubuntu_22_04_x64";

// A preview looks it up too, so it says when this is the reason.
const base = getImageFromFamilyOutput({ imageFamily });
// The workflow sets it: `pulumi config set week "$(date -u +%G-W%V)"`.
const week = new pulumi.Config().get("week") ?? "first";

const web = new ImagePipeline("web", {
  name: "nightly-web",
  // The newest image of the family when a build starts. The pipeline itself does not change with it.
  baseImageType: "IMAGE_FAMILY",
  baseImage: imageFamily,
  buildContent:
    "RUN apt-get update && apt-get upgrade -y && apt-get install -y nginx && systemctl enable nginx",
  // Instances that boot from the family `nightly-web` get the image of the last build, without knowing its ID.
  imageOptions: { imageName: "nightly-web", imageFamily: "nightly-web" },
});

const image = web.execute("web-image", {
  // Any values: when one of them changes, a new image is built.
  triggers: [base.imageId, week],
  // When the new image is there, that of the build before is deleted, and its snapshots, which are billed. Leave this out
  // to keep them all.
  deleteImageOnDestroy: true,
  timeoutMinutes: 120,
});

export const imagePipelineId = web.imagePipelineId;
export const imageId = image.imageId;
export const baseImageId = base.imageId;
export const builtAt = image.createTime;
