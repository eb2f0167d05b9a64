import type { ExportedResource, Project } from "../support/project";
import { AT_ONCE } from "./building";
import { pluginProject } from "./plugin-project";
import { changes, nameOf, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const DYNAMIC = 'const dynamic = require("pulumi-alicloud-image-builder");';
const args = (content: string) =>
  `{ baseImageType: "IMAGE", baseImage: "m-1", buildContent: pulumi.secret("RUN ${content}"), tags: { team: "a" } }`;
const EXPORTS = ["exports.id = web.imagePipelineId;", "exports.imageId = build.imageId;"];

const asDynamic = (content: string, opts = ["{}", "{}"]) => [
  DYNAMIC,
  `const web = new dynamic.ImagePipeline("web", ${args(content)}, ${opts[0]});`,
  `const build = new dynamic.ImagePipelineExecution("build", { imagePipelineId: web.imagePipelineId }, ${opts[1]});`,
  ...EXPORTS,
];
const asPlugin = (content: string, opts = ["{}", "{}"]) => [
  `const web = new ImagePipeline("web", ${args(content)}, ${opts[0]});`,
  `const build = new ImagePipelineExecution("build", { imagePipelineId: web.imagePipelineId }, ${opts[1]});`,
  ...EXPORTS,
];
const aliases = (prefix: string) =>
  ["ImagePipeline", "ImagePipelineExecution"].map((type) => `{ aliases: [{ type: "${prefix}${type}" }] }`);
const FROM_DYNAMIC = aliases("pulumi-nodejs:dynamic/alicloud:");
const FROM_PLUGIN = aliases("alicloud-image-builder:index:");

/** What a preview is going to do, by the name of the resource; what stays as it is is left out. */
async function planOf(stack: Project): Promise<Record<string, string>> {
  const steps = (await stack.previewSteps()).filter(
    ({ op, urn }) => op !== "same" && /:ImagePipeline/.test(urn),
  );
  return Object.fromEntries(steps.map(({ urn, op }) => [nameOf(urn), op]));
}

async function stateOf(stack: Project): Promise<ExportedResource[]> {
  const { resources = [] } = (await stack.exportState()).deployment;
  expect(JSON.stringify(resources)).not.toContain("hunter");
  return resources.filter(({ urn }) => /:ImagePipeline/.test(urn));
}

const types = (resources: ExportedResource[]) =>
  resources.map(({ type }) => type.replace(/:ImagePipeline.*/, ""));

beforeEach(async () => {
  await simulator().reset();
  await simulator().settings({ stateSeconds: AT_ONCE });
});

test("a stack of dynamic resources moves to the plugin by an alias: nothing is changed or called, and no secret is shown", async () => {
  const stack = await pluginProject(project, asDynamic("hunter2"));
  await stack.up();
  const [before, calls] = [await stack.outputs(), changes(simulator())];
  stack.program(...asPlugin("hunter2", FROM_DYNAMIC));
  expect(await planOf(stack)).toEqual({});
  expect((await stack.up()).stdout).toMatch(/3 unchanged/);
  expect(types(await stateOf(stack))).toEqual([
    "alicloud-image-builder:index",
    "alicloud-image-builder:index",
  ]);

  // The alias is not needed any more, and the state serves as one that the plugin wrote.
  stack.program(...asPlugin("hunter2"));
  expect(await planOf(stack)).toEqual({});
  expect((await stack.refresh()).stdout).toMatch(/unchanged/);
  expect(await planOf(stack)).toEqual({});
  expect(await stack.outputs()).toEqual(before);
  expect(changes(simulator())).toEqual(calls);
  expect(JSON.stringify(await stateOf(stack))).not.toContain("__provider");
  await stack.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
});

test("it moves and is replaced in one run: the new pipeline is the plugin's, the old one is deleted", async () => {
  const stack = await pluginProject(project, asDynamic("hunter2"));
  await stack.up();
  const before = await stack.outputs();
  stack.program(...asPlugin("hunter3", FROM_DYNAMIC));
  expect(await planOf(stack)).toMatchObject({ web: "replace" });
  await stack.up();
  const after = await stack.outputs();
  expect(after["id"]).not.toBe(before["id"]);
  expect((await simulator().state()).pipelines).toMatchObject([{ id: after["id"] }]);
  expect(types(await stateOf(stack))).toEqual([
    "alicloud-image-builder:index",
    "alicloud-image-builder:index",
  ]);
});

test("a stack of the plugin moves back to dynamic resources: an update without a call, then all works", async () => {
  const stack = await pluginProject(project, asPlugin("hunter2"));
  await stack.up();
  const [before, calls] = [await stack.outputs(), changes(simulator())];
  stack.program(...asDynamic("hunter2", FROM_PLUGIN));
  expect(await planOf(stack)).toEqual({ web: "update", build: "update" });
  await stack.up();
  expect(await stack.outputs()).toEqual(before);
  expect(changes(simulator())).toEqual(calls);
  stack.program(...asDynamic("hunter2"));
  expect(await planOf(stack)).toEqual({});
  expect((await stack.refresh()).stdout).toMatch(/unchanged/);
  expect(types(await stateOf(stack))).toEqual([
    "pulumi-nodejs:dynamic/alicloud",
    "pulumi-nodejs:dynamic/alicloud",
  ]);
  await stack.destroy();
  expect((await simulator().state()).pipelines).toEqual([]);
});
