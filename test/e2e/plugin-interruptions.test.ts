import { execFileSync } from "node:child_process";
import type { ExportedResource } from "../support/project";
import { until } from "../support/until";
import { AT_ONCE, executionIn, GOES_ON, HANGS, untilStatus } from "./building";
import { startBuild } from "./outside";
import { pluginProject } from "./plugin-project";
import { stage } from "./stage";
import { pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** In milliseconds. On an idle machine it takes less than one second. */
const AT_MOST = 3_000;

const building = (args = "") => [
  'const web = new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1" });',
  `const build = new ImagePipelineExecution("build", { imagePipelineId: web.imagePipelineId, regionId: web.regionId, ${args} });`,
  "exports.executionId = build.executionId;",
  "exports.imageId = build.imageId;",
];

const ids = async (what: "pipelines" | "executions" | "images") =>
  (await simulator().state())[what].map(({ id }) => id);
const callsOf = async (action: string) => (await simulator().state()).calls[action] ?? 0;
const START = "StartImagePipelineExecution";

describe("a stack that is interrupted again and again loses nothing, and nothing is made twice", () => {
  let stack: Awaited<ReturnType<typeof pluginProject>>;
  let pipelineId: string;

  beforeAll(async () => {
    await simulator().settings(HANGS);
    stack = await pluginProject(project, building());
  });

  /** Sends ^C when it is time; the command must end soon, as failed. */
  async function interrupted(command: "up" | "destroy", time: (shown: () => string) => Promise<unknown>) {
    const running = stack.start([command, "--yes", "--skip-preview"]);
    let shown = "";
    running.process.stdout?.on("data", (text: string) => {
      shown += text;
    });
    await time(() => shown);
    running.process.kill("SIGINT");
    const since = performance.now();
    const { code, stdout, stderr } = await running.done;
    expect(performance.now() - since).toBeLessThan(AT_MOST);
    expect(code).not.toBe(0);
    expect((await stack.exportState()).deployment.pending_operations ?? []).toEqual([]);
    return stdout + stderr;
  }

  const pipelineIn = async (): Promise<ExportedResource | undefined> => (await pipelinesOf(stack))["web"];
  const called = (action: string, times: number) =>
    until(
      `${times} calls of ${action}`,
      async () => ((await simulator().state()).calls[action] ?? 0) >= times,
    );

  test("before the service has accepted the create: nothing is in the account or in the state", async () => {
    await simulator().faults({ kinds: ["throttle"], actions: ["CreateImagePipeline"] });
    const printed = await interrupted("up", () => called("CreateImagePipeline", 2));
    await simulator().faults({});
    expect(printed).toContain("CreateImagePipeline in cn-hangzhou: ");
    expect(await ids("pipelines")).toEqual([]);
    expect(await pipelineIn()).toBeUndefined();
  });

  test("while the answer to the create is on its way: the pipeline is in the state", async () => {
    const before = await callsOf("CreateImagePipeline");
    await simulator().faults({ kinds: ["delay"], actions: ["CreateImagePipeline"], delayMs: 500 });
    await interrupted("up", () => called("CreateImagePipeline", before + 1));
    await simulator().faults({});
    pipelineId = (await pipelineIn())?.id ?? "";
    expect(await ids("pipelines")).toEqual([pipelineId]);
    expect(await executionIn(stack)).toBeUndefined();
  });

  test("while the build runs: it is in the state, and the next up goes on with it", async () => {
    await interrupted("up", () => untilStatus(simulator(), "BUILDING"));
    const [executionId] = await ids("executions");
    expect(await executionIn(stack)).toMatchObject({
      id: executionId,
      initErrors: [expect.stringContaining("the run was interrupted")],
    });

    await simulator().settings(GOES_ON);
    await stack.up();
    expect(await ids("pipelines")).toEqual([pipelineId]);
    expect(await ids("executions")).toEqual([executionId]);
    expect(await stack.outputs()).toEqual({ executionId, imageId: (await ids("images"))[0] });
  });

  test("while somebody else's build runs: none is started, and the next up starts one", async () => {
    const before = await stack.outputs();
    await simulator().settings(HANGS);
    const other = await startBuild(simulator(), pipelineId);
    stack.program(...building("triggers: [2]"));
    const builds = await ids("executions");
    await interrupted("up", (shown) =>
      until("a line about the wait", () => shown().includes(`waiting for execution ${other}`)),
    );
    expect(await ids("executions")).toEqual(builds);
    expect(await executionIn(stack)).toMatchObject({ id: before["executionId"], outputs: before });

    await simulator().settings(GOES_ON);
    await stack.up();
    const { executionId } = await stack.outputs();
    expect(builds).not.toContain(executionId);
    expect((await ids("executions")).sort()).toEqual([...builds, executionId].sort());
  });

  test("while a destroy waits for a build: the pipeline is there and in the state, and the next destroy deletes it", async () => {
    await simulator().settings({
      stateSeconds: AT_ONCE,
      failures: [{ at: "DISTRIBUTING", status: "DISTRIBUTING" }],
    });
    const other = await startBuild(simulator(), pipelineId);
    await interrupted("destroy", (shown) =>
      until("a line about the wait", () => shown().includes(`waiting for execution ${other}`)),
    );
    expect(await ids("pipelines")).toEqual([pipelineId]);
    expect((await pipelineIn())?.id).toBe(pipelineId);

    await simulator().settings(GOES_ON);
    await stack.destroy();
    expect([await ids("pipelines"), await ids("executions")]).toEqual([[], []]);
    expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
  });
});

test("a create whose answer comes too late after ^C: the error says how to find the pipeline", async () => {
  await simulator().reset();
  const stack = await pluginProject(project, building());
  await simulator().faults({ kinds: ["delay"], actions: ["CreateImagePipeline"], delayMs: 20_000 });
  const running = stack.start(["up", "--yes", "--skip-preview"]);
  await until("a create", () => callsOf("CreateImagePipeline"));
  running.process.kill("SIGINT");
  const since = performance.now();
  const { stdout, stderr } = await running.done;
  expect(performance.now() - since).toBeLessThan(AT_MOST);
  await simulator().faults({});
  expect(stdout + stderr).toMatch(/ClientToken [\w-]{36}/);
});

test("a CLI that is killed takes the plugin with it within a second, and the next up goes on with the build", async () => {
  await simulator().reset();
  await simulator().settings(HANGS);
  const stack = await pluginProject(project, building());
  const plugins = () =>
    execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(`${stack.folder}/node_modules/pulumi-alicloud-image-builder/plugin/`));
  const running = stack.start(["up", "--yes", "--skip-preview"]);
  const executionId = await untilStatus(simulator(), "BUILDING");
  expect(plugins()).not.toEqual([]);
  running.process.kill("SIGKILL");
  const since = performance.now();
  await until("the end of the plugin", () => plugins().length === 0);
  expect(performance.now() - since).toBeLessThan(1_500);
  await running.done;

  expect(await stack.pulumi(["cancel", "--yes"])).toMatchObject({ code: 0 });
  const starts = await callsOf(START);
  const next = stack.up();
  await until("the second start of the build", async () => (await callsOf(START)) > starts);
  await simulator().settings(GOES_ON);
  await next;
  expect(await stack.outputs()).toMatchObject({ executionId });
  expect(await ids("executions")).toEqual([executionId]);
});
