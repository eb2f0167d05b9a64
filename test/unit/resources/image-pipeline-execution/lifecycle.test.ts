import { PartialFailure } from "../../../../provider/src/resources/lifecycle";
import { errorOf } from "../../../support/error";
import { declared, LONG_BUILDS, REGION, useStand } from "./stand";

const stand = useStand();

const create = (id: string, more: object = {}) => stand.lifecycle.create(declared(id, more));
const starts = async () => (await stand.state()).calls["StartImagePipelineExecution"] ?? 0;

describe("a build that yields an image", () => {
  test("SUCCESS: its outputs are the arguments and the values from the service", async () => {
    const pipeline = await stand.pipeline({ imageOptions: { imageName: "web" } });
    const { id, outputs } = await create(pipeline, { triggers: ["a"], tags: { team: "web" } });
    const [image] = (await stand.state()).images;
    expect(outputs).toMatchObject({
      ...declared(pipeline, { triggers: ["a"], tags: { team: "web" } }),
      executionId: id,
      status: "SUCCESS",
      imageId: image?.id,
      imageName: `web_${id}`,
      createTime: expect.stringMatching(/Z$/),
      requestId: expect.any(String),
      accountId: expect.stringMatching(/^\d+$/),
      message: undefined,
    });
  });

  test("PARTITION_SUCCESS: the same, with a warning", async () => {
    const pipeline = await stand.pipeline();
    await stand.settings({ failures: [{ at: "DISTRIBUTING", code: "CopyFailed", message: "no quota" }] });
    const { outputs } = await create(pipeline);
    expect(outputs).toMatchObject({ status: "PARTITION_SUCCESS", imageId: expect.stringMatching(/^m-/) });
    expect(stand.said.at(-1)).toBe(
      `warning: build of image pipeline ${pipeline}: PARTITION_SUCCESS. The image ${outputs["imageId"]} exists, but distributing it or cleaning up may have failed. ` +
        "The service says: CopyFailed: no quota: PARTITION_SUCCESS: the execution ended in the state DISTRIBUTING.",
    );
  });
});

describe("a build that yields no image is an error, and is not kept in the state: the next run builds again", () => {
  const text = (pipeline: string, id: string | undefined, status: string, said: string, next: string) =>
    `build of image pipeline ${pipeline} in ${REGION}: ${status} (execution ${id}).${said} ${next}`;

  test.each<[string, object, object, string, string]>([
    [
      "FAILED",
      {},
      { at: "BUILDING", code: "CommandFailed", message: "exit status 1." },
      " The service says: CommandFailed: exit status 1: FAILED: the execution ended in the state BUILDING.",
      "Fix buildContent and run `pulumi up` again. To keep the instance for inspection, set deleteInstanceOnFailure: false.",
    ],
    [
      "FAILED",
      { deleteInstanceOnFailure: false },
      { at: "PREPARING", code: "OutOfStock", message: "no such instance" },
      " The service says: OutOfStock: no such instance: FAILED: the execution ended in the state PREPARING.",
      "The intermediate instance was kept (deleteInstanceOnFailure is false) and is billed until you release it. Find it by the pipeline's name in the ECS console of that region. Fix buildContent and run `pulumi up` again.",
    ],
    [
      "CANCELLED",
      {},
      { at: "BUILDING", status: "CANCELLED", code: "Cancelled", message: "by a user" },
      " The service says: Cancelled: by a user: CANCELLED: the execution ended in the state BUILDING.",
      "It was cancelled outside this run. Run `pulumi up` again to start a new build.",
    ],
  ])("%s, %j", async (status, more, failure, said, next) => {
    const pipeline = await stand.pipeline(more);
    await stand.settings({ failures: [failure] });
    const error = await errorOf(create(pipeline));
    expect(error).not.toBeInstanceOf(PartialFailure);
    const [execution] = (await stand.state()).executions;
    expect(error.message).toBe(text(pipeline, execution?.id, status, said, next));
  });
});

test.each([
  ["a build", { buildContent: "COMPONENT ic-1" }, { at: "BUILDING" }],
  ["a test", { testContent: "RUN a\ncomponent ic-1" }, { at: "TESTING" }],
])(
  "%s with components that fails says what a bucket of OSSDownload and OSSUpload needs",
  async (_, more, failure) => {
    const pipeline = await stand.pipeline(more);
    await stand.settings({ failures: [failure] });
    expect((await errorOf(create(pipeline))).message).toMatch(
      / If one of its components failed, fix that one\. A bucket that OSSDownload or OSSUpload uses needs the tag allowImageBuilderAccess: true\.$/,
    );
  },
);

describe("no line of a secret content is in what a user sees, or in the state", () => {
  const SECRET = 'RUN mysql -p"hunter2" < /init.sql';
  const content = `RUN a\n${SECRET}\n`;

  test.each([
    ["the whole line", SECRET],
    ["the command without its keyword", 'mysql -p"hunter2" < /init.sql'],
  ])("FAILED: %s", async (_, repeated) => {
    const pipeline = await stand.pipeline({ buildContent: content });
    await stand.settings({
      failures: [{ at: "BUILDING", code: "CommandFailed", message: `in ${repeated}!` }],
    });
    const { message } = await errorOf(create(pipeline));
    expect(message).toContain("The service says: CommandFailed: in ");
    expect(message).not.toContain("hunter2");
  });

  test("one command of several", async () => {
    const pipeline = await stand.pipeline({ buildContent: "RUN a && export KEY=hunter2 && make" });
    await stand.settings({ failures: [{ at: "BUILDING", message: "at export KEY=hunter2" }] });
    expect((await errorOf(create(pipeline))).message).not.toContain("hunter2");
  });

  test("TEST_FAILED: of the tests", async () => {
    const pipeline = await stand.pipeline({ testContent: SECRET });
    await stand.settings({ failures: [{ at: "TESTING", message: SECRET }] });
    expect((await errorOf(create(pipeline))).message).not.toContain("hunter2");
  });

  test("PARTITION_SUCCESS: the warning, and the outputs", async () => {
    const pipeline = await stand.pipeline({ buildContent: content });
    await stand.settings({ failures: [{ at: "RELEASING", message: `after ${SECRET}` }] });
    const { outputs } = await create(pipeline);
    expect(stand.said.join("\n")).toContain("after RUN …: PARTITION_SUCCESS");
    expect(JSON.stringify([stand.said, outputs])).not.toContain("hunter2");
  });

  test("an unreadable pipeline, whose texts are unknown: only words of the service's vocabulary are printed", async () => {
    const pipeline = await stand.pipeline({ buildContent: content });
    await stand.settings({ failures: [{ at: "BUILDING", code: "CommandFailed", message: SECRET }] });
    await stand.faults({ actions: ["DescribeImagePipelines"], kinds: ["http-500"] });
    const { message } = await errorOf(create(pipeline));
    expect(message).toContain(
      " The service says: CommandFailed: RUN …: FAILED: the execution ended in the state BUILDING. Each … replaces text that may be yours; the ECS console shows it. ",
    );
    expect(message).not.toContain("hunter2");
  }, 20_000);
});

describe("while it waits", () => {
  test("a line at each change of status, and at most every 30 seconds between", async () => {
    await stand.settings(LONG_BUILDS);
    const pipeline = await stand.pipeline();
    const { id } = await create(pipeline);
    const title = `build of image pipeline ${pipeline} (${id}): `;
    const lines = stand.said.map((line) => {
      expect(line.startsWith(title)).toBe(true);
      return line.slice(title.length);
    });
    expect(lines[0]).toBe("PREPARING, 0 s so far");
    expect(lines.at(-1)).toMatch(/^SUCCESS, \d+ min \d+ s so far$/);
    const statuses = lines.map((line) => line.split(",")[0]);
    expect([...new Set(statuses)]).toEqual(["PREPARING", "BUILDING", "DISTRIBUTING", "RELEASING", "SUCCESS"]);
    expect(lines.length).toBeLessThan(20);
  });

  test("a status that nobody has seen is waited on, to the deadline; the execution is kept", async () => {
    const pipeline = await stand.pipeline();
    await stand.settings({ failures: [{ at: "PREPARING", status: "OPTIMIZING" }] });
    const error = await errorOf(create(pipeline, { timeoutMinutes: 10 }));
    expect(stand.said.at(-1)).toMatch(/: OPTIMIZING, 9 min \d+ s so far$/);
    expect(error).toBeInstanceOf(PartialFailure);
    const { id, outputs } = error as PartialFailure;
    expect(error.message).toBe(
      `execution ${id} of image pipeline ${pipeline} did not end within timeoutMinutes (10); its status is OPTIMIZING. ` +
        "The build continues: run this again to keep waiting, or increase timeoutMinutes.",
    );
    expect(outputs).toMatchObject({ executionId: id, status: "OPTIMIZING", imagePipelineId: pipeline });

    await stand.settings({ failures: [] });
    const done = await stand.lifecycle.update(id, outputs, declared(pipeline, { timeoutMinutes: 60 }));
    expect(done.outputs).toMatchObject({ status: "SUCCESS", timeoutMinutes: 60 });
    expect(await starts()).toBe(1);
  });

  test("a service that is out of reach before the build is started starts none; after it, the execution is kept", async () => {
    const pipeline = await stand.pipeline();
    const faults = { actions: ["DescribeImagePipelineExecutions"], kinds: ["throttle"] };
    const text = "DescribeImagePipelineExecutions in cn-hangzhou: Throttling.User (HTTP 400";
    await stand.faults(faults);
    expect((await errorOf(create(pipeline))).message).toContain(text);
    expect(await stand.statuses()).toEqual([]);

    await stand.faults({});
    const { id, outputs } = await create(pipeline, { waitForCompletion: false });
    await stand.faults(faults);
    const error = await errorOf(stand.lifecycle.update(id, outputs, declared(pipeline)));
    expect(error.message).toContain(text);
    expect(error).toMatchObject({ id, outputs: { executionId: id, status: "PREPARING" } });
  }, 30_000);

  test("a build that fails while an update waits for it is kept as failed, and diff builds it again", async () => {
    const pipeline = await stand.pipeline();
    const { id, outputs } = await create(pipeline, { waitForCompletion: false });
    await stand.settings({ failures: [{ at: "BUILDING" }] });
    const error = await errorOf(stand.lifecycle.update(id, outputs, declared(pipeline)));
    expect(error).toBeInstanceOf(PartialFailure);
    const failed = (error as PartialFailure).outputs;
    expect(failed).toMatchObject({ status: "FAILED" });
    expect(stand.lifecycle.diff(id, failed, declared(pipeline)).replaces).toEqual(["status"]);
  });
});

test("not waited for: it is started, and a later read has the image", async () => {
  const pipeline = await stand.pipeline();
  const { id, outputs } = await create(pipeline, { waitForCompletion: false });
  expect(stand.said).toEqual([]);
  expect(outputs).toMatchObject({ status: "PREPARING", imageId: undefined });
  await stand.clock.sleep(3_600_000);
  const [image] = (await stand.state()).images;
  const read = await stand.lifecycle.read(id, outputs);
  expect(read?.outputs).toMatchObject({ status: "SUCCESS", imageId: image?.id });
  expect(read?.inputs).toEqual(declared(pipeline, { waitForCompletion: false }));
});

describe("read", () => {
  test("of an ID alone fills everything; one that is not there is an error", async () => {
    const pipeline = await stand.pipeline();
    const { id } = await create(pipeline, { tags: { a: "b" } });
    const read = await stand.lifecycle.read(id, {});
    expect(read?.inputs).toEqual({ imagePipelineId: pipeline, regionId: REGION, tags: { a: "b" } });
    expect(read?.outputs).toMatchObject({ executionId: id, status: "SUCCESS" });
    expect((await errorOf(stand.lifecycle.read("exec-none", {}))).message).toBe(
      "execution exec-none was not found in cn-hangzhou. Check the ID, regionId and the account.",
    );
  });

  test("an execution whose pipeline was deleted counts as deleted", async () => {
    const pipeline = await stand.pipeline();
    const { id, outputs } = await create(pipeline);
    await stand.client.call("DeleteImagePipeline", { regionId: REGION, imagePipelineId: pipeline });
    expect(await stand.lifecycle.read(id, outputs)).toBeUndefined();
  });

  test("under another account nothing is treated as deleted", async () => {
    const pipeline = await stand.pipeline();
    const { outputs } = await create(pipeline);
    const error = await errorOf(stand.lifecycle.read("exec-none", { ...outputs, accountId: "1" }));
    expect(error.message).toMatch(/^execution exec-none was not found .* It was not treated as deleted/);
  });
});

describe("delete", () => {
  const imageIds = async () => (await stand.state()).images.map(({ id }) => id);

  test.each(["PREPARING", "REPAIRING", "BUILDING"])("cancels a build in %s", async (status) => {
    const pipeline = await stand.pipeline({ repairMode: "All" });
    await stand.settings({ failures: [{ at: status, status }], stateSeconds: { [status]: 0 } });
    const { id, outputs } = await create(pipeline, { waitForCompletion: false });
    await stand.clock.sleep(600_000);
    await stand.lifecycle.delete(id, outputs);
    expect(stand.said).toEqual([`execution ${id} (${status}): cancelled`]);
    expect(await stand.statuses()).toEqual(["CANCELLING"]);
  });

  test.each(["TESTING", "DISTRIBUTING", "RELEASING"])("lets one in %s go on", async (status) => {
    const pipeline = await stand.pipeline({ testContent: "RUN a" });
    await stand.settings({ failures: [{ at: status, status }] });
    const { id, outputs } = await create(pipeline, { waitForCompletion: false });
    await stand.clock.sleep(600_000);
    await stand.lifecycle.delete(id, outputs);
    expect(stand.said).toEqual([`execution ${id} (${status}): cannot be cancelled now and continues`]);
    expect(await stand.statuses()).toEqual([status]);
  });

  test("keeps the image", async () => {
    const { id, outputs } = await create(await stand.pipeline());
    await stand.lifecycle.delete(id, outputs);
    expect(await imageIds()).toEqual([outputs["imageId"]]);
  });

  test("with deleteImageOnDestroy takes the image and its snapshots away, once", async () => {
    const { id, outputs } = await create(await stand.pipeline(), { deleteImageOnDestroy: true });
    await stand.lifecycle.delete(id, outputs);
    expect(await imageIds()).toEqual([]);
    expect(await stand.snapshotIds()).toEqual([]);
    await stand.lifecycle.delete(id, outputs);
    expect((await stand.state()).calls).toMatchObject({ DeleteImage: 1 });
  });

  test("of one that went with its pipeline is done, and still takes the image away", async () => {
    const pipeline = await stand.pipeline();
    const { id, outputs } = await create(pipeline, { deleteImageOnDestroy: true });
    await stand.client.call("DeleteImagePipeline", { regionId: REGION, imagePipelineId: pipeline });
    await stand.lifecycle.delete(id, outputs);
    expect(await imageIds()).toEqual([]);
  });
});
