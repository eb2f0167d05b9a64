// node bench/report.mjs    rewrites the tables and pictures of docs/performance.md from bench/results/latest.json

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../tools/lib/paths.mjs";
import { growth, ratiosToFloor, timeline, toSvg, whereItGoes } from "./plots.mjs";
import { ratioText, rowsOf, table } from "./targets.mjs";

/** @typedef {import("./all.mjs").Results} Results */

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
    targets: table(rowsOf(results).filter(({ what }) => !/, to the floor/.test(what))),
    growth: growthTable(results),
    settings: settingsTable(results),
  };
  let text = readFileSync(page, "utf8");
  for (const [name, block] of Object.entries(blocks)) {
    const marks = new RegExp(`(<!-- bench: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!marks.test(text)) throw new Error(`docs/performance.md has no place for ${name}`);
    text = text.replace(marks, (_, start, end) => `${start}\n${block}\n\n${end}`);
  }
  writeFileSync(page, text);
}

/** @param {Results} results */
const aboutText = ({ at, commit, node, pulumi, sdk, processors, scales }) =>
  `Measured on ${at.slice(0, 10)} at commit ${commit}: ${processors} processors, Node.js ${node}, Pulumi ${pulumi}, \`@pulumi/pulumi\` ${sdk}, ` +
  `file backend, ${scales[0]?.parallelism} operations at once (the CLI's default there).`;

/** @param {Results} results */
function stepsTable({ scales, distant }) {
  const head = [
    "| pipelines | step | ours | floor | ratio | to the floor with as much state | at 100 ms: ratio to floor and calls |",
    "|---|---|---|---|---|---|---|",
  ];
  const lines = scales.flatMap(({ count, steps }) =>
    steps.map(({ step, ours, floor, ratio, ratioToSameState }) => {
      const far = distant
        .find((scale) => scale.count === count)
        ?.steps.find((each) => each.step === step)?.ratio;
      const figures = [
        `${ours.median.toFixed(2)} s`,
        `${floor.median.toFixed(2)} s`,
        bold(ratio, 1.05),
        ratioToSameState ? ratioText(ratioToSameState) : "–",
        far ? bold(far, 1.1) : "–",
      ];
      return `| ${count} | ${step} | ${figures.join(" | ")} |`;
    }),
  );
  return [...head, ...lines].join("\n");
}

/** A ratio above its target is printed in bold. @param {import("./measure.mjs").Spread} ratio @param {number} limit */
const bold = (ratio, limit) => (ratio.median > limit ? `**${ratioText(ratio)}**` : ratioText(ratio));

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
