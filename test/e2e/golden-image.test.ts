import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../support/project";
import { AT_ONCE, done } from "./building";
import { nameOf, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** The tests go on from each other: one stack, as it lives. */
let stack: Project;
let first: unknown;

beforeAll(async () => {
  await simulator().settings({ stateSeconds: AT_ONCE });
  stack = await project({ program: { example: "golden-image" } });
  await stack.up();
  first = (await stack.outputs())["imageId"];
});

const imageIds = async () => (await simulator().state()).images.map(({ id }) => id);
/** What a preview is going to change, by its name in the program. */
const planned = async () => {
  const steps = await stack.previewSteps();
  return Object.fromEntries(steps.flatMap(({ urn, op }) => (op === "same" ? [] : [[nameOf(urn), op]])));
};

test("from a Dockerfile and a component to an image, whose ID is an output", async () => {
  expect(first).toMatch(/^m-/);
  expect(await imageIds()).toEqual([first]);
  const { pipelines, components } = await simulator().state();
  const content = String(pipelines[0]?.request["BuildContent"]);
  expect(content).toContain("RUN yum install -y nginx\n");
  expect(content).toContain(`\nCOMPONENT ${components[0]?.id}\n`);
});

test("an edit of tags of the component and the pipeline previews no rebuild", async () => {
  const program = readFileSync(join(stack.folder, "index.ts"), "utf8");
  stack.write("index.ts", program.replaceAll('team: "platform"', 'team: "data"'));
  expect(await planned()).toEqual({ baseline: "update", web: "update" });
  stack.write("index.ts", program);
});

test("a changed component goes through in one up, in the right order, and yields a new image", async () => {
  const before = done(simulator(), /^(Create|Start|Delete)/).length;
  await stack.setConfig("maxOpenFiles", "131072");
  await stack.up();
  expect(done(simulator(), /^(Create|Start|Delete)/).slice(before)).toEqual([
    "CreateImageComponent",
    "CreateImagePipeline",
    "StartImagePipelineExecution",
    "DeleteImagePipeline",
    "DeleteImageComponent",
  ]);
  const { imageId, componentVersion } = await stack.outputs();
  expect(imageId).not.toBe(first);
  expect(await imageIds()).toEqual([first, imageId]);
  expect(componentVersion).toBe("2.0.0");
  const { components } = await simulator().state();
  expect(components.map(({ request }) => request["Content"])).toEqual([
    expect.stringContaining("* - nofile 131072"),
  ]);
});
