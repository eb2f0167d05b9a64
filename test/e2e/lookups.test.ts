import { startChild } from "../support/child";
import { type Simulator, startSimulator } from "../support/simulator";
import { AT_ONCE, buildOf } from "./building";
import { createOutside } from "./outside";
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

test("a lookup that finds nothing fails the preview with its sentence alone", async () => {
  const { preview } = await project({
    program: [
      'import { getImageFromFamilyOutput, ImagePipeline } from "pulumi-alicloud-image-builder";',
      'const { imageId } = getImageFromFamilyOutput({ imageFamily: "nobody-has-it-notfound" });',
      'new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: imageId, buildContent: "RUN true" });',
      "",
    ].join("\n"),
  });
  const { stdout, stderr } = await preview({ fails: true });
  expect(stdout + stderr).toContain(
    "error: getImageFromFamily: the image family nobody-has-it-notfound has no Available image in cn-hangzhou. Check imageFamily, regionId and the account.",
  );
  expect(stdout + stderr).not.toMatch(/\n\s+at /);
});

/**
 * Inline programs of the Automation API, in one process: each stack has an account of its own. They run one after
 * another, and then at the same time.
 */
const automation = [
  'const { LocalWorkspace } = require("@pulumi/pulumi/automation");',
  'const { getImagePipelines } = require("pulumi-alicloud-image-builder");',
  "const program = async () => ({ names: (await getImagePipelines()).names });",
  "const stackOf = async ([stackName, config]) => {",
  '  const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program });',
  "  await stack.setAllConfig(config);",
  "  return stack;",
  "};",
  "const names = async (stack) => (await stack.up()).outputs.names.value;",
  "(async () => {",
  "  const stacks = await Promise.all(Object.entries(JSON.parse(process.env.STACKS)).map(stackOf));",
  "  const inTurn = [];",
  "  for (const stack of stacks) inTurn.push(await names(stack));",
  "  const atOnce = await Promise.all(stacks.map(names));",
  "  process.stdout.write(JSON.stringify({ inTurn, atOnce }));",
  "})();",
].join("\n");

test("two stacks whose programs run in one process find their own pipelines, each with its credentials", async () => {
  await simulator().reset();
  const other = await startSimulator();
  try {
    for (const [account, name] of [
      [simulator(), "of-one"],
      [other, "of-the-other"],
    ] as const) {
      await createOutside(account, { baseImageType: "IMAGE", baseImage: "m-1", name } as never);
    }
    const configOf = ({ endpoint, accessKeyId, accessKeySecret }: Simulator) => ({
      "alicloud:region": { value: "cn-hangzhou" },
      "alicloud:accessKey": { value: accessKeyId },
      "alicloud:secretKey": { value: accessKeySecret, secret: true },
      "alicloud:endpoints": { value: JSON.stringify([{ ecs: endpoint, sts: endpoint }]) },
    });
    const { folder, env } = await project({ program: "", files: { "automation.cjs": automation } });
    const stacks = { one: configOf(simulator()), other: configOf(other) };
    const child = startChild(process.execPath, ["automation.cjs"], {
      cwd: folder,
      env: { ...withoutSimulator(env), STACKS: JSON.stringify(stacks) },
    });
    await child.ended;
    expect(child.stderr()).toBe("");
    const found = [["of-one"], ["of-the-other"]];
    expect(JSON.parse(child.stdout())).toEqual({ inTurn: found, atOnce: found });
  } finally {
    await other.stop();
  }
});

/** Without what points at the simulator: that stands in the configuration. */
const withoutSimulator = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(ALICLOUD_|ALIBABA_CLOUD_(ENDPOINT|ACCESS))/.test(name)),
  );
