import * as pulumi from "@pulumi/pulumi";
import { ImagePipeline } from "pulumi-alicloud-image-builder";

// `pulumi config set team NAME` and `pulumi config set message TEXT` change what is declared:
// a tag is changed in place, the build content makes a new pipeline.
const config = new pulumi.Config();
const team = config.get("team") ?? "platform";
const message = config.get("message") ?? "Hello from Image Builder";

const web = new ImagePipeline("web", {
  name: "quickstart-web",
  description: "A web server image, built by ECS Image Builder",
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: [
    "RUN yum install -y nginx && systemctl enable nginx",
    `RUN echo "${message}" > /usr/share/nginx/html/index.html`,
  ].join("\n"),
  // Alibaba Cloud Linux installs from mirrors that are reachable without internet access.
  internetMaxBandwidthOut: 0,
  systemDiskSize: 40,
  imageOptions: { imageName: "quickstart-web" },
  tags: { team, environment: "demo" },
});

export const imagePipelineId = web.imagePipelineId;
export const imageNamePrefix = web.imageOptions.apply((options) => options?.imageName);
