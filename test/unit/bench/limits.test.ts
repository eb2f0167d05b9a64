import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

interface Spread {
  min: number;
  median: number;
  max: number;
}

const flat = (figure: number): Spread => ({ min: figure, median: figure, max: figure });

/** The rows of the benchmark for a preview of such ratios, and everything else well within its limits. */
function rowsFor(
  ratios: Record<string, Spread>,
  options: { quick: boolean; count?: number },
): { what: string; met?: boolean }[] {
  const time = flat(1);
  const calls = { dynamic: {} };
  const steps = [{ step: "preview", ratios, calls }];
  const size = { installedBytes: 2e6, packedBytes: 1e6 };
  const results = {
    scales: [{ count: options.count ?? 20, latency: 0, parallelism: 8, steps }],
    state: [],
    host: Object.fromEntries(
      ["start", "startMemory", "check", "checkMemory", "create", "createMemory"].map((name) => [
        name,
        { dynamic: time, plugin: time, more: time, ratio: flat(0.3) },
      ]),
    ),
    program: [],
    size: { ...size, files: 9, dependencies: 0, plugin: { folder: size, program: size } },
  };
  const script = `import { rowsOf } from "./bench/targets.mjs";
    process.stdout.write(JSON.stringify(rowsOf(${JSON.stringify(results)}, ${JSON.stringify(options)})))`;
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: root,
    encoding: "utf8",
  });
  return JSON.parse(printed);
}

test.each<[string, Spread, boolean]>([
  ["within the limit in every round: passes", { min: 0.95, median: 1, max: 1.04 }, true],
  [
    "beyond it in all rounds but one, as on a noisy machine: passes",
    { min: 1.04, median: 1.2, max: 1.4 },
    true,
  ],
  ["beyond it in every round: fails", { min: 1.06, median: 1.07, max: 1.08 }, false],
])("a quick benchmark that is %s", (_, ratio, met) => {
  expect(rowsFor({ "dynamic/floor": ratio }, { quick: true })).toContainEqual(
    expect.objectContaining({ what: "preview of 20 pipelines, to the floor", met }),
  );
});

test.each<[string, Spread, boolean]>([
  ["as fast as the floor in one round: passes", { min: 1, median: 1.2, max: 1.4 }, true],
  [
    "slower than the floor by more than a quarter in every round: fails",
    { min: 1.26, median: 1.3, max: 1.4 },
    false,
  ],
])("a quick benchmark in which the plugin is %s", (_, ratio, met) => {
  expect(rowsFor({ "plugin/floor": ratio }, { quick: true, count: 1 })).toContainEqual(
    expect.objectContaining({ what: "preview of 1 pipeline, the plugin to the floor", met }),
  );
});

test.each([
  [100, "plugin/floor", "the plugin to the floor", false],
  [300, "plugin/floor", "the plugin to the floor", undefined],
  [300, "plugin/dynamic", "the plugin to the dynamic provider", false],
])("with %d pipelines, a target of %s", (count, pair, what, met) => {
  const row = rowsFor({ [pair]: flat(1.02) }, { quick: false, count })[0];
  expect({ met: undefined, ...row }).toMatchObject({ what: `preview of ${count} pipelines, ${what}`, met });
});

test("a whole benchmark goes by the median", () => {
  const ratio = { min: 1.04, median: 1.06, max: 1.4 };
  expect(rowsFor({ "dynamic/floor": ratio }, { quick: false })[0]).toMatchObject({ met: false });
});

test("a benchmark fails when a call is made that need not be", () => {
  const rows = rowsFor({}, { quick: true });
  expect(rows).toContainEqual(expect.objectContaining({ what: "calls of up, 20 pipelines", met: false }));
});
