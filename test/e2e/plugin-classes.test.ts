import { PLUGINS } from "../support/front";
import { type Project, TRANSPILE_ONLY } from "../support/project";
import { AT_ONCE } from "./building";
import { changes, nameOf, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const OTHER = { accessKeyId: "SIMother", accessKeySecret: "other-secret", accountId: "1999999999999999" };
const DYNAMIC = "pulumi-alicloud-image-builder";
const PLUGIN = "pulumi-alicloud-image-builder/plugin";

/** A program in TypeScript, which the language host compiles with Pulumi's default settings. */
const programOf = (entry: string, names: string, statements: string[]): string =>
  [
    'import * as pulumi from "@pulumi/pulumi";',
    `import { ${names} } from "${entry}";`,
    ...statements,
    "",
  ].join("\n");

const yaml = (plugins: boolean) =>
  JSON.stringify({ name: "test", runtime: "nodejs", main: "index.ts", ...(plugins && { plugins: PLUGINS }) });

/** What a preview is going to do, by the name of the resource; what stays as it is is left out. */
const planOf = async (stack: Project): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await stack.previewSteps()).filter(({ op }) => op !== "same").map(({ urn, op }) => [nameOf(urn), op]),
  );

const typesIn = async (stack: Project): Promise<Record<string, string>> =>
  Object.fromEntries(
    ((await stack.exportState()).deployment.resources ?? [])
      .filter(({ id, type }) => id && !type.startsWith("pulumi:"))
      .map(({ urn, type }) => [
        nameOf(urn),
        type.replace(/^.*:/, type.includes("dynamic") ? "dynamic " : "plugin "),
      ]),
  );

describe("a stack moves from the dynamic provider to the plugin and back", () => {
  const names = "ImageComponent, ImagePipeline";
  const statements = (content: string, team: string) => [
    `const hardening = new ImageComponent("hardening", { content: pulumi.secret("RUN hunter2") });`,
    'const web = new ImagePipeline("web", {',
    '  baseImageType: "IMAGE",',
    '  baseImage: "m-1",',
    `  buildContent: pulumi.secret(pulumi.interpolate\`${content}\\nCOMPONENT \${hardening.imageComponentId}\`),`,
    '  imageOptions: { imageName: "web" },',
    `  tags: { team: "${team}" },`,
    "});",
    'const build = web.execute("build", { deleteImageOnDestroy: true });',
    "export const { imageId, imageName } = build;",
    "export const arn = hardening.arn;",
  ];
  let stack: Project;
  let outputs: Record<string, unknown>;

  const use = (entry: string, content = "RUN hunter2", team = "a") => {
    stack.write("index.ts", programOf(entry, names, statements(content, team)));
    // The lines of the way there stay: the plugin's state is still to be deleted on the way back.
    stack.write("Pulumi.yaml", yaml(true));
  };

  beforeAll(async () => {
    await simulator().reset();
    await simulator().settings({ stateSeconds: AT_ONCE });
    stack = await project({ program: programOf(DYNAMIC, names, statements("RUN hunter2", "a")) });
    await stack.up();
    outputs = await stack.outputs();
    expect(outputs["imageId"]).toMatch(/^m-/);
    expect(await typesIn(stack)).toEqual({
      hardening: "dynamic ImageComponent",
      web: "dynamic ImagePipeline",
      build: "dynamic ImagePipelineExecution",
    });
  });

  const sinceThen = async (before: string[]) => changes(simulator()).slice(before.length);

  test("there: the preview shows nothing to do, the update calls nothing, and no secret is in the state", async () => {
    const before = changes(simulator());
    use(PLUGIN);
    expect(await planOf(stack)).toEqual({});
    await stack.up();
    expect(await sinceThen(before)).toEqual([]);
    expect(await typesIn(stack)).toEqual({
      hardening: "plugin ImageComponent",
      web: "plugin ImagePipeline",
      build: "plugin ImagePipelineExecution",
    });
    expect(await stack.outputs()).toEqual(outputs);
    expect(JSON.stringify(await stack.exportState())).not.toMatch(/hunter2/);
    expect(await planOf(stack)).toEqual({});
    expect((await stack.refresh()).stdout).toMatch(/4 unchanged/);
  });

  test("and back: an update of each without a call, after which it is as it was", async () => {
    const before = changes(simulator());
    use(DYNAMIC);
    expect(await planOf(stack)).toEqual({ hardening: "update", web: "update", build: "update" });
    await stack.up();
    expect(await sinceThen(before)).toEqual([]);
    expect(await stack.outputs()).toEqual(outputs);
    expect(JSON.stringify(await stack.exportState())).not.toMatch(/hunter2/);
    expect(await planOf(stack)).toEqual({});
    expect((await stack.refresh()).stdout).toMatch(/4 unchanged/);
  });

  test("with a tag and a content that change in the same run, there and back: only what changed is done", async () => {
    use(PLUGIN, "RUN hunter3", "b");
    expect(await planOf(stack)).toMatchObject({ web: "replace", build: "replace" });
    await stack.up();
    expect((await simulator().state()).pipelines).toMatchObject([
      { current: { Tags: { Tag: [{ TagKey: "team", TagValue: "b" }] } } },
    ]);
    expect(await planOf(stack)).toEqual({});
    use(DYNAMIC, "RUN hunter4", "c");
    await stack.up();
    expect((await simulator().state()).pipelines).toMatchObject([
      { current: { Tags: { Tag: [{ TagKey: "team", TagValue: "c" }] } } },
    ]);
    expect(await planOf(stack)).toEqual({});
    expect(JSON.stringify(await stack.exportState())).not.toMatch(/hunter/);
  });

  test("destroy deletes everything, whichever way the stack has gone", async () => {
    await stack.destroy();
    const { pipelines, components, images } = await simulator().state();
    expect({ pipelines, components, images }).toEqual({ pipelines: [], components: [], images: [] });
  });
});

test("a resource with an explicit provider moves too: one provider for the other, and the resource is unchanged", async () => {
  await simulator().reset();
  const args = '{ baseImageType: "IMAGE", baseImage: "m-1" }';
  const dynamic = programOf(DYNAMIC, "ImagePipeline, Provider", [
    'const provider = new Provider("dynamic", { region: "cn-beijing" });',
    `new ImagePipeline("web", ${args}, { provider });`,
  ]);
  const plugin = programOf(PLUGIN, "ImagePipeline, Provider", [
    'const provider = new Provider("plugin", { region: "cn-beijing" });',
    `new ImagePipeline("web", ${args}, { provider });`,
  ]);
  const stack = await project({ program: dynamic, files: { "Pulumi.yaml": yaml(true) } });
  await stack.up();
  stack.write("index.ts", plugin);
  expect(await planOf(stack)).toEqual({ plugin: "create", dynamic: "delete" });
  await stack.up();
  stack.write("index.ts", dynamic);
  expect(await planOf(stack)).toEqual({ dynamic: "create", plugin: "delete" });
  await stack.up();
  await stack.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
});

test("two Providers with two accounts of one service, with the lookups of each; their keys only encrypted in the state", async () => {
  await simulator().reset();
  await simulator().settings({ accessKeys: [OTHER] });
  const stack = await project({
    program: programOf(PLUGIN, "BaseImageType, getImagePipelinesOutput, ImagePipeline, Provider", [
      "const provider = new Provider('other', {",
      '  region: "cn-beijing",',
      `  accessKey: "${OTHER.accessKeyId}",`,
      '  secretKey: process.env["OTHER_SECRET"] ?? "",',
      "  maxRetryTimeout: 30,",
      "});",
      'const own = new Provider("own", { region: "cn-shanghai" });',
      'const args = { baseImageType: BaseImageType.Image, baseImage: "m-1" };',
      'const here = new ImagePipeline("here", args, { provider: own });',
      'const there = new ImagePipeline("there", args, { provider });',
      "const found = (dependsOn: ImagePipeline, provider: Provider) =>",
      "  getImagePipelinesOutput({ ids: [dependsOn.imagePipelineId] }, { provider }).names;",
      "export const accounts = [here.accountId, there.accountId];",
      "export const regions = [here.regionId, there.regionId];",
      "export const names = [found(here, own), found(there, provider)];",
      "export const id = [here.id, there.id];",
    ]),
    files: { "Pulumi.yaml": yaml(true) },
    env: { OTHER_SECRET: OTHER.accessKeySecret },
  });
  await stack.up();
  const { accounts, regions, names, id } = await stack.outputs();
  const [near, far] = id as string[];
  expect(regions).toEqual(["cn-shanghai", "cn-beijing"]);
  expect(accounts).toEqual([expect.stringMatching(/^\d{16}$/), OTHER.accountId]);
  expect(accounts).not.toEqual([OTHER.accountId, OTHER.accountId]);
  const byId = Object.fromEntries((await simulator().state()).pipelines.map((one) => [one.id, one]));
  expect(byId).toEqual({
    [near ?? ""]: expect.objectContaining({ accountId: (accounts as string[])[0], regionId: "cn-shanghai" }),
    [far ?? ""]: expect.objectContaining({ accountId: OTHER.accountId, regionId: "cn-beijing" }),
  });
  expect(names).toEqual([[near], [far]]);
  const state = JSON.stringify(await stack.exportState());
  expect(state).not.toContain(OTHER.accessKeySecret);
  expect(state).not.toContain(OTHER.accessKeyId);
  expect(await planOf(stack)).toEqual({});
  expect((await stack.refresh()).stdout).toMatch(/5 unchanged/);
  await stack.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
});

test("the compiler, with Pulumi's default settings, knows the types of the classes", async () => {
  const stack = await project({
    program: programOf(PLUGIN, "ImagePipeline, Provider", [
      'new Provider("other", { regin: "cn-beijing" });',
      'new ImagePipeline("web", { systemDiskSize: "40" });',
    ]),
    files: { "Pulumi.yaml": yaml(true) },
    env: { [TRANSPILE_ONLY]: "false" },
  });
  const { stdout, stderr } = await stack.preview({ fails: true });
  expect(stdout + stderr).toMatch(/'regin' does not exist in type 'ProviderArgs'/);
  expect(stdout + stderr).toMatch(/'string' is not assignable to type '.*Input<number>/);
});

test("get, import and a lookup in a program of the classes", async () => {
  await simulator().reset();
  const stack = await project({
    program: programOf(DYNAMIC, "ImagePipeline", [
      'export const id = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1" }, { retainOnDelete: true }).id;',
    ]),
  });
  await stack.up();
  const { id } = await stack.outputs();
  await stack.destroy();
  stack.write("Pulumi.yaml", yaml(true));
  stack.write(
    "index.ts",
    programOf(PLUGIN, "getImagePipeline, ImagePipeline", [
      `const read = ImagePipeline.get("read", "${id}", { regionId: "cn-hangzhou" });`,
      `const taken = new ImagePipeline("taken", { baseImageType: "IMAGE", baseImage: "m-1" }, { import: "${id}" });`,
      "export const baseImages = [read.baseImage, taken.baseImage];",
      `export const found = getImagePipeline({ ids: ["${id}"] }).then(({ baseImage }) => baseImage);`,
    ]),
  );
  const { stdout } = await stack.up();
  expect(stdout).toMatch(/1 imported/);
  expect(await stack.outputs()).toEqual({ baseImages: ["m-1", "m-1"], found: "m-1" });
  await stack.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
});
