import type * as pulumi from "@pulumi/pulumi";
import { getImageFromFamilyOutput, ImagePipeline, run } from "pulumi-alicloud-image-builder";

/** The image of a team's web servers. */
export function webImage(team: string, systemDiskSize?: number): pulumi.Output<string | undefined> {
  const base = getImageFromFamilyOutput({ imageFamily: "acs:alibaba_cloud_linux_3_2104_lts_x64" });
  const pipeline = new ImagePipeline(`${team}-web`, {
    baseImageType: "IMAGE",
    baseImage: base.imageId,
    buildContent: run("yum install -y nginx", "systemctl enable nginx"),
    systemDiskSize,
    tags: { team },
  });
  return pipeline.execute(`${team}-web-image`).imageId;
}
