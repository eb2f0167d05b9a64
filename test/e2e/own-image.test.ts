import { front } from "../support/front";
import { until } from "../support/until";
import { AT_ONCE, buildOf, executionIn, GOES_ON, HANGS, untilStatus } from "./building";
import { snapshotsIn } from "./outside";
import { operations, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

beforeEach(async () => {
  await simulator().reset();
  await simulator().settings(GOES_ON);
});

const imageIds = async () => (await simulator().state()).images.map(({ id }) => id);
const executionIds = async () => (await simulator().state()).executions.map(({ id }) => id);

/** Builds of one pipeline that are declared alike. */
const builds = (...names: string[]) =>
  [
    'import { ImagePipeline } from "pulumi-alicloud-image-builder";',
    'const pipeline = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1" });',
    ...names.map(
      (name) => `export const ${name} = pipeline.execute("${name}", { deleteImageOnDestroy: true }).imageId;`,
    ),
    "",
  ].join("\n");

test("two executions that are declared alike have an image each, and removing one leaves the other's", async () => {
  const stack = await project({ program: builds("a", "b") });
  await stack.up();
  const { a, b } = await stack.outputs();
  expect((await imageIds()).sort()).toEqual([a, b].sort());
  expect(a).not.toBe(b);

  stack.write("index.ts", builds("b"));
  await stack.up();
  expect(await imageIds()).toEqual([b]);
  expect(await stack.outputs()).toEqual({ b });
});

test("up --replace of a running build waits for it and leaves its image; a state from before knows no identity, and nothing differs", async () => {
  await simulator().settings(HANGS);
  const stack = await project({ program: buildOf("waitForCompletion: false, deleteImageOnDestroy: true") });
  await stack.up();
  const [executionId] = await executionIds();
  const urn = (await executionIn(stack))?.urn ?? "";
  stack.write("index.ts", buildOf("deleteImageOnDestroy: true"));
  const replacing = stack.start(["up", "--yes", "--skip-preview", "--replace", urn]);
  const calls = async () => (await simulator().state()).calls["StartImagePipelineExecution"] ?? 0;
  await until("the second start of a build", async () => (await calls()) >= 2);
  await simulator().settings(GOES_ON);
  const { code, stdout } = await replacing.done;
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining(
      `execution ${executionId}: not deleted, because the replacement continues this build, which was still running.`,
    ),
  ]);
  const { imageId, executionId: inState } = await stack.outputs();
  expect(inState).toBe(executionId);
  expect(await imageIds()).toEqual([imageId]);

  const state = await stack.exportState();
  const execution = state.deployment.resources?.find((resource) => resource.urn === urn);
  // The plugin gets the URN with every call.
  expect(execution?.inputs?.["__identity"]).toBe(
    front === "dynamic" ? "organization/test/test/web-image" : undefined,
  );
  delete execution?.inputs?.["__identity"];
  delete execution?.inputs?.["rebuildWhenImageGone"];
  for (const output of ["snapshotIds", "imageIds", "rebuildWhenImageGone"])
    delete execution?.outputs?.[output];
  expect((await stack.preview({ args: ["--diff", "--replace", urn] })).stdout).not.toContain("__identity");
  stack.write("old.json", JSON.stringify(state));
  expect(await stack.pulumi(["stack", "import", "--file", "old.json"])).toMatchObject({ code: 0 });
  expect(operations(await stack.previewSteps({ args: ["--expect-no-changes"] }))).toEqual({});

  // The build has ended: a replacement is another build, and takes the image of the old one away.
  await stack.up({ args: ["--replace", urn] });
  const { imageId: another } = await stack.outputs();
  expect(another).not.toBe(imageId);
  expect(await imageIds()).toEqual([another]);
});

test("a destroy that could not delete the snapshots is an error, and the next one deletes them", async () => {
  const stack = await project({ program: buildOf("deleteImageOnDestroy: true") });
  await stack.up();
  const { imageId } = await stack.outputs();
  const [snapshotId] = await snapshotsIn(simulator());
  await simulator().settings({ deny: { DeleteSnapshot: "Forbidden.RAM" } });
  const { stdout, stderr } = await stack.destroy({ fails: true });
  expect(stdout + stderr).toContain(
    `Image ${imageId} was deleted, but these of its snapshots remain and are billed: ${snapshotId}. The state contains them: run this again to delete them.`,
  );
  expect(await executionIn(stack)).toMatchObject({ outputs: { snapshotIds: [snapshotId] } });

  await simulator().settings({ deny: {} });
  await stack.destroy();
  expect(await snapshotsIn(simulator())).toEqual([]);
});

test("a destroy while the image is distributed waits for it, says so, and leaves nothing that is billed", async () => {
  await simulator().settings({
    stateSeconds: AT_ONCE,
    failures: [{ at: "DISTRIBUTING", status: "DISTRIBUTING" }],
  });
  const stack = await project({
    program: buildOf("waitForCompletion: false, deleteImageOnDestroy: true"),
  });
  await stack.up();
  const executionId = await untilStatus(simulator(), "DISTRIBUTING");
  const destroying = stack.start(["destroy", "--yes", "--skip-preview"]);
  let shown = "";
  destroying.process.stdout?.on("data", (text: string) => {
    shown += text;
  });
  await until("the line about waiting", () => shown.includes("waiting until it ends"));
  await simulator().settings(GOES_ON);
  const { code, stdout } = await destroying.done;
  expect([code, stdout]).toEqual([0, expect.stringContaining("3 deleted")]);
  expect(stdout).toContain(
    `execution ${executionId} (DISTRIBUTING): cannot be cancelled now; waiting until it ends, to delete the image that it may build (deleteImageOnDestroy)`,
  );
  const { pipelines, executions, images } = await simulator().state();
  expect([pipelines, executions, images, await snapshotsIn(simulator())]).toEqual([[], [], [], []]);
});

test("a destroy without the permission to cancel fails immediately and names the permission", async () => {
  await simulator().settings(HANGS);
  const stack = await project({ program: buildOf("waitForCompletion: false") });
  await stack.up();
  await simulator().settings({ deny: { CancelImagePipelineExecution: "Forbidden.RAM" } });
  const { stdout, stderr } = await stack.destroy({ fails: true });
  expect(stdout + stderr).toContain("needs the permission ecs:CancelImagePipelineExecution.");
  expect((await simulator().state()).calls["DeleteImagePipeline"]).toBeUndefined();
});
