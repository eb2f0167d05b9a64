// node test/matrix/page.mjs            writes the tables of docs/compatibility-tables.md from results.json
// node test/matrix/page.mjs --check    fails if the page says anything else

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { axes, base, compilers, resolutions } from "./cells.mjs";

/** @typedef {import("./cell.mjs").Result} Result */
/** @typedef {import("./cells.mjs").Cell} Cell */
/** @typedef {{ cells: Record<string, Result>, types: Record<string, Record<string, string>> }} Results */

export const resultsFile = join(root, "test/matrix/results.json");
const page = join(root, "docs/compatibility-tables.md");

const ALL = ["install", "stack", "preview", "up", "tags", "refresh", "destroy"];

/** Whether a cell passed, or was refused in the way that is known. @param {Cell} cell @param {Result} result */
export const isAsExpected = ({ refused }, { failed, reason, passed }) =>
  refused === undefined
    ? failed === undefined && passed.length === ALL.length
    : Boolean(failed && reason?.includes(refused));

/** @param {Results} results */
export function writePage(results) {
  writeFileSync(page, pageFor(results));
}

/** The page as the results say it. @param {Results} results */
export function pageFor(results) {
  const text = readFileSync(page, "utf8");
  const marks = /(<!-- matrix -->\n)[\s\S]*?(<!-- end -->)/;
  if (!marks.test(text)) throw new Error("docs/compatibility-tables.md has no place for the tables");
  return text.replace(marks, (_, start, end) => `${start}\n${tables(results)}\n\n${end}`);
}

/** @param {Results} results */
function tables({ cells, types }) {
  const times = Object.values(cells).map(({ at }) => at);
  const days = [...new Set(times.map((at) => at.slice(0, 10)))].sort().join(" and ");
  const about =
    `Tried on ${days} (${process.platform === "linux" ? "Linux" : process.platform}, x64). Where a table does not say otherwise: CLI ${base.cli}, Node.js ${base.node}, ` +
    `\`@pulumi/pulumi\` ${base.sdk}, TypeScript ${base.typescript}, npm ${NPM}.`;
  const parts = axes.map(({ title, cells: list }) => {
    const rows = list.map((cell) => row(cell, cells[cell.what]));
    return [`## ${title}`, "", "| what | result | |", "|---|---|---|", ...rows].join("\n");
  });
  return [about, ...parts, typesTable(types)].join("\n\n");
}

const NPM = "11";

/** @param {Cell} cell @param {Result | undefined} result */
function row(cell, result) {
  if (!result) return `| ${cell.what} | not tried | |`;
  const notes = [
    cell.note,
    result.sdk && !/^\d/.test(cell.sdk ?? base.sdk) ? `npm chose \`@pulumi/pulumi\` ${result.sdk}` : "",
  ];
  const isRefused = cell.refused !== undefined && isAsExpected(cell, result);
  if (isRefused && cell.refused?.startsWith("Add "))
    notes.unshift("the preview says what to add where ([compatibility.md](compatibility.md))");
  if (result.failed && !isRefused)
    notes.unshift(`\`${(result.reason ?? "").split("\n")[0]?.replaceAll("|", "\\|").replaceAll("`", "'")}\``);
  const said = result.failed ? `**${isRefused ? "refused" : "fails"}** at ${result.failed}` : "works";
  return `| ${cell.what} | ${said} | ${notes.filter(Boolean).join("; ")} |`;
}

/** @param {Results["types"]} types */
function typesTable(types) {
  const names = Object.keys(resolutions);
  const rows = compilers.map((version) => {
    const faults = types[version];
    const texts = names.map((name) => {
      const fault = faults?.[name];
      return fault === undefined
        ? "not tried"
        : fault === ""
          ? "compiles"
          : `**fails**: \`${fault.split("\n")[0]?.replaceAll("|", "\\|").replaceAll("`", "'")}\``;
    });
    return `| ${version} | ${texts.join(" | ")} |`;
  });
  return [
    "## Types",
    "",
    "A program with each of the two entries, checked with `strict` and without `skipLibCheck`, so that the declarations of all packages are checked, too. A fault names the package that it is in: none is in this one, and with `skipLibCheck` these programs compile. TypeScript 7 has no `moduleResolution: node`.",
    "",
    `| TypeScript | ${names.map((name) => `\`moduleResolution: ${name}\``).join(" | ")} |`,
    `|---|${names.map(() => "---|").join("")}`,
    ...rows,
  ].join("\n");
}

if (process.argv[1] === import.meta.filename) {
  /** @type {Results} */
  const results = JSON.parse(readFileSync(resultsFile, "utf8"));
  if (!process.argv.includes("--check")) writePage(results);
  else if (pageFor(results) !== readFileSync(page, "utf8")) {
    process.stderr.write(
      "docs/compatibility-tables.md is not what test/matrix/results.json says: node test/matrix/page.mjs\n",
    );
    process.exitCode = 1;
  }
}
