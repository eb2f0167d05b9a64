import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../../..");

interface Spread {
  min: number;
  median: number;
  max: number;
}

const flat = (figure: number): Spread => ({ min: figure, median: figure, max: figure });

/** The rows of the benchmark for a preview of such a ratio to the floor, and everything else well within its limits. */
function rowsFor(ratio: Spread, options: { quick: boolean }): { what: string; met?: boolean }[] {
  const time = flat(1);
  const results = {
    scales: [
      { count: 20, parallelism: 8, steps: [{ step: "preview", ours: time, floor: time, ratio, calls: {} }] },
    ],
    state: [],
    host: Object.fromEntries(
      ["check", "checkMemory", "create", "createMemory"].map((name) => [name, { empty: time, more: time }]),
    ),
    program: [],
    size: { installedBytes: 2e6, packedBytes: 1e6, files: 9, dependencies: 0 },
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
  expect(rowsFor(ratio, { quick: true })).toContainEqual(
    expect.objectContaining({ what: "preview of 20 pipelines, to the floor", met }),
  );
});

test("a whole benchmark goes by the median", () => {
  const ratio = { min: 1.04, median: 1.06, max: 1.4 };
  expect(rowsFor(ratio, { quick: false })[0]).toMatchObject({ met: false });
});

test("a benchmark fails when a call is made that need not be", () => {
  const rows = rowsFor(flat(1), { quick: true });
  expect(rows).toContainEqual(expect.objectContaining({ what: "calls of up, 20 pipelines", met: false }));
});
