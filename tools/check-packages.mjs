// Checks the packed packages as others would find them: publint (the fields of package.json) and @arethetypeswrong/cli (the
// types of every entry, in every mode of module resolution).
//
//   node tools/check-packages.mjs FILE.tgz...

import { existsSync, renameSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { runInForeground } from "./lib/foreground.mjs";
import { withLock } from "./lib/lock.mjs";
import { cacheFolder } from "./lib/paths.mjs";
import { withProgress } from "./lib/progress.mjs";
import { reasonOf, run } from "./lib/run.mjs";
import { withScratch } from "./lib/scratch.mjs";
import { runMain } from "./lib/setup.mjs";

/** They come with a TypeScript of their own, so they are no dependencies of the repository. */
const CHECKERS = ["publint@0.3.25", "@arethetypeswrong/cli@0.18.5"];

await runMain(async () => {
  const archives = process.argv.slice(2).map((file) => resolve(file));
  if (archives.length === 0)
    throw new Error("name the files that npm pack wrote: check-packages.mjs FILE.tgz...");
  const bin = join(await checkers(), "node_modules/.bin");
  for (const archive of archives) {
    await must(join(bin, "publint"), ["--strict", archive]);
    await must(join(bin, "attw"), ["--format", "ascii", archive]);
  }
});

/** The folder in which they are installed. */
async function checkers() {
  const folder = join(cacheFolder(), `checkers-${CHECKERS.join("-").replace(/[^\w.-]+/g, "-")}`);
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    await withProgress("publint and @arethetypeswrong/cli (npm install)", () =>
      withScratch(dirname(folder), async (scratch) => {
        const args = ["install", "--prefix", scratch, "--no-audit", "--no-fund", ...CHECKERS];
        const outcome = await run("npm", args, { cwd: scratch, totalSeconds: 180 });
        if (outcome.code !== 0) throw new Error(`npm install failed: ${reasonOf(outcome)}`);
        renameSync(scratch, folder);
      }),
    );
  });
  return folder;
}

/** @param {string} command @param {string[]} args */
async function must(command, args) {
  const code = await runInForeground(command, args, { cwd: process.cwd() });
  if (code !== 0)
    throw new Error(`${[command.split("/").at(-1), ...args].join(" ")} ended with exit code ${code}`);
}
