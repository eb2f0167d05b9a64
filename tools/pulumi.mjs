import { existsSync } from "node:fs";
import { join } from "node:path";
import { cliEnvironment } from "./lib/cli/environment.mjs";
import { recordedCli } from "./lib/cli/find.mjs";
import { runInForeground } from "./lib/foreground.mjs";
import { root } from "./lib/paths.mjs";
import { say } from "./lib/progress.mjs";
import { runMain, setUp } from "./lib/setup.mjs";
import { apart } from "./lib/signals.mjs";

await runMain(async () => {
  const cli = readyCli() ?? (await setUpFirst());
  // npm runs scripts in the root, but the user means the project in the folder where the command was typed.
  const cwd = process.env["INIT_CWD"] || process.cwd();
  process.exitCode = await runInForeground(cli.executable, process.argv.slice(2), {
    cwd,
    env: cliEnvironment(cli),
    detached: apart,
  });
});

/** The CLI of the last setup, if everything that a program needs exists. */
function readyCli() {
  const cli = recordedCli();
  const needed = [
    cli?.executable ?? "",
    join(root, "node_modules/.package-lock.json"),
    join(root, "provider/dist/index.js"),
  ];
  return needed.every((file) => existsSync(file)) ? cli : undefined;
}

function setUpFirst() {
  say("Not set up yet: running npm run setup first");
  return setUp();
}
