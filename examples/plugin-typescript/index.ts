import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import {
  BaseImageType,
  buildContent,
  component,
  ImageComponent,
  ImagePipeline,
} from "pulumi-alicloud-image-builder/plugin";

// The golden image (../golden-image) with the plugin: the import and four lines of Pulumi.yaml differ. The classes take all
// of Pulumi's options. `import` takes over a resource that exists:
//   new ImageComponent("baseline", { … }, { import: "ic-…" })
// and a provider is for another account or region:
//   new ImagePipeline("web", { … }, { provider: new Provider("staging", { profile: "staging" }) })
const config = new pulumi.Config();
const maxOpenFiles = config.getNumber("maxOpenFiles") ?? 65536;

// A component: steps that the pipelines of a team share. It has no version here, so each content gets the next one.
const baseline = new ImageComponent("baseline", {
  imageComponentName: "golden-baseline",
  content: `RUN echo '* - nofile ${maxOpenFiles}' > /etc/security/limits.d/90-baseline.conf`,
  tags: { team: "platform" },
});

// The pipeline: the commands of the Dockerfile beside this program, then the component.
const web = new ImagePipeline("web", {
  name: "golden-web",
  baseImageType: BaseImageType.ImageFamily,
  baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
  buildContent: buildContent(readFileSync(join(__dirname, "Dockerfile"), "utf8"), component(baseline)),
  testContent: "RUN systemctl start nginx && curl -fsS http://127.0.0.1/healthz",
  imageOptions: { imageName: "golden-web", imageFamily: "golden-web" },
  tags: { team: "platform" },
});

// The build: `pulumi up` waits until there is an image, at most as long as the option says. ^C ends the wait, not the
// build: the next `pulumi up` goes on with it.
const image = web.execute("web-image", {}, { customTimeouts: { create: "2h" } });

export const imagePipelineId = web.imagePipelineId;
export const componentVersion = baseline.componentVersion;
export const imageId = image.imageId.apply((id) => id ?? assert.fail("the build has no image"));
export const imageName = image.imageName;
