import { front } from "../support/front";
import type { Project } from "../support/project";
import { type Simulator, startSimulator } from "../support/simulator";
import { until } from "../support/until";
import { AT_ONCE, buildOf, done, executionIn, GOES_ON, HANGS, untilStatus } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

/** How often a build was started. */
const starts = (at: Simulator) => done(at, /^StartImagePipelineExecution$/).length;
const imageIds = async (at = simulator()) => (await at.state()).images.map(({ id }) => id);

/** A minute cannot be made shorter for the provider, so this one passes beside the other tests. */
let slow: { simulator: Simulator; stack: Project; timedOut: Promise<{ stdout: string; stderr: string }> };

beforeAll(async () => {
  const own = await startSimulator();
  await own.settings(HANGS);
  const stack = await project({ program: buildOf("timeoutMinutes: 1"), simulator: own });
  slow = { simulator: own, stack, timedOut: stack.up({ fails: true }) };
  slow.timedOut.catch(() => undefined);
});

afterAll(() => slow?.simulator.stop());

/** A simulator without anything in it, and how its builds go. */
async function simulated(builds: Record<string, unknown>): Promise<void> {
  await simulator().reset();
  await simulator().settings(builds);
}

test("a failed build is an error with the service's message and what to do; the next up builds again", async () => {
  await simulated({
    stateSeconds: AT_ONCE,
    failures: [{ at: "BUILDING", code: "CommandFailed", message: "No match for argument: nginxx" }],
  });
  const stack = await project({ program: buildOf("", "RUN yum install -y nginxx") });
  const { stdout, stderr } = await stack.up({ fails: true });
  const [execution] = (await simulator().state()).executions;
  const pipelineId = execution?.current["ImagePipelineId"];
  expect(stdout + stderr).toContain(
    `build of image pipeline ${pipelineId} in cn-hangzhou: FAILED (execution ${execution?.id}). ` +
      "The service says: CommandFailed: No match for argument: …: FAILED: the execution ended in the state BUILDING. Each … replaces text that may be yours; the ECS console shows it. " +
      "Fix buildContent and run `pulumi up` again. To keep the instance for inspection, set deleteInstanceOnFailure: false.",
  );
  expect(stdout + stderr).not.toMatch(/\bat .*\.js:\d+/);

  await simulator().settings(GOES_ON);
  stack.write("index.ts", buildOf());
  await stack.up();
  const { imageId, executionId } = await stack.outputs();
  expect(await imageIds()).toEqual([imageId]);

  // A build that was to replace this one and fails leaves it, and its image, where they are.
  await simulator().settings({ failures: [{ at: "BUILDING" }] });
  stack.write("index.ts", buildOf('triggers: ["again"]'));
  await stack.up({ fails: true });
  expect(await executionIn(stack)).toMatchObject({ id: executionId, outputs: { imageId } });
  expect(await stack.outputs()).toMatchObject({ imageId });
});

test("the CLI killed while it waits: the next up continues the same build, and starts no second one", async () => {
  await simulated(HANGS);
  const before = starts(simulator());
  const stack = await project({ program: buildOf() });
  const running = stack.start(["up", "--yes", "--skip-preview"]);
  const executionId = await untilStatus(simulator(), "BUILDING");
  running.process.kill("SIGKILL");
  await running.done;

  expect((await stack.pulumi(["cancel", "--yes"])).code).toBe(0);
  const next = stack.up();
  // The service answers the second call with the build of the first.
  await until("the second start of a build", () => starts(simulator()) - before >= 2);
  await simulator().settings(GOES_ON);
  await next;
  expect(await stack.outputs()).toMatchObject({ executionId, status: "SUCCESS" });
  const { executions } = await simulator().state();
  expect(executions.map(({ id }) => id)).toEqual([executionId]);
});

// With the plugin, ^C ends the wait: plugin-interruptions.test.ts.
if (front === "dynamic") {
  test("interrupted while it waits: the build is in the state when it has ended, and the next up has nothing to build", async () => {
    await simulated(HANGS);
    const before = starts(simulator());
    const stack = await project({ program: buildOf() });
    const running = stack.start(["up", "--yes", "--skip-preview"]);
    const executionId = await untilStatus(simulator(), "BUILDING");
    running.process.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(running.process.exitCode).toBeNull();
    await simulator().settings(GOES_ON);
    const { code } = await running.done;
    expect(code).not.toBe(0);
    expect(await executionIn(stack)).toMatchObject({ id: executionId, outputs: { status: "SUCCESS" } });

    await stack.up();
    expect(await imageIds()).toEqual([(await stack.outputs())["imageId"]]);
    expect(starts(simulator()) - before).toBe(1);
  });
}

describe("with waitForCompletion: false", () => {
  let stack: Project;

  test("up does not wait, and a refresh gets the image", async () => {
    await simulated(HANGS);
    stack = await project({ program: buildOf("waitForCompletion: false") });
    await stack.up();
    expect(await executionIn(stack)).toMatchObject({ outputs: { status: "BUILDING" } });
    expect(await imageIds()).toEqual([]);

    await simulator().settings(GOES_ON);
    await stack.refresh();
    const [imageId] = await imageIds();
    expect(imageId).toMatch(/^m-/);
    expect(await executionIn(stack)).toMatchObject({ outputs: { status: "SUCCESS", imageId } });
  });

  test("destroy cancels a build that is running", async () => {
    await simulator().settings(HANGS);
    const before = await imageIds();
    stack.write("index.ts", buildOf("waitForCompletion: false, triggers: [2]"));
    await stack.up();
    const { stdout } = await stack.destroy();
    expect(stdout).toMatch(/execution exec-\w+ \(BUILDING\): cancelled/);
    const { pipelines, executions } = await simulator().state();
    expect([...pipelines, ...executions]).toEqual([]);
    expect(await imageIds()).toEqual(before);
  });
});

describe("a build that outlasts timeoutMinutes", () => {
  test("is an error that says that the build continues, and it stays in the state", async () => {
    const { stdout, stderr } = await slow.timedOut;
    const [execution] = (await slow.simulator.state()).executions;
    expect(stdout + stderr).toContain(
      `execution ${execution?.id} of image pipeline ${execution?.current["ImagePipelineId"]} did not end within timeoutMinutes (1); its status is BUILDING. ` +
        "The build continues: run this again to keep waiting, or increase timeoutMinutes.",
    );
    expect(await executionIn(slow.stack)).toMatchObject({
      id: execution?.id,
      outputs: { status: "BUILDING", imagePipelineId: execution?.current["ImagePipelineId"] },
      initErrors: [expect.stringContaining("did not end within")],
    });
  });

  test("is waited for by the next up, also after a refresh, and not started again", async () => {
    await slow.stack.refresh();
    await slow.simulator.settings(GOES_ON);
    await slow.stack.up();
    const { imageId, status } = await slow.stack.outputs();
    expect(await imageIds(slow.simulator)).toEqual([imageId]);
    expect(status).toBe("SUCCESS");
    expect(starts(slow.simulator)).toBe(1);
  });
});
