// npm run bench [-- --quick] [-- --counts 1,100,300 --rounds 3]
//
// Measures this package against the floor: a dynamic provider of one line that does nothing, with the same arguments,
// the same engine and the same host. Both sides take turns, and what counts is the ratio of the two, round by round:
// these machines are shared, and single times mean little. Writes bench/results/latest.json.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startSimulator } from "../tools/demo/simulator.mjs";
import { root } from "../tools/lib/paths.mjs";
import { runMain, setUp } from "../tools/lib/setup.mjs";
import { measureLoading } from "./loading.mjs";
import { ratios, seconds, spread } from "./measure.mjs";
import { benchProject } from "./project.mjs";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    counts: { type: "string" },
    rounds: { type: "string" },
  },
});
const counts = (values.counts ?? (values.quick ? "1,20" : "1,100,300")).split(",").map(Number);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));

/** @typedef {Awaited<ReturnType<typeof measureSide>>} Side */

await runMain(async () => {
  const cli = await setUp();
  const simulator = await startSimulator();
  try {
    const scales = [];
    for (const count of counts) {
      /** @type {Side[]} */ const ours = [];
      /** @type {Side[]} */ const floor = [];
      for (let round = 0; round < rounds; round += 1) {
        // Whoever comes first finds the machine as it is; so they take turns at that, too.
        const order =
          round % 2 === 0
            ? /** @type {const} */ (["ours", "floor"])
            : /** @type {const} */ (["floor", "ours"]);
        for (const side of order) {
          const figures = await measureSide(cli, simulator, side, count);
          (side === "ours" ? ours : floor).push(figures);
        }
      }
      scales.push(compare(count, ours, floor));
    }
    const loading = await measureLoading(values.quick ? 5 : 15);
    report(scales, loading);
  } finally {
    simulator.stop();
  }
});

/**
 * One stack from nothing to nothing.
 *
 * @param {Parameters<typeof benchProject>[0]} cli
 * @param {Awaited<ReturnType<typeof startSimulator>>} simulator
 * @param {"ours" | "floor"} side
 * @param {number} count
 */
async function measureSide(cli, simulator, side, count) {
  const project = benchProject(cli, simulator, side, count);
  const calls = async (/** @type {() => Promise<unknown>} */ step) => {
    const before = (await simulator.state()).calls;
    const time = await seconds(step);
    const after = (await simulator.state()).calls;
    const made = Object.entries(after).map(([action, number]) => [action, number - (before[action] ?? 0)]);
    return { time, calls: Object.fromEntries(made.filter(([, number]) => number !== 0)) };
  };
  try {
    await project.init();
    const preview = await calls(project.preview);
    const up = await calls(project.up);
    const state = JSON.parse(await project.state());
    const resources = state.deployment.resources.filter(
      (/** @type {{ id?: string, type: string }} */ { type }) => type.startsWith("pulumi-nodejs:"),
    );
    const bytes =
      resources.reduce(
        (/** @type {number} */ sum, /** @type {unknown} */ resource) => sum + JSON.stringify(resource).length,
        0,
      ) / count;
    const again = await calls(project.up);
    const refresh = await calls(project.refresh);
    const destroy = await calls(project.destroy);
    process.stderr.write(
      `  ${side} ${count}: up ${up.time.toFixed(1)} s, refresh ${refresh.time.toFixed(1)} s, destroy ${destroy.time.toFixed(1)} s\n`,
    );
    return { steps: { preview, up, "up again": again, refresh, destroy }, bytes };
  } finally {
    project.remove();
  }
}

/** @param {number} count @param {Side[]} ours @param {Side[]} floor */
function compare(count, ours, floor) {
  const names = /** @type {(keyof Side["steps"])[]} */ (Object.keys(ours[0]?.steps ?? {}));
  const steps = names.map((name) => {
    const times = (/** @type {Side[]} */ sides) => sides.map(({ steps }) => steps[name].time);
    return {
      name,
      ours: spread(times(ours)),
      floor: spread(times(floor)),
      ratio: ratios(times(ours), times(floor)),
      calls: ours[0]?.steps[name].calls ?? {},
    };
  });
  return { count, steps, stateBytes: { ours: ours[0]?.bytes, floor: floor[0]?.bytes } };
}

/** @param {ReturnType<typeof compare>[]} scales @param {Awaited<ReturnType<typeof measureLoading>>} loading */
function report(scales, loading) {
  for (const { count, steps, stateBytes } of scales) {
    print(
      `\n${count} pipeline${count === 1 ? "" : "s"}, ${rounds} round${rounds === 1 ? "" : "s"}; state per resource: ${stateBytes.ours?.toFixed(0)} bytes, floor ${stateBytes.floor?.toFixed(0)}`,
    );
    for (const { name, ours, floor, ratio, calls } of steps) {
      const made = Object.entries(calls).map(([action, number]) => `${number} ${action}`);
      print(
        `  ${name.padEnd(9)} ${ours.median.toFixed(2)} s  floor ${floor.median.toFixed(2)} s  ratio ${figure(ratio)}  ${made.join(", ") || "no calls"}`,
      );
    }
  }
  print("\nLoading (milliseconds and megabytes more than an empty process)");
  for (const { what, milliseconds, megabytes } of loading) {
    print(
      `  ${what.padEnd(34)} ${milliseconds.median.toFixed(0)} ms (${milliseconds.min.toFixed(0)} to ${milliseconds.max.toFixed(0)}), ${megabytes.median.toFixed(1)} MB`,
    );
  }
  const folder = join(root, "bench/results");
  mkdirSync(folder, { recursive: true });
  const results = { at: new Date().toISOString(), node: process.version, counts, rounds, scales, loading };
  writeFileSync(join(folder, "latest.json"), `${JSON.stringify(results, undefined, 2)}\n`);
  print("\nWritten to bench/results/latest.json");
}

/** @param {{ min: number, median: number, max: number }} spread */
function figure({ min, median, max }) {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
