import { spawn } from "node:child_process";
import { constants } from "node:os";
import { passSignalsOn } from "./signals.mjs";

/**
 * Runs a command in place of this one, with our input, output and signals. Returns its exit code; for a child that a
 * signal ended, it is the code that a shell would return.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, detached?: boolean}} options
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, options) {
  const child = spawn(command, args, { ...options, stdio: "inherit" });
  passSignalsOn(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}
