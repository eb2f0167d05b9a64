import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { resources } from "../../../provider/src/resources";
import { PartialFailure } from "../../../provider/src/resources/lifecycle";
import { errorOf } from "../../support/error";
import { until } from "../../support/until";
import { REGION, useStand } from "./image-pipeline-execution/stand";

const stand = useStand();
const settings = () => stackSettings(() => undefined, stand.env());
const executions = async () => (await stand.state()).executions;

test("an interrupted wait for a build ends at once, the build is kept, and the next run goes on with it", async () => {
  const imagePipelineId = await stand.pipeline();
  const stop = new AbortController();
  const said: string[] = [];
  const lifecycle = resources(settings(), (line) => void said.push(line), {
    signal: stop.signal,
  }).imagePipelineExecution;
  const { inputs } = lifecycle.check({ imagePipelineId });
  const failure = errorOf(lifecycle.create(inputs));
  await until("the wait", async () => said.some((line) => line.includes("so far")) || undefined);
  const start = performance.now();
  stop.abort();
  const error = await failure;
  expect(performance.now() - start).toBeLessThan(1000);
  const [execution] = await executions();
  expect(error).toBeInstanceOf(PartialFailure);
  expect(error).toMatchObject({
    message:
      `execution ${execution?.id} of image pipeline ${imagePipelineId}: ` +
      "the run was interrupted. Run this again to go on. The build continues.",
    id: execution?.id,
    outputs: { executionId: execution?.id, imagePipelineId },
  });

  const { id, outputs } = error as PartialFailure;
  expect(stand.lifecycle.diff(id, outputs, inputs)).toMatchObject({ replaces: [], unfinished: true });
  const done = await stand.lifecycle.update(id, outputs, inputs);
  expect(done.outputs).toMatchObject({ executionId: id, status: "SUCCESS" });
  expect(await executions()).toHaveLength(1);
});

test("a pipeline that is being created when the run is interrupted is answered, and kept", async () => {
  await stand.faults({ rate: 1, kinds: ["delay"], delayMs: 200, actions: ["CreateImagePipeline"] });
  const stop = new AbortController();
  const lifecycle = resources(settings(), () => undefined, { signal: stop.signal }).imagePipeline;
  const { inputs } = lifecycle.check({ baseImageType: "IMAGE", baseImage: "m-1", regionId: REGION });
  const created = lifecycle.create(inputs);
  setTimeout(() => stop.abort(), 50);
  const start = performance.now();
  const { id } = await created;
  expect(performance.now() - start).toBeLessThan(1000);
  expect((await stand.state()).pipelines.map((pipeline) => pipeline.id)).toEqual([id]);
});

test("after the interruption nothing more is sent", async () => {
  const stop = new AbortController();
  stop.abort();
  const lifecycle = resources(settings(), () => undefined, { signal: stop.signal }).imagePipeline;
  const { inputs } = lifecycle.check({ baseImageType: "IMAGE", baseImage: "m-1", regionId: REGION });
  const { message } = await errorOf(lifecycle.create(inputs));
  expect(message).toBe(
    "CreateImagePipeline in cn-hangzhou: not sent: the run was interrupted. Run this again to go on.",
  );
  expect((await stand.state()).calls["CreateImagePipeline"]).toBeUndefined();
});

test("customTimeouts apply in place of timeoutMinutes and deleteTimeoutMinutes, and errors name them", async () => {
  const imagePipelineId = await stand.pipeline();
  await stand.settings({ failures: [{ at: "PREPARING", status: "OPTIMIZING" }] });
  const { inputs } = stand.lifecycle.check({ imagePipelineId });
  const { message } = await errorOf(stand.lifecycle.create(inputs, { timeoutSeconds: 90 }));
  expect(message).toMatch(
    / did not end within customTimeouts \(90 s\); its status is OPTIMIZING\. The build continues: run this again to keep waiting, or increase customTimeouts\.$/,
  );
});
