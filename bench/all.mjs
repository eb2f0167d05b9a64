import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root } from "../tools/lib/paths.mjs";
import { progress } from "./measure.mjs";
import { measureGrowth } from "./parts/growth.mjs";
import { measureHost } from "./parts/host.mjs";
import { measureLatency, measureQuota } from "./parts/peer.mjs";
import { measureProgram } from "./parts/program.mjs";
import { measureScale } from "./parts/scales.mjs";
import { measureSettings } from "./parts/settings.mjs";
import { measureSize } from "./parts/size.mjs";
import { measureRegistration, measureState } from "./parts/state.mjs";
import { measureWhere } from "./parts/where.mjs";
import { installedVersion } from "./project.mjs";
import { writeReport } from "./report.mjs";
import { reset } from "./simulator.mjs";
import { rowsOf, table } from "./targets.mjs";

/** @typedef {import("./project.mjs").Stand} Stand */

/** Whose state is measured. @type {import("./project.mjs").Side[]} */
const SIDES = ["ours", "floor", "serialized", "class-based"];

/** @typedef {Awaited<ReturnType<typeof measureQuick>>} QuickResults */
/** @typedef {ReturnType<typeof about> & QuickResults & Awaited<ReturnType<typeof measureAll>>} Results */

/** What two minutes are enough to measure. @param {Stand} stand @throws if a limit is exceeded by more than the spread. */
export async function quick(stand) {
  const rows = rowsOf(await measureQuick(stand, { counts: { 20: 3 }, rounds: 5, sides: ["ours", "floor"] }), {
    quick: true,
  });
  process.stdout.write(`${table(rows)}\n`);
  const passed = rows.filter(({ met }) => met === false);
  if (passed.length > 0) throw new Error(`Limit exceeded: ${passed.map(({ what }) => what).join("; ")}`);
}

/** Everything; writes bench/results/latest.json and docs/performance.md. @param {Stand} stand */
export async function everything(stand) {
  /** @type {Results} */
  const results = {
    ...about(stand.cli.version),
    ...(await measureQuick(stand, {
      counts: { 1: 5, 100: 3, 300: 3 },
      rounds: 15,
      sides: SIDES,
      sameState: true,
    })),
    ...(await measureAll(stand)),
  };
  const folder = join(root, "bench/results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "latest.json"), `${JSON.stringify(results, rounded, 2)}\n`);
  await writeReport(results);
  const written = "Written to bench/results/latest.json and docs/performance.md";
  process.stdout.write(`${table(rowsOf(results))}\n\n${written}\n`);
}

/** @param {string} cli */
function about(cli) {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: root,
    encoding: "utf8",
  }).trim();
  return {
    at: new Date().toISOString(),
    commit,
    node: process.version,
    pulumi: cli,
    sdk: installedVersion("@pulumi/pulumi"),
    processors: cpus().length,
  };
}

/**
 * @param {Stand} stand
 * @param {{ counts: Record<number, number>, rounds: number, sides: import("./project.mjs").Side[], sameState?: boolean }} options
 *   the numbers of pipelines, with how many rounds each; whose state is measured.
 */
async function measureQuick(stand, { counts, rounds, sides, sameState = false }) {
  const scales = [];
  for (const [count, roundsOfCount] of Object.entries(counts)) {
    scales.push(
      await part(stand, `${count} pipelines`, () =>
        measureScale(stand, { count: Number(count), rounds: roundsOfCount, sameState }),
      ),
    );
  }
  return {
    scales,
    state: await part(stand, "bytes of state", () => measureState(stand, sides)),
    host: await part(stand, "the provider's process", () => measureHost(stand, rounds)),
    program: await part(stand, "the program's side", () => measureProgram(rounds)),
    size: measureSize(),
  };
}

/** @param {Stand} stand */
async function measureAll(stand) {
  const latency = 100;
  const distant = [];
  for (const count of [1, 100, 300]) {
    distant.push(
      await part(stand, `${count} pipelines at ${latency} ms`, () =>
        measureScale(stand, { count, rounds: 3, latency }),
      ),
    );
  }
  const peers = [];
  for (const each of [0, latency]) {
    peers.push(
      await part(stand, `against two calls for a create, at ${each} ms`, () =>
        measureLatency(stand, { count: 100, rounds: 3, latency: each }),
      ),
    );
  }
  return {
    distant,
    peers,
    registration: await part(stand, "one declaration", () => measureRegistration(stand, 7)),
    quota: await part(stand, "a refresh with a quota", () =>
      measureQuota(stand, { count: 300, rounds: 2, callsPerSecond: 20, parallel: 64 }),
    ),
    settings: await part(stand, "settings of the CLI", () =>
      measureSettings(stand, { count: 300, rounds: 2 }),
    ),
    where: await part(stand, "where the time goes", () => measureWhere(stand, [1, 100])),
    growth: await part(stand, "how cost grows", () => measureGrowth(stand, [10, 100, 1000])),
  };
}

/** @template T @param {Stand} stand @param {string} title @param {() => Promise<T>} measure */
async function part({ simulator }, title, measure) {
  progress(title);
  await reset(simulator);
  return measure();
}

/** Rounds figures when they are written: no figure is known to a millionth. @param {string} _ @param {unknown} value */
function rounded(_, value) {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
