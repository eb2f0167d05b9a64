/** The simulator as a process of its own, as a tool starts it. */

import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { COMMAND } from "./support.js";

export interface Ready {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export interface Running extends Ready {
  readonly child: ChildProcess;
  /** What was written so far. */
  stdout(): string;
  stderr(): string;
  /** Ends it with a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(args: readonly string[]) {
  if (!existsSync(COMMAND)) throw new Error("the simulator is not built: run `npm run build` first");
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const written = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    written.stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    written.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, written, ended };
}

/** Runs the command to its end. */
export async function runToEnd(...args: readonly string[]): Promise<Ended> {
  const { written, ended } = launch(args);
  return { code: await ended, ...written };
}

/** Starts the command and waits for its line on stdout. */
export async function startProcess(...args: readonly string[]): Promise<Running> {
  const { child, written, ended } = launch(args);
  const line = new Promise<string>((resolve) => {
    child.stdout.on("data", () => {
      if (written.stdout.includes("\n")) resolve(written.stdout);
    });
  });
  const early = ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${written.stderr}`)));
  const ready = JSON.parse(await Promise.race([line, early])) as Ready;
  early.catch(() => undefined);
  return {
    ...ready,
    child,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}
