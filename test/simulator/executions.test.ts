/** Executions: their states by the clock, the failures that settings script, one at a time, and cancelling. */

import { join } from "node:path";
import { startSimulator } from "../../simulator/src/index.js";
import { temporaryFolder } from "../support/folder.js";
import type { Flat } from "./support.js";
import {
  advance,
  call,
  control,
  createPipeline,
  describeExecution,
  describeExecutions,
  REGION,
  startExecution,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const create = (parameters: Flat = {}) => createPipeline(simulator.current, parameters);
const start = (id: string, more: Flat = {}) => startExecution(simulator.current, id, more);
const execution = (id: string) => describeExecution(simulator.current, id);
const status = async (id: string) => (await execution(id))["Status"];
const settings = (body: object) => control(simulator.current, "settings", body);
const wait = (seconds: number) => advance(simulator.current, seconds);
const act = (action: string, parameters: Flat) =>
  verdict(simulator.current, action, { RegionId: REGION, ...parameters });
const cancel = (ExecutionId: string) => act("CancelImagePipelineExecution", { ExecutionId });

/** All states, each of ten seconds, and one look at each in the middle of it. */
async function statesOf(id: string, looks: number): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  await wait(5);
  for (let look = 0; look < looks; look += 1) {
    seen.push(await status(id));
    await wait(10);
  }
  return seen;
}

const TEN_SECONDS = Object.fromEntries(
  ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "CANCELLING"].map(
    (state) => [state, 10],
  ),
);

describe("the states of an execution", () => {
  beforeEach(() => settings({ stateSeconds: TEN_SECONDS }));

  test("follow each other to SUCCESS, without repair and test", async () => {
    const id = await start(await create());
    const states = ["PREPARING", "BUILDING", "DISTRIBUTING", "RELEASING", "SUCCESS", "SUCCESS"];
    expect(await statesOf(id, 6)).toEqual(states);
  });

  test("are all of them with a repair and a test", async () => {
    const id = await start(await create({ RepairMode: "Standard", TestContent: "RUN true" }));
    const states = ["PREPARING", "REPAIRING", "BUILDING", "TESTING", "DISTRIBUTING", "RELEASING", "SUCCESS"];
    expect(await statesOf(id, 7)).toEqual(states);
  });

  test("take as long as the settings say, and a changed setting applies from then on", async () => {
    const id = await start(await create());
    await wait(15);
    expect(await status(id)).toBe("BUILDING");
    await settings({ stateSeconds: { ...TEN_SECONDS, BUILDING: 100 } });
    await wait(90);
    expect(await status(id)).toBe("BUILDING");
    await settings({ stateSeconds: { ...TEN_SECONDS, BUILDING: 1 } });
    expect(await status(id)).toBe("DISTRIBUTING");
    await settings({ stateSeconds: TEN_SECONDS });
    expect(await status(id)).toBe("DISTRIBUTING");
    await wait(20.5);
    expect(await status(id)).toBe("SUCCESS");
  });

  test("have realistic durations without settings", async () => {
    await control(simulator.current, "reset", {});
    const id = await start(await create());
    await wait(29);
    expect(await status(id)).toBe("PREPARING");
    await wait(300);
    expect(await status(id)).toBe("BUILDING");
    await wait(92);
    expect(await status(id)).toBe("SUCCESS");
  });

  test("have the time of their start, and an image only at the end", async () => {
    const pipeline = await create({ ResourceGroupId: "rg-1" });
    const id = await start(pipeline, { "Tag.1.Key": "why", "Tag.1.Value": "test" });
    const first = await execution(id);
    expect(first).toEqual({
      ExecutionId: id,
      ImagePipelineId: pipeline,
      Status: "PREPARING",
      CreationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      ModifiedTime: first["CreationTime"],
      ResourceGroupId: "rg-1",
      Tags: { Tag: [{ TagKey: "why", TagValue: "test" }] },
    });
    await wait(1000);
    const last = await execution(id);
    expect(last).toMatchObject({ Status: "SUCCESS", ImageId: expect.stringMatching(/^m-[a-z0-9]{20}$/) });
    const lasted = Date.parse(String(last["ModifiedTime"])) - Date.parse(String(last["CreationTime"]));
    expect(lasted).toBe(40_000);
  });
});

describe("a scripted failure", () => {
  const FULL = { RepairMode: "All", TestContent: "RUN true" };

  test.each([
    ["PREPARING", "FAILED", false],
    ["REPAIRING", "FAILED", false],
    ["BUILDING", "FAILED", false],
    ["TESTING", "TEST_FAILED", true],
    ["DISTRIBUTING", "PARTITION_SUCCESS", true],
    ["RELEASING", "PARTITION_SUCCESS", true],
  ])("at %s ends in %s", async (at, ends, leavesImage) => {
    await settings({ failures: [{ at }] });
    const id = await start(await create(FULL));
    await wait(10_000);
    const { Status, ImageId, ErrorCode, ErrorInfo, Message } = await execution(id);
    expect([Status, ImageId !== undefined]).toEqual([ends, leavesImage]);
    expect([ErrorCode, ErrorInfo, Message]).toEqual([1, 2, 3].map(() => expect.stringMatching(/./)));
  });

  test("has the given code and message, at the end and not before", async () => {
    const failure = { at: "BUILDING", status: "FAILED", code: "Own.Code", message: "own words" };
    await settings({ failures: [failure], stateSeconds: TEN_SECONDS });
    const id = await start(await create());
    await wait(15);
    expect(await execution(id)).not.toHaveProperty("ErrorCode");
    await wait(10);
    expect(await execution(id)).toMatchObject({ ErrorCode: "Own.Code", ErrorInfo: "own words" });
  });

  test("applies to the pipeline that it names", async () => {
    const [one, two] = [await create(), await create()];
    await settings({ failures: [{ imagePipelineId: one, at: "PREPARING" }] });
    const [first, second] = [await start(one), await start(two)];
    await wait(10_000);
    expect([await status(first), await status(second)]).toEqual(["FAILED", "SUCCESS"]);
  });

  test("applies to a running execution, unless it has passed the state", async () => {
    await settings({ stateSeconds: TEN_SECONDS });
    const [early, late] = [await start(await create()), await start(await create())];
    await wait(15);
    await settings({ failures: [{ at: "PREPARING" }] });
    await wait(5);
    expect(await status(early)).toBe("DISTRIBUTING");
    await settings({ failures: [{ at: "DISTRIBUTING" }] });
    await wait(100);
    expect([await status(early), await status(late)]).toEqual(["PARTITION_SUCCESS", "PARTITION_SUCCESS"]);
    await settings({ failures: [] });
    expect(await status(early)).toBe("PARTITION_SUCCESS");
  });

  test("can be an unknown status, or never end, until the settings end it", async () => {
    const [strange, stuck] = [await create(), await create()];
    await settings({
      failures: [
        { imagePipelineId: strange, at: "BUILDING", status: "OPTIMIZING" },
        { imagePipelineId: stuck, at: "BUILDING", status: "BUILDING" },
      ],
    });
    const [one, two] = [await start(strange), await start(stuck)];
    await wait(1e6);
    expect([await status(one), await status(two)]).toEqual(["OPTIMIZING", "BUILDING"]);
    expect([await cancel(one), await cancel(two)]).toEqual([
      "403 InvalidStatus.ImagePipelineExecution",
      "200",
    ]);
    await settings({ failures: [] });
    expect(await status(one)).toBe("DISTRIBUTING");
    await wait(90);
    expect([await status(one), await status(two)]).toEqual(["SUCCESS", "CANCELLED"]);
  });
});

describe("a pipeline", () => {
  test("has one execution at a time", async () => {
    const pipeline = await create();
    const first = await start(pipeline);
    const again = () => act("StartImagePipelineExecution", { ImagePipelineId: pipeline });
    expect(await again()).toBe("403 InvalidImagePipeline.HasRunningExecution");
    await cancel(first);
    expect(await status(first)).toBe("CANCELLING");
    expect(await again()).toBe("403 InvalidImagePipeline.HasRunningExecution");
    await wait(30);
    expect(await again()).toBe("200");
  });

  test("gets the same execution for the same ClientToken, even while it runs", async () => {
    const pipeline = await create();
    const first = await start(pipeline, { ClientToken: "t" });
    expect(await start(pipeline, { ClientToken: "t" })).toBe(first);
    await wait(10_000);
    expect(await start(pipeline, { ClientToken: "t" })).toBe(first);
    const other = { ImagePipelineId: pipeline, ClientToken: "t", "Tag.1.Key": "a", "Tag.1.Value": "" };
    expect(await act("StartImagePipelineExecution", other)).toBe("400 IdempotentParameterMismatch");
    expect(await describeExecutions(simulator.current, { ImagePipelineId: pipeline })).toHaveLength(1);
  });

  test("is not deleted while one runs, and takes its executions with it afterwards", async () => {
    const pipeline = await create();
    const id = await start(pipeline);
    const remove = () => act("DeleteImagePipeline", { ImagePipelineId: pipeline });
    expect(await remove()).toBe("403 InvalidImagePipeline.HasRunningExecution");
    await cancel(id);
    expect(await remove()).toBe("403 InvalidImagePipeline.HasRunningExecution");
    await wait(30);
    expect(await remove()).toBe("200");
    expect(await act("DescribeImagePipelineExecutions", { ImagePipelineId: pipeline })).toBe(
      "404 InvalidImagePipeline.NotFound",
    );
    expect(await describeExecutions(simulator.current, { ExecutionId: id })).toEqual([]);
  });
});

describe("an execution is refused when it is started", () => {
  test.each<readonly [string, Flat, object, string]>([
    ["components are", { BuildContent: "COMPONENT ic-1" }, {}, "404 ImageComponent.NotFound"],
    ["base image is", {}, { images: [] }, "404 InvalidImagePipeline.BaseImageNotFound"],
    ["instance type is", { InstanceType: "ecs.g6.large" }, {}, "404 InvalidInstanceType.NotFound"],
    ["vSwitch is", { VSwitchId: "vsw-1" }, {}, "404 InvalidVSwitchId.NotFound"],
  ])("if its %s gone", async (_what, parameters, catalog, expected) => {
    const ImagePipelineId = await create(parameters);
    await control(simulator.current, "catalog", { strict: true, images: ["m-base"], ...catalog });
    expect(await act("StartImagePipelineExecution", { ImagePipelineId })).toBe(expected);
    await control(simulator.current, "catalog", {});
    expect(await act("StartImagePipelineExecution", { ImagePipelineId })).toBe("200");
  });
});

describe("cancelling", () => {
  test.each([
    ["PREPARING", "200"],
    ["REPAIRING", "200"],
    ["BUILDING", "200"],
    ["TESTING", "403 InvalidStatus.ImagePipelineExecution"],
    ["DISTRIBUTING", "403 InvalidStatus.ImagePipelineExecution"],
    ["RELEASING", "403 InvalidStatus.ImagePipelineExecution"],
    ["SUCCESS", "400 InvalidStatus.CancelFailed"],
  ])("in %s gets %s", async (state, expected) => {
    await settings({ stateSeconds: TEN_SECONDS });
    const id = await start(await create({ RepairMode: "All", TestContent: "RUN true" }));
    await wait(5);
    while ((await status(id)) !== state) await wait(10);
    expect(await cancel(id)).toBe(expected);
    if (expected === "200") {
      expect(await status(id)).toBe("CANCELLING");
      expect(await cancel(id)).toBe("403 InvalidStatus.ImagePipelineExecution");
      await wait(10);
      expect(await execution(id)).toMatchObject({ Status: "CANCELLED" });
      expect(await execution(id)).not.toHaveProperty("ImageId");
    }
  });

  test("is refused for what does not exist, or is in another region", async () => {
    const id = await start(await create());
    expect(await cancel("exec-none")).toBe("404 InvalidImagePipelineExecution.NotFound");
    const elsewhere = { RegionId: "us-west-1", ExecutionId: id };
    expect(await verdict(simulator.current, "CancelImagePipelineExecution", elsewhere)).toBe(
      "404 InvalidImagePipelineExecution.NotFound",
    );
  });
});

describe("DescribeImagePipelineExecutions", () => {
  const ids = async (parameters: Flat) =>
    (await describeExecutions(simulator.current, parameters)).map((one) => one["ExecutionId"]);

  async function three(): Promise<{ pipeline: string; made: readonly string[] }> {
    const pipeline = await create();
    const made: string[] = [];
    for (const n of [1, 2, 3]) {
      made.push(await start(pipeline, { "Tag.1.Key": "n", "Tag.1.Value": n }));
      await wait(n === 2 ? 0 : 1000);
      if (n === 2) await cancel(made[1] ?? "");
      await wait(n === 2 ? 1000 : 0);
    }
    return { pipeline, made };
  }

  test("selects by pipeline, ID, status and tag", async () => {
    const { pipeline, made } = await three();
    const [first, second, third] = made;
    const running = await start(pipeline);
    const of = (more: Flat) => ids({ ImagePipelineId: pipeline, ...more });
    expect(await of({})).toEqual([...made, running]);
    expect(await of({ Status: "" })).toEqual([...made, running]);
    expect(await of({ ExecutionId: second ?? "" })).toEqual([second]);
    expect(await ids({ ExecutionId: third ?? "", ImagePipelineId: "" })).toEqual([third]);
    expect(await of({ Status: "SUCCESS" })).toEqual([first, third]);
    expect(await of({ Status: "CANCELLED,PREPARING" })).toEqual([second, running]);
    expect(await of({ "Tag.1.Key": "n", "Tag.1.Value": 3 })).toEqual([third]);
    expect(await of({ ExecutionId: "exec-none" })).toEqual([]);
  });

  test("pages", async () => {
    const { pipeline, made } = await three();
    const ask = (more: Flat) =>
      call(simulator.current, "DescribeImagePipelineExecutions", {
        ...{ RegionId: REGION, ImagePipelineId: pipeline, MaxResults: 2 },
        ...more,
      });
    const first = (await ask({})).body;
    expect(first).toMatchObject({ TotalCount: 3, MaxResults: 2, NextToken: expect.any(String) });
    const last = (await ask({ NextToken: String(first["NextToken"]) })).body;
    expect(last).toMatchObject({
      ImagePipelineExecution: { ImagePipelineExecutionSet: [{ ExecutionId: made[2] }] },
    });
    expect(last).not.toHaveProperty("NextToken");
  });

  test.each<readonly [string, Flat, string]>([
    ["neither ID", {}, "400 MissingParameter.ImagePipelineId"],
    ["empty IDs", { ExecutionId: "", ImagePipelineId: "" }, "400 MissingParameter.ImagePipelineId"],
    ["a pipeline that is not there", { ImagePipelineId: "ip-none" }, "404 InvalidImagePipeline.NotFound"],
    ["a status that does not exist", { ExecutionId: "e", Status: "DONE" }, "400 InvalidParameter.Status"],
    ["a list of IDs", { "ExecutionId.1": "e" }, "400 InvalidParameter.ExecutionId.1"],
    ["501 results", { ExecutionId: "e", MaxResults: 501 }, "400 InvalidParameter.MaxResults"],
  ])("is refused with %s", async (_what, parameters, expected) => {
    expect(await act("DescribeImagePipelineExecutions", parameters)).toBe(expected);
  });
});

describe("starting", () => {
  test.each<readonly [string, Flat, string]>([
    ["no pipeline", {}, "400 MissingParameter"],
    ["a pipeline that is not there", { ImagePipelineId: "ip-none" }, "404 InvalidImagePipeline.NotFound"],
    [
      "a tag of acs:",
      { ImagePipelineId: "ip-1", "Tag.1.Key": "acs:a", "Tag.1.Value": "" },
      "400 InvalidTagKey.Malformed",
    ],
    [
      "a tag of a template",
      { ImagePipelineId: "ip-1", "TemplateTag.1.Key": "a" },
      "400 InvalidParameter.TemplateTag.1.Key",
    ],
    [
      "a token of 65 characters",
      { ImagePipelineId: "ip-1", ClientToken: "t".repeat(65) },
      "400 InvalidParameter.ClientToken",
    ],
  ])("is refused with %s", async (_what, parameters, expected) => {
    expect(await act("StartImagePipelineExecution", parameters)).toBe(expected);
  });
});

test("the state shows executions as they are described", async () => {
  const pipeline = await create();
  const id = await start(pipeline, { ClientToken: "t" });
  const { body } = await control(simulator.current, "state");
  expect(body["executions"]).toEqual([
    {
      id,
      accountId: expect.stringMatching(/^\d+$/),
      regionId: REGION,
      request: { RegionId: REGION, ImagePipelineId: pipeline, ClientToken: "t" },
      current: await execution(id),
    },
  ]);
});

test("executions and images survive a restart, and continue at the time of the clock", async () => {
  const folder = temporaryFolder();
  const real = { time: Date.now() };
  const options = { data: join(folder, "data.jsonl"), accessKeyId: "key", accessKeySecret: "secret" };
  const first = await startSimulator({ ...options, clock: () => real.time });
  const id = await startExecution(first, await createPipeline(first));
  expect((await describeExecution(first, id))["Status"]).toBe("PREPARING");
  await first.close();
  real.time += 60_000;
  const second = await startSimulator({ ...options, clock: () => real.time });
  expect((await describeExecution(second, id))["Status"]).toBe("BUILDING");
  await advance(second, 1000);
  const { body } = await control(second, "state");
  expect(body["images"]).toMatchObject([{ id: (await describeExecution(second, id))["ImageId"] }]);
  await second.close();
});
