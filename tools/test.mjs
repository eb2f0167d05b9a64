import { join } from "node:path";
import { makeLanguageHosts } from "./lib/cli/language-hosts.mjs";
import { runInForeground } from "./lib/foreground.mjs";
import { root } from "./lib/paths.mjs";
import { duration, say } from "./lib/progress.mjs";
import { makePythonEnvironments } from "./lib/python.mjs";
import { findOrBuildGenerator, hasGo } from "./lib/sdks.mjs";
import { runMain, setUp } from "./lib/setup.mjs";

const jest = join(root, "node_modules/jest/bin/jest.js");

await runMain(async () => {
  const everythingPassed =
    (await stage("Setting up", async () => {
      await makeLanguageHosts(await setUp());
      await makePythonEnvironments();
      // The tests compare the SDKs with what it makes.
      if (hasGo()) await findOrBuildGenerator();
      return 0;
    })) &&
    (await stage("Lint", () => npmRun("lint"))) &&
    (await stage("Types", () => npmRun("typecheck"))) &&
    (await tests());
  if (!everythingPassed) process.exitCode = 1;
});

/**
 * @param {string} title
 * @param {() => Promise<number>} work returns an exit code
 */
async function stage(title, work) {
  const started = Date.now();
  say(title);
  const passed = (await work()) === 0;
  say(`${title}: ${passed ? "done" : "FAILED"}, in ${duration(Date.now() - started)}`);
  return passed;
}

/** @param {string} script */
function npmRun(script) {
  return runInForeground("npm", ["run", "--silent", script], { cwd: root });
}

/** Prints no duration: the closing line of the test run must be the last line. */
async function tests() {
  say("Tests");
  const args = [jest, ...process.argv.slice(2)];
  return (await runInForeground(process.execPath, args, { cwd: root })) === 0;
}
