import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

// The file names its base image itself, so there is no baseImage here. It is checked in the preview:
// its size, the number of instructions, the FROM line.
const web = new ImagePipeline("web", {
  buildContent: readFileSync(join(__dirname, "Dockerfile"), "utf8"),
  testContent: "RUN nginx -t",
  imageOptions: {
    imageName: "ubuntu-nginx",
    imageFamily: "ubuntu-nginx",
    imageFeatures: { nvmeSupport: "supported" },
    imageTags: { os: "ubuntu-22.04" },
  },
  // A failed build leaves its instance, to look at. It is billed until it is released by hand.
  deleteInstanceOnFailure: false,
});

export const imagePipelineId = web.imagePipelineId;
