import { consoleOf } from "../support/console";
import { until } from "../support/until";
import { startBuild } from "./outside";
import { program, stage } from "./stage";
import { pipelinesOf } from "./state";

jest.setTimeout(300_000);

const { simulator, project } = stage();

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
