import { Ecs } from "../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { ImagePipelineLifecycle } from "../../provider/src/resources/image-pipeline/lifecycle";
import { simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { consoleOf } from "../support/console";
import { until } from "../support/until";
import { createOutside, startBuild } from "./outside";
import { program, stage } from "./stage";
import { pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

beforeEach(() => simulator().reset());

const pipeline = (more = {}) =>
  createOutside(simulator(), {
    baseImageType: "IMAGE",
    baseImage: "m-1",
    systemDiskSize: 40,
    internetMaxBandwidthOut: 0,
    deleteInstanceOnFailure: true,
    ...more,
  });

const statusOf = async (executionId: string) =>
  (await simulator().state()).executions.find(({ id }) => id === executionId)?.current["Status"];

test("a destroy cancels a build where that is allowed, waits for it where not, says so, and takes what is gone as done", async () => {
  const names = ["cancelled", "waited", "gone"];
  const stack = await project({
    program: program(
      ...names.map((name) => `new ImagePipeline("${name}", { baseImageType: "IMAGE", baseImage: "m-1" });`),
    ),
  });
  await stack.up();
  const pipelines = await pipelinesOf(stack);
  const [cancelled, waited, gone] = names.map((name) => String(pipelines[name]?.id));
  const cannotBeCancelled = await startBuild(simulator(), String(waited));
  await simulator().advanceClock(30 + 300);
  expect(await statusOf(cannotBeCancelled)).toBe("DISTRIBUTING");
  const canBeCancelled = await startBuild(simulator(), String(cancelled));
  await consoleOf(simulator()).delete(String(gone));

  const destroying = stack.start(["destroy", "--yes", "--skip-preview"]);
  let shown = "";
  destroying.process.stdout?.on("data", (text: string) => {
    shown += text;
  });
  const cancelling = `image pipeline ${cancelled}: cancelling execution ${canBeCancelled} (PREPARING)`;
  const waiting = `image pipeline ${waited}: waiting for execution ${cannotBeCancelled} (DISTRIBUTING), which cannot be cancelled now`;
  await until("both lines of progress", () => shown.includes(cancelling) && shown.includes(waiting));
  await until("the cancelling", async () => (await statusOf(canBeCancelled)) === "CANCELLING");
  await simulator().advanceClock(600);

  const { code, stdout } = await destroying.done;
  expect([code, stdout]).toEqual([0, expect.stringContaining("4 deleted")]);
  const { pipelines: left, executions } = await simulator().state();
  expect([left, executions]).toEqual([[], []]);
  expect((await stack.exportState()).deployment.resources ?? []).toEqual([]);
});

/** A lifecycle whose time passes only while it waits; what else happens then is given. */
function lifecycleInItsOwnTime(meanwhile: (seconds: number) => Promise<void> = async () => {}) {
  const settings = stackSettings(() => undefined, simulatorEnvironment(simulator()));
  const said: string[] = [];
  const time = { now: 0, waits: [] as number[] };
  const clock = {
    now: () => time.now,
    sleep: async (milliseconds: number) => {
      time.now += milliseconds;
      time.waits.push(milliseconds / 1000);
      await meanwhile(milliseconds / 1000);
    },
  };
  const lifecycle = new ImagePipelineLifecycle(
    settings,
    new Ecs(new EcsClient(settings)),
    (line) => void said.push(line),
    clock,
  );
  return { lifecycle, said, time };
}

const accountIdOf = async (id: string) =>
  (await simulator().state()).pipelines.find((item) => item.id === id)?.accountId;

test("a build that cannot be cancelled is followed from status to status, and looked at ever less often", async () => {
  const { lifecycle, said, time } = lifecycleInItsOwnTime((seconds) => simulator().advanceClock(seconds));
  await simulator().settings({ stateSeconds: { DISTRIBUTING: 100, RELEASING: 100 } });
  const id = await pipeline();
  const execution = await startBuild(simulator(), id);
  await simulator().advanceClock(30 + 300);
  await lifecycle.delete(id, { regionId: "cn-hangzhou", imagePipelineId: id });
  const cannot = "which cannot be cancelled now";
  expect(said).toEqual([
    `image pipeline ${id}: waiting for execution ${execution} (DISTRIBUTING), ${cannot}`,
    `image pipeline ${id}: waiting for execution ${execution} (RELEASING), ${cannot}`,
  ]);
  expect(time.waits.slice(0, 4)).toEqual([2, 3, 4.5, 6.75]);
  expect(Math.max(...time.waits)).toBeLessThanOrEqual(30);
  const { pipelines, calls } = await simulator().state();
  expect(pipelines).toEqual([]);
  expect(calls["CancelImagePipelineExecution"]).toBeUndefined();
});

test.each([
  ["the deadline that is declared", { deleteTimeoutMinutes: 5 }, 5],
  ["an hour where none is declared", {}, 60],
])("after %s the error says what is still running, and nothing is lost", async (_, args, minutes) => {
  const { lifecycle, time } = lifecycleInItsOwnTime();
  const id = await pipeline();
  const execution = await startBuild(simulator(), id);
  await simulator().advanceClock(30 + 300);
  const outputs = { regionId: "cn-hangzhou", imagePipelineId: id, accountId: await accountIdOf(id), ...args };
  await expect(lifecycle.delete(id, outputs)).rejects.toThrow(
    new Error(
      `image pipeline ${id} in cn-hangzhou could not be deleted within ${minutes} minutes (deleteTimeoutMinutes): ` +
        `execution ${execution} is still in status DISTRIBUTING. ` +
        "Run this again when it has ended, or increase deleteTimeoutMinutes.",
    ),
  );
  expect(time.now).toBe(minutes * 60_000);
  expect((await simulator().state()).pipelines.map((item) => item.id)).toEqual([id]);
});

test("a build that hangs while it is being cancelled is named with its status at the deadline", async () => {
  const { lifecycle, said } = lifecycleInItsOwnTime();
  const id = await pipeline();
  const execution = await startBuild(simulator(), id);
  const outputs = { regionId: "cn-hangzhou", imagePipelineId: id, deleteTimeoutMinutes: 1 };
  await expect(lifecycle.delete(id, outputs)).rejects.toThrow(
    `execution ${execution} is still in status CANCELLING.`,
  );
  expect(said[0]).toBe(`image pipeline ${id}: cancelling execution ${execution} (PREPARING)`);
  expect((await simulator().state()).calls["CancelImagePipelineExecution"]).toBe(1);
});

test("a pipeline that somebody else deletes while its build is waited for is done", async () => {
  const id = await pipeline();
  const accountId = await accountIdOf(id);
  await startBuild(simulator(), id);
  await simulator().advanceClock(30 + 300);
  const { lifecycle, time } = lifecycleInItsOwnTime(async () => {
    await simulator().advanceClock(600);
    await consoleOf(simulator()).delete(id);
  });
  await lifecycle.delete(id, { regionId: "cn-hangzhou", imagePipelineId: id, accountId });
  expect(time.waits).toEqual([2]);
  expect((await simulator().state()).pipelines).toEqual([]);
});
