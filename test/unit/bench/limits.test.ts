import { useModule } from "../../support/module";

interface Row {
  what: string;
  target: string;
  measured: string;
  met?: boolean;
}

type Side = "floor" | "dynamic" | "plugin" | "bridge";

/** The times of a step, round by round, and its calls. */
interface Measured {
  times: number[];
  calls?: Record<string, number>;
}

/** A scale in which only one step was measured. */
function scale(
  count: number,
  step: string,
  sides: Partial<Record<Side, Measured>>,
  more: { latency?: number; stateBytes?: Partial<Record<Side, number>> } = {},
): object {
  const measured = Object.entries(sides).map(([side, { times, calls = {} }]) => {
    const stateBytes = more.stateBytes?.[side as Side];
    return [side, { stateBytes, steps: { [step]: { times, calls } } }];
  });
  return { count, latency: more.latency ?? 0, sides: Object.fromEntries(measured) };
}

const answered = useModule<{ scales: object[]; quick: boolean }, Row[]>(
  'import { rowsOf } from "./bench/targets.mjs";',
  "({ scales, quick }) => rowsOf({ scales }, quick)",
);
const rowsOf = (scales: object[], quick = false) => answered({ scales, quick });

const floor = { times: [1, 1, 1] };

test.each<[string, number[], boolean]>([
  ["within the limit in every round: passes", [0.95, 1, 1.19], true],
  ["beyond it in all rounds but one, as on a noisy machine: passes", [1.19, 1.3, 1.4], true],
  ["beyond it in every round: fails", [1.21, 1.22, 1.23], false],
])("a quick benchmark that is %s", async (_, times, met) => {
  const rows = await rowsOf([scale(20, "preview", { dynamic: { times }, floor })], true);
  expect(rows).toContainEqual(
    expect.objectContaining({ what: "preview of 20 pipelines, the dynamic provider to the floor", met }),
  );
});

test.each<[string, number[], boolean]>([
  ["as fast as the floor in one round: passes", [1, 1.2, 1.4], true],
  ["slower than the floor by more than a quarter in every round: fails", [1.26, 1.3, 1.4], false],
])("a quick benchmark in which the plugin is %s", async (_, times, met) => {
  const rows = await rowsOf([scale(1, "up", { plugin: { times }, floor })], true);
  expect(rows).toContainEqual(
    expect.objectContaining({ what: "up of 1 pipeline, the plugin to the floor", met }),
  );
});

test.each<[string, Side, Side, number, number, number, boolean | undefined]>([
  ["the plugin as fast as the floor", "plugin", "floor", 100, 0, 1, true],
  ["the plugin slower than the floor", "plugin", "floor", 100, 0, 1.02, false],
  ["the plugin a little slower than the floor, in a large stack", "plugin", "floor", 300, 0, 1.05, true],
  ["the plugin beside a floor that makes no calls", "plugin", "floor", 100, 100, 2, undefined],
  ["the plugin faster than the bridged provider", "plugin", "bridge", 300, 100, 0.99, true],
  ["the plugin as fast as the bridged provider", "plugin", "bridge", 300, 100, 1, false],
  ["the dynamic provider slower than the floor", "dynamic", "floor", 1, 0, 1.06, false],
  ["a number of pipelines without a target", "plugin", "bridge", 20, 0, 2, undefined],
])("a whole benchmark, by the median: %s", async (_, side, to, count, latency, median, met) => {
  const times = [median - 0.2, median, median + 0.3];
  const [row] = await rowsOf([scale(count, "up", { [side]: { times }, [to]: floor }, { latency })]);
  expect(row?.what.startsWith("calls") ? undefined : row?.met).toBe(met);
});

test("a whole benchmark names the steps that missed the target, and counts the others", async () => {
  const slow = { times: [1.5] };
  const scales = [1, 100].map((count) => scale(count, "destroy", { plugin: slow, bridge: { times: [1] } }));
  expect((await rowsOf(scales))[0]).toMatchObject({
    what: "the plugin to the bridged provider, each step, pipelines: 1, 100",
    target: "< 1",
    measured: "0 of 2 steps; destroy of 1 pipeline: 1.50; destroy of 100 pipelines: 1.50",
    met: false,
  });
});

test.each([
  ["hardly four round trips", 1.59, "390 ms", true],
  ["five", 1.7, "500 ms", false],
])("a refresh to which the latency adds %s", async (_, distant, measured, met) => {
  const rows = await rowsOf([
    scale(300, "refresh", { plugin: { times: [1.2] }, floor: { times: [1] } }),
    scale(300, "refresh", { plugin: { times: [distant] }, floor: { times: [1] } }, { latency: 100 }),
  ]);
  const what = "refresh of 300 pipelines at 100 ms, the plugin: what the latency adds";
  expect(rows).toContainEqual({ what, target: "≤ 400 ms, four round trips", measured, met });
});

test.each<[string, Record<string, number>, string, boolean]>([
  ["up", { CreateImagePipeline: 20, GetCallerIdentity: 1 }, "1 GetCallerIdentity", true],
  ["up", { CreateImagePipeline: 20, GetCallerIdentity: 2 }, "2 GetCallerIdentity", false],
  ["up again", {}, "none", true],
  ["up again", { DescribeImagePipelines: 1 }, "1 DescribeImagePipelines", false],
  ["refresh", { DescribeImagePipelines: 20 }, "20 DescribeImagePipelines", false],
  ["destroy", { DeleteImagePipeline: 20, DescribeImagePipelines: 1 }, "1 DescribeImagePipelines", false],
])("%s makes the calls %j", async (step, calls, text, met) => {
  const rows = await rowsOf([scale(20, step, { plugin: { times: [1], calls } })], true);
  const measured = expect.stringContaining(text);
  expect(rows).toContainEqual(
    expect.objectContaining({ what: `calls of ${step} of 20 pipelines`, measured, met }),
  );
});

test("a benchmark fails when a pipeline needs more state than its limit", async () => {
  const step = { times: [1] };
  const stateBytes = { floor: 2000, plugin: 3000, dynamic: 2200 };
  const rows = await rowsOf(
    [scale(1, "up", { floor: step, plugin: step, dynamic: step }, { stateBytes })],
    true,
  );
  expect(rows).toContainEqual(
    expect.objectContaining({
      what: "bytes of state for a pipeline, the plugin",
      measured: "3000 (+50% to 2000)",
      met: false,
    }),
  );
});
