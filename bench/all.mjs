import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../tools/lib/paths.mjs";
import { progress } from "./measure.mjs";
import { measureHost } from "./parts/host.mjs";
import { measureImport, measureSize } from "./parts/package.mjs";
import { measureScale } from "./parts/scales.mjs";
import { installedVersion } from "./project.mjs";
import { writeReport } from "./report.mjs";
import { rowsOf, table } from "./targets.mjs";

/** @typedef {import("./project.mjs").Stand} Stand */
/** @typedef {import("./project.mjs").Side} Side */
/** @typedef {import("./parts/scales.mjs").Scale} Scale */
/** @typedef {ReturnType<typeof about>} About when, where and of what a part was measured */

/**
 * @typedef {object} Results
 * @property {(Scale & { about?: About })[]} scales
 * @property {Awaited<ReturnType<typeof measureProcesses>> & { about?: About }} [processes]
 */

/** What is compared: the package in its two forms, with the least that Pulumi allows. @type {readonly Side[]} */
const SIDES = ["floor", "dynamic", "plugin"];

/** How often each number of pipelines is measured. */
const ROUNDS = /** @type {Record<number, number>} */ ({ 1: 5, 20: 2, 100: 3, 300: 2, 1000: 1 });
const COUNTS = Object.keys(ROUNDS).map(Number);

const latest = join(root, "bench/results/latest.json");

/** What two minutes are enough to measure. @param {Stand} stand @throws if a limit is exceeded in every round. */
export async function quick(stand) {
  /** An `up` without a change costs what a preview costs. */
  const steps = /** @type {const} */ (["up", "up again", "refresh", "destroy"]);
  const scales = [];
  for (const count of [1, 20]) {
    scales.push(await measureScale(stand, { count, rounds: 2, sides: SIDES, steps }));
  }
  const rows = rowsOf({ scales, processes: await measureProcesses(stand, 5) }, true);
  process.stdout.write(`${table(rows)}\n`);
  const passed = rows.filter(({ met }) => met === false);
  if (passed.length > 0) throw new Error(`Limit exceeded: ${passed.map(({ what }) => what).join("; ")}`);
}

/**
 * Measures all or some of it. What is done is written at once, so that a killed run loses one scale.
 *
 * @param {Stand} stand
 * @param {{ counts?: number[] | undefined, latencies?: number[] | undefined, rounds?: number | undefined, onlyMissing: boolean }} options
 */
export async function everything(stand, { counts, latencies = [0, 100], rounds, onlyMissing }) {
  const results = read();
  const commit = currentCommit();
  const sides = stand.bridge ? [...SIDES, /** @type {const} */ ("bridge")] : SIDES;
  const isDone = (/** @type {{ about?: About } | undefined} */ part) =>
    onlyMissing && part?.about?.commit === commit;

  if (!counts && !isDone(results.processes)) {
    const measured = about(stand);
    results.processes = { ...(await measureProcesses(stand, 15)), about: measured };
    write(results);
  }
  const scales = latencies.flatMap((latency) =>
    (counts ?? COUNTS).map((count) => ({ count, latency, rounds: rounds ?? ROUNDS[count] ?? 1 })),
  );
  // A stack of a thousand takes minutes, nearly all of them the engine's: it comes last, and latency would say nothing more.
  const [small, large] = [
    scales.filter(({ count }) => count < 1000),
    scales.filter(({ count }) => count >= 1000),
  ];
  for (const scale of [...small, ...large.filter(({ latency }) => latency === 0)]) {
    const same = (/** @type {Scale} */ { count, latency }) =>
      count === scale.count && latency === scale.latency;
    if (isDone(results.scales.find(same))) continue;
    const measured = about(stand);
    const one = await measureScale(stand, { ...scale, sides });
    results.scales = [...results.scales.filter((other) => !same(other)), { ...one, about: measured }];
    results.scales.sort((a, b) => a.latency - b.latency || a.count - b.count);
    write(results);
  }
  await writeReport(results);
  const written = "Written to bench/results/latest.json and docs/performance.md";
  process.stdout.write(`${table(rowsOf(results))}\n\n${written}\n`);
}

/** The measurements of single processes, and of the package. @param {Stand} stand @param {number} rounds */
async function measureProcesses(stand, rounds) {
  progress("single processes");
  return {
    host: await measureHost(stand, rounds),
    imports: await measureImport(rounds),
    size: measureSize(),
  };
}

const currentCommit = () =>
  execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();

/** @param {Stand} stand */
function about({ cli, bridge }) {
  return {
    at: new Date().toISOString().slice(0, 10),
    commit: currentCommit(),
    node: process.version,
    pulumi: cli.version,
    sdk: installedVersion("@pulumi/pulumi"),
    bridge: bridge?.version,
    processors: cpus().length,
    /** What the machine did beside it. */
    load: loadavg()[0] ?? Number.NaN,
  };
}

/** @returns {Results} */
const read = () => (existsSync(latest) ? JSON.parse(readFileSync(latest, "utf8")) : { scales: [] });

/** One line for each part. No figure is known to a millionth. @param {Results} results */
function write({ processes, scales }) {
  const line = (/** @type {unknown} */ part) =>
    JSON.stringify(part, (_, value) =>
      typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value,
    );
  mkdirSync(dirname(latest), { recursive: true });
  const lines = `${processes ? `"processes": ${line(processes)},\n` : ""}"scales": [\n${scales.map(line).join(",\n")}\n]`;
  writeFileSync(latest, `{\n${lines}\n}\n`);
}
