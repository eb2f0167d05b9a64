// node bench/report.mjs    rewrites the tables and pictures of docs/performance.md from bench/results/latest.json

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../tools/lib/paths.mjs";
import { fillPage } from "./page.mjs";
import { growth, ratiosToFloor, timeline, toSvg, whereItGoes } from "./plots.mjs";
import { limitOf, ratioText, rowsOf, table } from "./targets.mjs";

/** @typedef {import("./all.mjs").Results} Results */
/** @typedef {import("./project.mjs").Side} Side */

const docs = join(root, "docs");
const page = join(docs, "performance.md");

/** Writes the pictures, and the tables between their marks in docs/performance.md. @param {Results} results */
export async function writeReport(results) {
  const pictures = {
    ratios: ratiosToFloor(results),
    where: whereItGoes(results),
    timeline: timeline(results),
    growth: growth(results),
  };
  for (const [name, specification] of Object.entries(pictures)) {
    writeFileSync(join(docs, `performance-${name}.svg`), await toSvg(specification));
  }
  const blocks = {
    about: aboutText(results),
    steps: stepsTable(results),
    targets: table(rowsOf(results).filter(({ what }) => !/, (the plugin )?to the /.test(what))),
    growth: growthTable(results),
    settings: settingsTable(results),
  };
  fillPage(page, blocks);
}

/** @param {Results} results */
const aboutText = ({ measured, measuredRest, scales }) =>
  `${place(measured)}, file backend, ${scales[0]?.parallelism} operations at once (the CLI's default there).\n\n` +
  `The steps of 1 and 100 pipelines, the state, the processes and the sizes were measured ${moment(measured)}, ` +
  `the rest ${moment(measuredRest)}.`;

/** @param {Results["measured"]} about */
const place = ({ node, pulumi, sdk, processors }) =>
  `Measured with ${processors} processors, Node.js ${node}, Pulumi ${pulumi}, \`@pulumi/pulumi\` ${sdk}`;

/** @param {Omit<Results["measured"], "load"> & { load?: number }} about older results have no load */
const moment = ({ at, commit, load }) =>
  `on ${at.slice(0, 10)} at commit ${commit}${load === undefined ? "" : `, with a load of ${load.toFixed(1)} before it`}`;

/** @param {Results} results */
function stepsTable({ scales, large, distant }) {
  const head = [
    "| pipelines | step | dynamic | plugin | floor | dynamic to floor | plugin to floor | plugin to dynamic | dynamic to the floor with as much state | at 100 ms: dynamic to floor and calls | at 100 ms: plugin to floor and calls |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
  ];
  const lines = [...scales, ...large].flatMap((scale) =>
    scale.steps.map(({ step, times, ratios }) => {
      const { count } = scale;
      const far = distant.find((one) => one.count === count);
      const farRatios = far?.steps.find((each) => each.step === step)?.ratios;
      const time = (/** @type {Side} */ side) => (times[side] ? `${times[side].median.toFixed(2)} s` : "–");
      const figures = [
        time("dynamic"),
        time("plugin"),
        time("floor"),
        cell(ratios["dynamic/floor"], limitOf("dynamic/floor", { ...scale, step })),
        cell(ratios["plugin/floor"], limitOf("plugin/floor", { ...scale, step })),
        cell(ratios["plugin/dynamic"], limitOf("plugin/dynamic", { ...scale, step })),
        cell(ratios["dynamic/floor-same-state"]),
        cell(farRatios?.["dynamic/floor"], far && limitOf("dynamic/floor", { ...far, step })),
        cell(farRatios?.["plugin/floor"], far && limitOf("plugin/floor", { ...far, step })),
      ];
      return `| ${count} | ${step} | ${figures.join(" | ")} |`;
    }),
  );
  return [...head, ...lines].join("\n");
}

/** A ratio above its target is printed in bold. @param {import("./measure.mjs").Spread | undefined} ratio @param {number} [limit] */
const cell = (ratio, limit = Infinity) =>
  ratio === undefined ? "–" : ratio.median > limit ? `**${ratioText(ratio)}**` : ratioText(ratio);

/** @param {Results} results */
function growthTable({ growth: points }) {
  const megabytes = (/** @type {number | undefined} */ figure) =>
    figure === undefined ? "–" : figure.toFixed(0);
  const lines = points.map(
    ({ count, side, preview, up, destroy, memory }) =>
      `| ${count} | ${side} | ${preview.toFixed(1)} s | ${up.toFixed(1)} s | ${destroy.toFixed(1)} s | ${megabytes(memory["engine"])} | ${megabytes(memory["program"])} | ${megabytes(memory["host"])} |`,
  );
  return [
    "| pipelines | side | preview | up | destroy | engine, MB | program, MB | provider, MB |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

/** @param {Results} results */
function settingsTable({ settings: { settings } }) {
  const lines = settings.map(({ name, steps }) => {
    const figures = steps.flatMap(({ time, ratio }) => [`${time.median.toFixed(1)} s`, ratioText(ratio)]);
    return `| ${name.startsWith("P") ? `\`${name}=true\`` : name} | ${figures.join(" | ")} |`;
  });
  return ["| setting | up | ratio | destroy | ratio |", "|---|---|---|---|---|", ...lines].join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeReport(JSON.parse(readFileSync(join(root, "bench/results/latest.json"), "utf8")));
}
