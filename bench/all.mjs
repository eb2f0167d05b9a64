import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
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

/** The package in its two forms, and what they are compared with. @type {import("./project.mjs").Side[]} */
const SIDES = ["dynamic", "plugin", "floor"];

const latest = join(root, "bench/results/latest.json");

/** @typedef {Awaited<ReturnType<typeof measureQuick>>} QuickResults */
/** @typedef {Awaited<ReturnType<typeof measureSteps>> & Awaited<ReturnType<typeof measureRest>>} Results */

/** What two minutes are enough to measure. @param {Stand} stand @throws if a limit is exceeded by more than the spread. */
export async function quick(stand) {
  const results = await measureQuick(stand, {
    scales: [
      { count: 1, rounds: 2, sides: ["plugin", "floor"] },
      { count: 20, rounds: 3, sides: ["dynamic", "floor"] },
    ],
    state: { contents: [120], sides: SIDES },
    rounds: 5,
  });
  const rows = rowsOf(results, { quick: true });
  process.stdout.write(`${table(rows)}\n`);
  const passed = rows.filter(({ met }) => met === false);
  if (passed.length > 0) throw new Error(`Limit exceeded: ${passed.map(({ what }) => what).join("; ")}`);
}

/** What changes from release to release: the rest of the results stays. @param {Stand} stand */
export async function steps(stand) {
  /** @type {Results} */
  const before = JSON.parse(readFileSync(latest, "utf8"));
  await record({ ...before, ...(await measureSteps(stand)) });
}

/** @param {Stand} stand */
export async function everything(stand) {
  await record({ ...(await measureSteps(stand)), ...(await measureRest(stand)) });
}

/** Writes bench/results/latest.json and docs/performance.md. @param {Results} results */
async function record(results) {
  mkdirSync(dirname(latest), { recursive: true });
  writeFileSync(latest, `${JSON.stringify(results, rounded, 2)}\n`);
  await writeReport(results);
  const written = "Written to bench/results/latest.json and docs/performance.md";
  process.stdout.write(`${table(rowsOf(results))}\n\n${written}\n`);
}

/** When, where and of what something is measured. @param {Stand} stand */
function about({ cli }) {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], {
    cwd: root,
    encoding: "utf8",
  }).trim();
  return {
    at: new Date().toISOString(),
    commit,
    node: process.version,
    pulumi: cli.version,
    sdk: installedVersion("@pulumi/pulumi"),
    processors: cpus().length,
    /** What the machine does beside it. */
    load: loadavg()[0] ?? Number.NaN,
  };
}

/**
 * @param {Stand} stand
 * @param {object} options
 * @param {Parameters<typeof measureScale>[1][]} options.scales
 * @param {Parameters<typeof measureState>[1]} options.state
 * @param {number} options.rounds of the measurements of single processes
 */
async function measureQuick(stand, { scales, state, rounds }) {
  return {
    scales: await measureScales(stand, scales),
    state: await part(stand, "bytes of state", () => measureState(stand, state)),
    host: await part(stand, "the provider's process", () => measureHost(stand, rounds)),
    program: await part(stand, "the program's side", () => measureProgram(rounds)),
    size: measureSize(),
  };
}

/** @param {Stand} stand */
async function measureSteps(stand) {
  const sides = /** @type {import("./project.mjs").Side[]} */ ([...SIDES, "floor-same-state"]);
  return {
    measured: about(stand),
    ...(await measureQuick(stand, {
      scales: [
        { count: 1, rounds: 5, sides },
        { count: 100, rounds: 3, sides },
      ],
      state: { contents: [120, 8192], sides: [...SIDES, "serialized", "class-based"] },
      rounds: 15,
    })),
  };
}

/** @param {Stand} stand */
async function measureRest(stand) {
  const latency = 100;
  const peers = [];
  for (const each of [0, latency]) {
    peers.push(
      await part(stand, `against two calls for a create, at ${each} ms`, () =>
        measureLatency(stand, { count: 100, rounds: 3, latency: each }),
      ),
    );
  }
  return {
    measuredRest: about(stand),
    large: await measureScales(stand, [{ count: 300, rounds: 3, sides: [...SIDES, "floor-same-state"] }]),
    distant: await measureScales(
      stand,
      [1, 100, 300].map((count) => ({ count, rounds: 3, sides: SIDES, latency })),
    ),
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

/** @param {Stand} stand @param {Parameters<typeof measureScale>[1][]} scales */
async function measureScales(stand, scales) {
  const all = [];
  for (const scale of scales) {
    const title = `${scale.count} pipelines${scale.latency ? ` at ${scale.latency} ms` : ""}`;
    all.push(await part(stand, title, () => measureScale(stand, scale)));
  }
  return all;
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
