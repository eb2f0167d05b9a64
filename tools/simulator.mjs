import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { installDependencies } from "./lib/dependencies.mjs";
import { runInForeground } from "./lib/foreground.mjs";
import { root } from "./lib/paths.mjs";
import { runMain } from "./lib/setup.mjs";

const cli = join(root, "simulator/dist/cli.js");

await runMain(async () => {
  if (!existsSync(cli) || !existsSync(join(root, "node_modules/.package-lock.json"))) {
    await installDependencies();
    await build();
  }
  const cwd = process.env["INIT_CWD"] || process.cwd();
  process.exitCode = await runInForeground(process.execPath, [cli, ...process.argv.slice(2)], { cwd });
});
