import { join } from "node:path";
import { build } from "./build.mjs";
import { findOrMakeCli } from "./cli/find.mjs";
import { installDependencies } from "./dependencies.mjs";
import { withLock } from "./lock.mjs";
import { toolsFolder } from "./paths.mjs";
import { say } from "./progress.mjs";

/** Installs and builds everything that the other commands need, and skips what is up to date. */
export async function setUp() {
  requireThisSystem();
  const stopListening = exitOnSignals();
  try {
    await withLock(join(toolsFolder, "setup.lock"), async () => {
      await installDependencies();
      await build();
    });
    const cli = await findOrMakeCli();
    say(`  Pulumi CLI ${cli.version}, ${cli.source}`);
    return cli;
  } finally {
    stopListening();
  }
}

function requireThisSystem() {
  if (process.platform === "win32") {
    throw new Error("the tools of this repository need a Unix system: on Windows, run them in WSL");
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Error(`Node.js 20.19 or newer is needed, this is ${process.version}`);
  }
}

/**
 * Ends the process cleanly when it is interrupted: its child processes end too (see guard.mjs), and locks and scratch
 * folders are removed on exit.
 */
function exitOnSignals() {
  const listeners = Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }).map(([signal, code]) => {
    const exit = () => {
      say("\nInterrupted. Run it again to continue.");
      process.exit(code);
    };
    process.once(signal, exit);
    return () => process.removeListener(signal, exit);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}

/**
 * Runs a command's main function, and prints the message of what it throws.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
