import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ImagePipeline, importDockerfile } from "pulumi-alicloud-image-builder";

// A Dockerfile that was there before: its FROM names an ECS image, and becomes baseImageType and baseImage. What the
// service does not take over has a note, line by line.
const { lines, ...template } = importDockerfile(readFileSync(join(__dirname, "Dockerfile"), "utf8"));
for (const { line, instruction, verdict, note } of lines) {
  if (verdict !== "taken") void pulumi.log.warn(`Dockerfile, line ${line} (${instruction}): ${note}`);
}

// The preview checks it again: its size, the number of commands, and each command.
const web = new ImagePipeline("web", {
  ...template,
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
