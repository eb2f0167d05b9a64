// The quickstart with six faults in it, each of which the API would refuse or fail on later.
import { ImagePipeline } from "pulumi-alicloud-image-builder";

new ImagePipeline("web", {
  name: "1-web",
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: Array.from({ length: 128 }, (_, line) => `RUN echo ${line}`).join("\n"),
  systemDiskSize: 10,
  internetMaxBandwidthOut: 200,
  addAccounts: ["not-an-account"],
  tags: { "acs:team": "platform" },
});
