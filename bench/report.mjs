// node bench/report.mjs    rewrites the tables and pictures of docs/performance.md from bench/results/latest.json

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../tools/lib/paths.mjs";
import { STEPS } from "./parts/scales.mjs";
import { growth, steps, toSvg } from "./plots.mjs";
import { ratioOf, ratioText, rowsOf, table, timeText } from "./targets.mjs";

/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("./targets.mjs").Pair} Pair */

const docs = join(root, "docs");

/** From the least work to the most. */
const SIDES = /** @type {const} */ (["plugin", "dynamic", "bridge", "floor"]);

/** Writes the pictures, and the blocks between `<!-- bench: NAME -->` and `<!-- end -->`. @param {Results} results */
export async function writeReport(results) {
  for (const [name, specification] of Object.entries({ steps: steps(results), growth: growth(results) })) {
    writeFileSync(join(docs, `performance-${name}.svg`), await toSvg(specification));
  }
  /** @type {Record<string, string>} */
  const blocks = {
    about: aboutText(results),
    instant: stepsTable(results, 0, [
      ["plugin", "bridge"],
      ["plugin", "floor"],
      ["dynamic", "floor"],
    ]),
    distant: stepsTable(results, 100, [
      ["plugin", "bridge"],
      ["dynamic", "bridge"],
    ]),
    targets: table(rowsOf(results)),
  };
  const page = join(docs, "performance.md");
  let text = readFileSync(page, "utf8");
  for (const [name, block] of Object.entries(blocks)) {
    const marks = new RegExp(`(<!-- bench: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!marks.test(text)) throw new Error(`${page} has no place for ${name}`);
    text = text.replace(marks, (_, start, end) => `${start}\n${block}\n\n${end}`);
  }
  writeFileSync(page, text);
}

/** Parts that were measured together share a line. @param {Results} results */
function aboutText({ processes, scales }) {
  const parts = scales.map(({ about, count, latency }) => ({ about, what: `${count} at ${latency} ms` }));
  /** @type {Map<string, string[]>} */
  const lines = new Map();
  for (const { about, what } of [...parts, { about: processes?.about, what: "processes and sizes" }]) {
    if (!about) continue;
    const { at, commit, processors, node, pulumi, sdk, bridge } = about;
    const versions = [`Node.js ${node}`, `Pulumi ${pulumi}`, `\`@pulumi/pulumi\` ${sdk}`];
    if (bridge) versions.push(`the bridge ${bridge}`);
    const where = `on ${at} at commit ${commit}, with ${processors} processors, ${versions.join(", ")}`;
    lines.set(where, [...(lines.get(where) ?? []), what]);
  }
  const loads = scales.map(({ about }) => about?.load ?? Number.NaN);
  const load = `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
  return [
    "Measured, pipelines and latency:",
    "",
    ...[...lines].map(([where, whats]) => `- ${whats.join(", ")}: ${where}`),
    "",
    `The load of the machine before each part was ${load}; the CLI did four operations at once for each processor, its default; the state was in files.`,
  ].join("\n");
}

/** A ratio above its target is bold. @param {Results} results @param {number} latency @param {Pair[]} pairs */
function stepsTable({ scales }, latency, pairs) {
  const names = pairs.map(([side, to]) => `${side} to ${to}`);
  const head = ["pipelines", "step", ...SIDES, ...names];
  const lines = scales
    .filter((scale) => scale.latency === latency)
    .flatMap((scale) =>
      STEPS.map((step) => {
        const cells = pairs.map((pair) => {
          const cell = ratioOf(scale, step, pair);
          if (cell === undefined) return "–";
          return cell.met === false ? `**${ratioText(cell.ratio)}**` : ratioText(cell.ratio);
        });
        const times = SIDES.map((side) => timeText(scale, side, step));
        return [scale.count, step, ...times, ...cells];
      }),
    );
  return markdown(head, lines);
}

/** @param {string[]} head @param {(string | number)[][]} lines */
const markdown = (head, lines) =>
  [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeReport(JSON.parse(readFileSync(join(root, "bench/results/latest.json"), "utf8")));
}
