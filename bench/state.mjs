import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../tools/lib/paths.mjs";
import { fillPage } from "./page.mjs";
import { measureBackends } from "./parts/backends.mjs";
import { measureStacks } from "./parts/stacks.mjs";

// node bench/state.mjs    rewrites the tables of docs/state-backends.md from bench/results/state.json

const file = join(root, "bench/results/state.json");

/** @typedef {Awaited<ReturnType<typeof measure>>} Results */

/** Where the state is, and many stacks: docs/state-backends.md. @param {import("./project.mjs").Stand} stand */
export async function state(stand) {
  const results = await measure(stand);
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
  writeTables(results);
  process.stdout.write("Written to bench/results/state.json and docs/state-backends.md\n");
}

/** @param {import("./project.mjs").Stand} stand */
const measure = async (stand) => ({
  at: new Date().toISOString(),
  pulumi: stand.cli.version,
  processors: cpus().length,
  load: loadavg()[0] ?? Number.NaN,
  backends: await measureBackends(stand, { count: 300, rounds: 1, distance: 30 }),
  stacks: await measureStacks(stand, { stacks: 10, pipelines: 100, atOnce: 4, callsPerSecond: 16 }),
});

/** @param {Results} results */
function writeTables({ at, pulumi, processors, load, backends, stacks }) {
  const where = `Measured on ${at.slice(0, 10)} with Pulumi ${pulumi} on ${processors} processors that had a load of ${load.toFixed(0)} before`;
  fillPage(join(root, "docs/state-backends.md"), {
    backends: `${where}: ${backends.count} pipelines, ${rounds(backends.rounds)}.\n\n${backendsTable(backends)}\n\n"To files" is the ratio to the file backend in the same round. The distance is a local relay that delays every packet.`,
    stacks: `${where}: ${stacks.stacks} stacks of ${stacks.pipelines}, ${stacks.atOnce} at a time.\n\n${stacksTable(stacks)}`,
  });
}

/** @param {number} number */
const rounds = (number) => (number === 1 ? "one round" : `${number} rounds`);

/** @param {Results["backends"]} backends */
function backendsTable({ table }) {
  const rows = table.flatMap(({ name, steps }) =>
    steps.map(({ step, time, ratio, requests, megabytes }) =>
      [
        `| ${name}`,
        step,
        `${time.median.toFixed(0)} s`,
        ratio.median.toFixed(1),
        requests === 0 ? "–" : requests,
        `${megabytes === null || Number.isNaN(megabytes) ? "–" : `${megabytes.toFixed(1)} MB`} |`,
      ].join(" | "),
    ),
  );
  const head = "| state in | step | time | to files | requests | uploaded |\n|---|---|---|---|---|---|";
  return [head, ...rows].join("\n");
}

/** @param {Results["stacks"]} stacks */
function stacksTable({ table }) {
  const rows = table.flatMap(({ name, steps }) =>
    steps.map(({ step, time, memory, calls }) =>
      [
        `| ${name}`,
        step,
        `${time.toFixed(0)} s`,
        `${(memory / 1000).toFixed(1)} GB`,
        `${callsText(calls)} |`,
      ].join(" | "),
    ),
  );
  const head = "| state in | step | time | memory, together | calls of the service |\n|---|---|---|---|---|";
  return [head, ...rows].join("\n");
}

/** @param {Record<string, number>} calls */
const callsText = (calls) =>
  Object.entries(calls)
    .map(([action, number]) => `${number} ${action}`)
    .join(", ");

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeTables(JSON.parse(readFileSync(file, "utf8")));
