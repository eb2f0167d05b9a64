import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { buildContent, component, ImageComponent, ImagePipeline } from "pulumi-alicloud-image-builder";

// `pulumi config set maxOpenFiles 131072` changes the component. One `pulumi up` then makes the new component, a new
// pipeline of it and a new image, and deletes the old component and pipeline when that is done. The old image stays.
const config = new pulumi.Config();
const maxOpenFiles = config.getNumber("maxOpenFiles") ?? 65536;

// A component: steps that the pipelines of a team share. It has no version here, so each content gets the next one.
const baseline = new ImageComponent("baseline", {
  imageComponentName: "golden-baseline",
  description: "What every machine of ours has in common",
  content: [
    `RUN echo '* - nofile ${maxOpenFiles}' > /etc/security/limits.d/90-baseline.conf`,
    "RUN echo 'net.ipv4.tcp_syncookies = 1' > /etc/sysctl.d/90-baseline.conf",
    "RUN sed -i 's/^#*PermitRootLogin .*/PermitRootLogin prohibit-password/' /etc/ssh/sshd_config",
  ].join("\n"),
  tags: { team: "platform" },
});

// The pipeline: the commands of the Dockerfile beside this program, then the component.
const web = new ImagePipeline("web", {
  name: "golden-web",
  baseImageType: "IMAGE_FAMILY",
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: buildContent(readFileSync(join(__dirname, "Dockerfile"), "utf8"), component(baseline)),
  // Run on an instance of the built image: an image whose server does not answer is no success.
  testContent: "RUN systemctl start nginx && curl -fsS http://127.0.0.1/healthz",
  imageOptions: { imageName: "golden-web", imageFamily: "golden-web" },
  tags: { team: "platform" },
});

// The build: `pulumi up` waits until there is an image. It builds a new one only when the pipeline is replaced.
const image = web.execute("web-image");

export const imagePipelineId = web.imagePipelineId;
export const componentVersion = baseline.componentVersion;
// Hand it on: `new alicloud.ecs.Instance("web", { imageId, … })`, here or in another stack. Only a build that is not waited
// for, or whose image was deleted outside, has none: then nothing else is made without one.
export const imageId = image.imageId.apply((id) => id ?? assert.fail("the build has no image"));
export const imageName = image.imageName;
