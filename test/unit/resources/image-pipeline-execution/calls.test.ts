import { Ecs } from "../../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../../../provider/src/ecs/transport/client";
import { ImagePipelineExecutionLifecycle } from "../../../../provider/src/resources/image-pipeline-execution/lifecycle";
import type { Clock } from "../../../../provider/src/resources/waiting";
import { declared, REGION } from "./stand";

/** A build of 20 minutes. */
const MINUTES = 20;

/**
 * What waiting for builds costs in calls, minute by minute. The clock goes from one sleeper to the next; the answers are
 * counted where they would be sent, since 50 builds of 20 minutes are thousands of them.
 */
async function callsPerMinute(builds: number): Promise<number[]> {
  const counts: number[] = [];
  let now = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds) => new Promise((wake) => void sleepers.push({ until: now + milliseconds, wake })),
  };
  const settings = stackSettings(() => "1", {});
  const client = new EcsClient(settings, { deadline: 1 });
  let made = 0;
  const answer = async (action: string, request: { executionId?: string }) => {
    const minute = Math.floor(now / 60_000);
    counts[minute] = (counts[minute] ?? 0) + 1;
    if (action === "StartImagePipelineExecution") {
      made += 1;
      return { executionId: `exec-${made}` };
    }
    const { executionId } = request;
    const status = now < MINUTES * 60_000 ? "BUILDING" : "SUCCESS";
    const imagePipelineExecutionSet = executionId ? [{ executionId, status, imageId: "m-1" }] : [];
    return { imagePipelineExecution: { imagePipelineExecutionSet } };
  };
  jest.spyOn(client, "call").mockImplementation(answer as never);
  const lifecycle = new ImagePipelineExecutionLifecycle(settings, new Ecs(client), () => undefined, clock);
  let waiting = builds;
  for (let build = 0; build < builds; build += 1) {
    const inputs = { ...declared(`ip-${build}`), regionId: REGION };
    void lifecycle.create(inputs).then(() => {
      waiting -= 1;
    });
  }
  while (waiting > 0) {
    await new Promise((resolve) => setImmediate(resolve));
    const next = sleepers.sort((a, b) => a.until - b.until).shift();
    if (!next) continue;
    now = next.until;
    next.wake();
  }
  return counts;
}

test("one build: 9 calls in the first minute with all that it takes to start, then 2 a minute", async () => {
  const counts = await callsPerMinute(1);
  expect(counts[0]).toBe(9);
  expect(counts.slice(2, MINUTES)).toEqual(Array(MINUTES - 2).fill(2));
});

test.each([
  [50, 400, 130],
  [500, 2_000, 750],
])(
  "%i builds: at most %i calls in the first minute with all that it takes to start, then at most %i a minute",
  async (builds, first, then) => {
    const counts = await callsPerMinute(builds);
    expect(counts[0]).toBeLessThan(first);
    expect(Math.max(...counts.slice(1, MINUTES))).toBeLessThan(then);
  },
);
