import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { startExecution } from "../../../../provider/src/resources/image-pipeline-execution/start";
import { limitOf } from "../../../../provider/src/resources/waiting";
import { errorOf } from "../../../support/error";
import { declared, LONG_BUILDS, REGION, useStand } from "./stand";

const stand = useStand();

beforeEach(() => stand.settings(LONG_BUILDS));

/** As a process starts it that knows of no other build. */
const start = (imagePipelineId: string, more: object = {}, minutes = 60, client = stand.client) =>
  startExecution(new Ecs(client), {
    regionId: REGION,
    inputs: declared(imagePipelineId, more),
    identity: "organization/project/stack/build",
    claim: () => true,
    deadline: { ...limitOf("timeoutMinutes", minutes), at: stand.clock.now() + minutes * 60_000 },
    clock: stand.clock,
    say: (line) => void stand.said.push(line),
  });

const executionIds = async () => (await stand.state()).executions.map(({ id }) => id);

test("the same declaration continues the running build, and starts no second one", async () => {
  const id = await stand.pipeline();
  const { executionId } = await start(id, { triggers: ["a"], tags: { team: "web" } });
  await stand.clock.sleep(60_000);
  expect((await start(id, { triggers: ["a"], tags: { team: "web" } })).executionId).toBe(executionId);
  expect(await executionIds()).toEqual([executionId]);
});

test("a build that has ended is not taken again: the same declaration starts another", async () => {
  const id = await stand.pipeline();
  const first = await start(id);
  await stand.clock.sleep(3_600_000);
  const second = await start(id);
  expect(await executionIds()).toEqual([first.executionId, second.executionId]);
});

test("a build after one that has ended is also continued, and so is the one after that", async () => {
  const id = await stand.pipeline();
  const ids: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    ids.push((await start(id)).executionId);
    await stand.clock.sleep(60_000);
    expect((await start(id)).executionId).toBe(ids.at(-1));
    await stand.clock.sleep(3_600_000);
  }
  expect(await executionIds()).toEqual(ids);
});

test("a build that ends as soon as it is started is not started twice", async () => {
  const id = await stand.pipeline();
  await stand.settings({ stateSeconds: { PREPARING: 0 }, failures: [{ at: "PREPARING" }] });
  const { executionId } = await start(id);
  expect(await executionIds()).toEqual([executionId]);
});

test("what makes another declaration starts another build: a trigger, a tag", async () => {
  const id = await stand.pipeline();
  const ids: string[] = [];
  for (const more of [{}, { triggers: ["a"] }, { triggers: ["b"] }, { tags: { a: "b" } }]) {
    ids.push((await start(id, more)).executionId);
    await stand.clock.sleep(3_600_000);
  }
  expect(new Set(ids).size).toBe(4);
});

test("a build that somebody else has started is waited for, and then another is started", async () => {
  const id = await stand.pipeline();
  const other = await stand.client.call("StartImagePipelineExecution", {
    regionId: REGION,
    imagePipelineId: id,
  });
  const begun = stand.clock.now();
  const { executionId } = await start(id);
  expect(stand.clock.now() - begun).toBeGreaterThan(400_000);
  expect(await executionIds()).toEqual([other.executionId, executionId]);
  expect(stand.said).toEqual([
    `image pipeline ${id}: waiting for execution ${other.executionId} (PREPARING) to end before another is started`,
  ]);
  // Killed now, the next run finds it.
  expect((await start(id)).executionId).toBe(executionId);
});

test("a build of somebody else that lasts longer than timeoutMinutes is an error that names it", async () => {
  const id = await stand.pipeline();
  await stand.settings({ failures: [{ at: "BUILDING", status: "BUILDING" }] });
  const other = await stand.client.call("StartImagePipelineExecution", {
    regionId: REGION,
    imagePipelineId: id,
  });
  const error = await errorOf(start(id, {}, 5));
  expect(error.message).toBe(
    `image pipeline ${id} in cn-hangzhou: no build was started within timeoutMinutes (5), because execution ${other.executionId} of the same pipeline (BUILDING) was still running. ` +
      "The API allows one build of a pipeline at a time: run this again when that build has ended, or increase timeoutMinutes.",
  );
});

test("a pipeline that is not there is the service's error", async () => {
  expect((await errorOf(start("ip-gone"))).message).toMatch(
    /^DescribeImagePipelineExecutions in cn-hangzhou: InvalidImagePipeline\.NotFound \(HTTP 404, /,
  );
});

test("a connection that breaks after the build was started leaves one build", async () => {
  const id = await stand.pipeline();
  await stand.faults({
    kinds: ["drop-after-commit"],
    actions: ["StartImagePipelineExecution"],
    count: 1,
  });
  const { executionId } = await start(id);
  expect(await executionIds()).toEqual([executionId]);
});

test("a start that is refused for any other reason is an immediate error, even while a build is running", async () => {
  const id = await stand.pipeline();
  await stand.client.call("StartImagePipelineExecution", { regionId: REGION, imagePipelineId: id });
  await stand.settings({ deny: { StartImagePipelineExecution: "Forbidden.RAM" } });
  const { message } = await errorOf(start(id));
  expect(message).toContain("needs the permission ecs:StartImagePipelineExecution.");
  expect(stand.said).toEqual([]);
});

test("a service that answers every start with a build that has ended is an error after one call", async () => {
  const id = await stand.pipeline();
  const { executionId } = await start(id);
  await stand.clock.sleep(3_600_000);
  const client = await stand.between((action, answer) =>
    action === "StartImagePipelineExecution" ? { ...answer, ExecutionId: executionId } : answer,
  );
  const before = (await stand.state()).calls["StartImagePipelineExecution"] ?? 0;
  expect((await errorOf(start(id, {}, 60, client))).message).toBe(
    `StartImagePipelineExecution in cn-hangzhou: the response contains execution ${executionId}, which had already ended. Run this again; if it happens again, report it to the service.`,
  );
  expect((await stand.state()).calls["StartImagePipelineExecution"]).toBe(before + 1);
});

test("a service that refuses every start because of a build that it does not list is asked with pauses, to the deadline", async () => {
  const id = await stand.pipeline();
  await stand.settings({ deny: { StartImagePipelineExecution: "InvalidImagePipeline.HasRunningExecution" } });
  const { message } = await errorOf(start(id, {}, 60));
  expect(message).toContain(
    "no build was started within timeoutMinutes (60), because the service still refused it (StartImagePipelineExecution in cn-hangzhou: InvalidImagePipeline.HasRunningExecution (HTTP 403",
  );
  expect((await stand.state()).calls["StartImagePipelineExecution"]).toBeLessThan(140);
  // Some hundred calls over real sockets.
}, 60_000);
