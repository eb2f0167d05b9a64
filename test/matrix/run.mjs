// npm run matrix                   runs every cell, in about an hour, and writes results.json and docs/compatibility-tables.md
// npm run matrix -- pnpm Node      runs the cells in whose title one of the words is, and keeps the other results
//
// A cell is a project in an empty folder, with the packed packages and the versions of the cell: install, preview, up, an
// edit of a tag, refresh and destroy, with the real CLI, against the simulator. What a cell needs is cached by its version.

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root } from "../../tools/lib/paths.mjs";
import { say } from "../../tools/lib/progress.mjs";
import { withScratch } from "../../tools/lib/scratch.mjs";
import { runMain, setUp } from "../../tools/lib/setup.mjs";
import { checkTypes, runCell } from "./cell.mjs";
import { axes, compilers } from "./cells.mjs";
import { isAsExpected, resultsFile, writePage } from "./page.mjs";

await runMain(async () => {
  await setUp();
  const words = process.argv.slice(2);
  const isWanted = (/** @type {string} */ title) =>
    words.length === 0 || words.some((word) => title.includes(word));
  /** @type {import("./page.mjs").Results} */
  const results = readResults();
  const save = () => writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
  let unexpected = 0;
  await withScratch(join(cacheFolder(), "matrix/packed"), async (scratch) => {
    const packed = pack(scratch);
    for (const { title, cells } of axes) {
      for (const cell of cells.filter(({ what }) => isWanted(`${title}: ${what}`))) {
        const result = await runCell(cell, packed);
        results.cells[cell.what] = result;
        save();
        if (!isAsExpected(cell, result)) unexpected++;
        const end = result.failed ? `${result.failed}: ${result.reason}` : "passed";
        say(
          `  ${cell.what}: ${end} (${result.seconds} s)${isAsExpected(cell, result) ? "" : "  UNEXPECTED"}`,
        );
      }
    }
    for (const version of compilers.filter((version) => isWanted(`types: TypeScript ${version}`))) {
      results.types[version] = await checkTypes(version, packed.provider);
      save();
      say(`  types, TypeScript ${version}: ${JSON.stringify(results.types[version])}`);
    }
  });
  writePage(results);
  say(
    `Written to test/matrix/results.json and docs/compatibility-tables.md${unexpected > 0 ? `; unexpected: ${unexpected}` : ""}`,
  );
});

/** @returns {import("./page.mjs").Results} */
function readResults() {
  try {
    return JSON.parse(readFileSync(resultsFile, "utf8"));
  } catch {
    return { cells: {}, types: {} };
  }
}

/** Packs both packages, once for all cells. @param {string} folder */
function pack(folder) {
  const packages = Object.fromEntries(
    ["provider", "simulator"].map((name) => {
      const to = join(folder, name);
      mkdirSync(to);
      execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", to], {
        cwd: join(root, name),
        stdio: "ignore",
      });
      return [name, join(to, readdirSync(to)[0] ?? "")];
    }),
  );
  return /** @type {{ provider: string, simulator: string }} */ (packages);
}
