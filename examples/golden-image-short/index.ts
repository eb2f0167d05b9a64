import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { GoldenImage } from "pulumi-alicloud-image-builder";

// The same image as in examples/golden-image, the short way: a pipeline, its build, copies in two more regions, and a
// rule that deletes older images. `pulumi config set release 2` builds the next one.
const config = new pulumi.Config();

const web = new GoldenImage("web", {
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: readFileSync(join(__dirname, "Dockerfile"), "utf8"),
  testContent: "RUN systemctl start nginx && curl -fsS http://127.0.0.1/healthz",
  toRegionIds: ["cn-beijing", "cn-shanghai"],
  triggers: [config.get("release") ?? "1"],
  // In each region. An image that instances use stays, too.
  keep: 2,
  tags: { team: "platform" },
});

export const imagePipelineId = web.pipeline.imagePipelineId;
// The image to boot from, by region: imageIds["cn-beijing"].
export const imageIds = web.imageIds;
