import { AT_ONCE, buildOf } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const lookups = [
  'import { getImagePipelineExecutionsOutput, getImagePipelineOutput, getImagePipelines, ImagePipeline } from "pulumi-alicloud-image-builder";',
  "export = async () => {",
  '  const made = new ImagePipeline("made", { name: "made", baseImageType: "IMAGE", baseImage: "m-1" });',
  // Two lookups of what was there before, one of what is made by this very up.
  '  const { ids, names } = await getImagePipelines({ nameRegex: "^ip-" });',
  "  const { latestImageId } = getImagePipelineExecutionsOutput({ imagePipelineId: ids[0] });",
  "  const content = getImagePipelineOutput({ ids: ids }).buildContent;",
  "  const found = getImagePipelineOutput({ ids: [made.imagePipelineId] }).name;",
  "  return { names, latestImageId, content, found };",
  "};",
  "",
].join("\n");

test("another stack finds a pipeline and its latest image, with the configuration of the stack", async () => {
  await simulator().settings({ stateSeconds: AT_ONCE });
  const builder = await project({ program: buildOf() });
  await builder.up();
  const { imageId } = await builder.outputs();
  const [pipeline] = (await simulator().state()).pipelines;

  const user = await project({
    program: lookups,
    config: { "alicloud:region": "cn-hangzhou" },
    env: { ALICLOUD_REGION: "us-west-1" },
  });
  // What the preview cannot know yet is not looked up.
  await user.preview();
  await user.up();
  expect(await user.outputs()).toEqual({
    names: [pipeline?.id],
    latestImageId: imageId,
    content: "RUN yum install -y nginx",
    found: "made",
  });
});
