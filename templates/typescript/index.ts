import { ImagePipeline } from "pulumi-alicloud-image-builder";

// How an image is made. `pulumi preview` checks it without an account.
const web = new ImagePipeline("web", {
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: "RUN yum install -y nginx && systemctl enable nginx",
  imageOptions: { imageName: "web" },
  tags: { team: "platform" },
});

export const imagePipelineId = web.imagePipelineId;

// To build the image, which runs on an instance that is billed while it runs:
// export const imageId = web.execute("web-image").imageId;
