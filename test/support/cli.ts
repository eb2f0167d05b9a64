import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { remember } from "./printed";
import { root } from "./root";

/** A command of the CLI that has ended. */
export interface Run {
  /** The exit code; undefined when a signal ended it. */
  code: number | undefined;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  readonly process: ChildProcess;
  readonly done: Promise<Run>;
}

const secondsPerCommand = 180;
const millisecondsForTheRest = 2000;

/** The CLI that `npm run setup` chose, and the folders that it needs on PATH. */
export function chosenCli(): { executable: string; searchPath: string[] } {
  try {
    return JSON.parse(readFileSync(join(root, ".tools/cli.json"), "utf8"));
  } catch {
    throw new Error("the tests need the Pulumi CLI: npm run setup");
  }
}

export function startCli(args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): RunningCli {
  const { executable } = chosenCli();
  const child = spawn(executable, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const endWithTests = () => child.kill("SIGKILL");
  process.once("exit", endWithTests);
  const printed = { stdout: "", stderr: "" };
  remember(`pulumi ${args[0]}`, () => printed.stdout + printed.stderr);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  const tooLong = setTimeout(() => {
    printed.stderr += `\nended by the test: not done after ${secondsPerCommand} s\n`;
    child.kill("SIGKILL");
  }, secondsPerCommand * 1000);
  const done = new Promise<Run>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      const end = () => resolve({ code: code ?? undefined, ...printed });
      // What a killed CLI leaves running may hold its output open.
      setTimeout(end, millisecondsForTheRest).unref();
      child.once("close", end);
    });
  }).finally(() => {
    clearTimeout(tooLong);
    process.removeListener("exit", endWithTests);
  });
  return { process: child, done };
}

/**
 * Ends what a CLI ended by SIGKILL leaves running: each plugin is in a process group of its own, and only its
 * environment tells to whom it belongs. Where there is no /proc they go unnoticed.
 */
export function endLeftOvers(name: string, value: string): void {
  for (const pid of processIds()) {
    if (readQuietly(`/proc/${pid}/environ`).split("\0").includes(`${name}=${value}`)) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }
}

function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && pid !== process.pid);
  } catch {
    return [];
  }
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
