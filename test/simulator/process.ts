/** The simulator as a process of its own, as a tool starts it. */

import type { ChildProcess } from "node:child_process";
import { type Child, startChild } from "../support/child.js";
import { temporaryFolder } from "../support/folder.js";
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
  end(signal: NodeJS.Signals): Promise<number | undefined>;
}

export interface Ended {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the current test has started. */
const started: Child[] = [];

/** One that is killed cannot remove the folder of a build that it runs. */
const env = { ...process.env, TMPDIR: temporaryFolder() };

/** A test that fails does not come to the end of what it started. */
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => child.stop("SIGKILL")));
});

function start(args: readonly string[]): Child {
  const child = startChild(process.execPath, [COMMAND, ...args], { env });
  started.push(child);
  return child;
}

/** Runs the command to its end. */
export async function runToEnd(...args: readonly string[]): Promise<Ended> {
  const child = start(args);
  return { code: await child.ended, stdout: child.stdout(), stderr: child.stderr() };
}

/** Starts the command and waits for its line on stdout. The process is ended with the test. */
export async function startProcess(...args: readonly string[]): Promise<Running> {
  const child = start(args);
  const ready = JSON.parse(await child.firstLine()) as Ready;
  return { ...ready, child: child.process, stdout: child.stdout, stderr: child.stderr, end: child.stop };
}
