import { setTimeout as sleep } from "node:timers/promises";
import { HostError, type Properties } from "../support/dynamic-host";
import { errorOf } from "../support/error";
import { type Plugin, reaching, urnOf } from "../support/plugin";
import { type Simulator, startSimulator } from "../support/simulator";
import { until } from "../support/until";
import { checkAndCreate, declared, ownPlugin } from "./stand";

jest.setTimeout(60_000);

const AT_ONCE = Object.fromEntries(
  ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"].map(
    (status) => [status, 0],
  ),
);
const HANGS = { stateSeconds: AT_ONCE, failures: [{ at: "BUILDING", status: "BUILDING" }] };

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

beforeEach(async () => {
  await simulator.reset();
  await simulator.settings(HANGS);
});

afterAll(() => simulator.stop());

const plugin = () => ownPlugin({ args: reaching(simulator) });

/** What the engine gets for a call that must fail. */
async function failureOf(call: Promise<unknown>): Promise<HostError> {
  const error = await errorOf(call);
  if (error instanceof HostError) return error;
  throw error;
}

/** A build that was started, and for which a create waits. */
async function startBuild(own: Plugin, more: Properties = {}, options: { timeout?: number } = {}) {
  const { id: imagePipelineId } = await checkAndCreate(own, "ImagePipeline", declared());
  const { inputs } = await own.check("ImagePipelineExecution", { imagePipelineId, ...more });
  const failure = failureOf(own.create("ImagePipelineExecution", inputs, options));
  const executionId = await until("a build", async () => {
    const { executions } = await simulator.state();
    return executions.find(({ current }) => current["Status"] === "BUILDING")?.id;
  });
  return { failure, executionId: executionId ?? "", inputs, imagePipelineId };
}

async function secondsOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return (performance.now() - start) / 1000;
}

test("cancelled while it waits for a build, a create ends within a second, with the build, and the next run goes on with it", async () => {
  const own = await plugin();
  const { failure, executionId, inputs, imagePipelineId } = await startBuild(own);
  await sleep(300);
  await own.cancel();
  expect(await secondsOf(failure)).toBeLessThan(1);
  const { message, details } = await failure;
  expect(message).toBe(
    `execution ${executionId} of image pipeline ${imagePipelineId}: the run was interrupted. Run this again to go on. The build continues.`,
  );
  expect(details).toMatchObject({
    id: executionId,
    reasons: [message],
    properties: { executionId, imagePipelineId },
  });

  const next = await plugin();
  const olds = details?.properties ?? {};
  expect(await next.diff("ImagePipelineExecution", executionId, olds, inputs)).toMatchObject({
    changes: "some",
    replaces: [],
  });
  const update = next.update("ImagePipelineExecution", executionId, olds, inputs);
  await simulator.settings({ stateSeconds: AT_ONCE, failures: [] });
  expect(await update).toMatchObject({ properties: { executionId, imageId: expect.stringMatching(/^m-/) } });
});

test("cancelled while it retries a call, a create ends within a second", async () => {
  const own = await plugin();
  await simulator.faults({ actions: ["CreateImagePipeline"], kinds: ["http-500"], rate: 1 });
  try {
    const { inputs } = await own.check("ImagePipeline", declared());
    const failure = failureOf(own.create("ImagePipeline", inputs));
    await until("a call", async () => (await simulator.state()).calls["CreateImagePipeline"]);
    await sleep(300);
    await own.cancel();
    expect(await secondsOf(failure)).toBeLessThan(1);
    expect((await failure).message).toMatch(/^CreateImagePipeline in cn-hangzhou: /);
  } finally {
    await simulator.faults({});
  }
});

test("cancelled while it waits for another build of the pipeline to end, a create starts none, and leaves nothing", async () => {
  const own = await plugin();
  const { failure, imagePipelineId, executionId } = await startBuild(own);
  const second = failureOf(
    own.create("ImagePipelineExecution", { imagePipelineId, regionId: "cn-hangzhou" }, { name: "second" }),
  );
  await until("a line about the wait", () =>
    own.lines.some(({ text }) => text.includes(`waiting for execution ${executionId}`)),
  );
  await own.cancel();
  expect(await secondsOf(Promise.all([failure, second]))).toBeLessThan(1);
  expect(await second).toMatchObject({
    message: "the run was interrupted. Run this again to go on.",
    details: undefined,
  });
  expect((await simulator.state()).executions).toHaveLength(1);
});

test("cancelled while it waits for a build to end, a deletion ends within a second, and the pipeline is still there", async () => {
  const own = await plugin();
  const { failure, imagePipelineId } = await startBuild(own, {}, { timeout: 1 });
  await failure;
  await simulator.settings({ stateSeconds: { ...AT_ONCE, CANCELLING: 600 } });
  const deletion = failureOf(
    own.delete("ImagePipeline", imagePipelineId, declared({ regionId: "cn-hangzhou" })),
  );
  await until("a refused deletion", async () => (await simulator.state()).calls["DeleteImagePipeline"]);
  await sleep(300);
  await own.cancel();
  expect(await secondsOf(deletion)).toBeLessThan(1);
  expect((await deletion).message).toContain("the run was interrupted. Run this again to go on.");
  expect((await simulator.state()).pipelines).toHaveLength(1);
});

test("cancelled while a call is on its way, a create waits a moment for its answer, so that nothing is lost", async () => {
  const own = await plugin();
  await simulator.faults({ actions: ["CreateImagePipeline"], kinds: ["delay"], rate: 1, delayMs: 300 });
  try {
    const { inputs } = await own.check("ImagePipeline", declared());
    const create = own.create("ImagePipeline", inputs);
    await until("a call", async () => (await simulator.state()).calls["CreateImagePipeline"]);
    await own.cancel();
    const { id } = await create;
    expect((await simulator.state()).pipelines).toMatchObject([{ id }]);
  } finally {
    await simulator.faults({});
  }
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "at %s, what runs is answered, and then it ends",
  async (signal) => {
    const own = await plugin();
    const { failure, executionId } = await startBuild(own);
    await sleep(300);
    process.kill(own.pid, signal);
    expect(await secondsOf(own.ended)).toBeLessThan(2);
    expect((await failure).details).toMatchObject({ id: executionId });
  },
);

test("it ends while it waits, when the engine is gone", async () => {
  const own = await plugin();
  const { failure } = await startBuild(own);
  expect(await secondsOf(own.engineGone())).toBeLessThan(1);
  await failure;
});

test("customTimeouts limit the wait, and the error names them", async () => {
  const own = await plugin();
  const { failure, executionId, imagePipelineId } = await startBuild(own, {}, { timeout: 1 });
  const { message, details } = await failure;
  expect(message).toBe(
    `execution ${executionId} of image pipeline ${imagePipelineId} did not end within customTimeouts (1 s); its status is BUILDING. ` +
      "The build continues: run this again to keep waiting, or increase customTimeouts.",
  );
  expect(details).toMatchObject({ id: executionId });
  const again = failureOf(
    own.update("ImagePipelineExecution", executionId, details?.properties ?? {}, details?.properties ?? {}, {
      timeout: 1,
    }),
  );
  expect((await again).message).toContain("did not end within customTimeouts (1 s)");
});

test("customTimeouts limit a deletion, too", async () => {
  const own = await plugin();
  const { failure, imagePipelineId } = await startBuild(own, {}, { timeout: 1 });
  await failure;
  await simulator.settings({ stateSeconds: { ...AT_ONCE, CANCELLING: 600 } });
  const refused = await failureOf(
    own.delete("ImagePipeline", imagePipelineId, declared({ regionId: "cn-hangzhou" }), 1),
  );
  expect(refused.message).toContain(
    `image pipeline ${imagePipelineId} in cn-hangzhou could not be deleted within customTimeouts (1 s)`,
  );
});

test("progress is the status of the resource's own row, and its last line is kept", async () => {
  const own = await plugin();
  const { failure, executionId, imagePipelineId } = await startBuild(own, {}, { timeout: 1 });
  await failure;
  const line = {
    severity: "info",
    urn: urnOf("ImagePipelineExecution"),
    text: expect.stringContaining(`build of image pipeline ${imagePipelineId} (${executionId}): BUILDING, `),
  };
  expect(own.lines.filter(({ ephemeral }) => ephemeral).at(-1)).toEqual({ ...line, ephemeral: true });
  expect(own.lines.filter(({ ephemeral }) => !ephemeral)).toEqual([{ ...line, ephemeral: false }]);
});
