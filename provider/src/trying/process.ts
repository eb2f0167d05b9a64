import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";

export interface Started {
  argv: readonly string[];
  /** What it reads; without it, standard input is empty. */
  input?: NodeJS.ReadableStream;
  /** Ends it. */
  signal: AbortSignal;
  stdout(text: string): void;
  stderr(text: string): void;
}

const MS_TO_END = 2_000;

/** A process that was put into the background keeps the pipes open for as long as it runs. */
const MS_TO_CLOSE = 300;

/**
 * Runs a program and waits until it ends. It is in a group of its own, so that ^C does not end it before we can say what
 * was running, and so that all of it ends.
 *
 * @returns its exit code, or 128 and the signal's number as a shell has it.
 * @throws what the signal was aborted with, or why the program could not be started.
 */
export function ended({ argv, input, signal, stdout, stderr }: Started): Promise<number> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const [program = "", ...args] = argv;
    const child = spawn(program, args, {
      stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
      detached: true,
    });
    child.stdout?.setEncoding("utf8").on("data", stdout);
    child.stderr?.setEncoding("utf8").on("data", stderr);
    // A program may end before it has read everything.
    if (input && child.stdin) pipeline(input, child.stdin, () => undefined);
    const killed: NodeJS.Timeout[] = [];
    const abort = () => {
      killGroup(child, "SIGTERM");
      killed.push(setTimeout(() => killGroup(child, "SIGKILL"), MS_TO_END));
    };
    signal.addEventListener("abort", abort, { once: true });
    let isDone = false;
    const done = (code: number) => {
      if (isDone) return;
      isDone = true;
      killed.forEach(clearTimeout);
      signal.removeEventListener("abort", abort);
      for (const pipe of [child.stdout, child.stderr]) (pipe as Socket | null)?.unref();
      if (signal.aborted) reject(signal.reason);
      else resolve(code);
    };
    const codeOf = (code: number | null, by: NodeJS.Signals | null) =>
      code ?? (by ? 128 + (NUMBERS[by] ?? 0) : 1);
    child.once("error", (error) => {
      isDone = true;
      signal.removeEventListener("abort", abort);
      reject(error);
    });
    child.once("exit", (code, by) => setTimeout(() => done(codeOf(code, by)), MS_TO_CLOSE));
    child.once("close", (code, by) => done(codeOf(code, by)));
  });
}

const NUMBERS: Partial<Record<NodeJS.Signals, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
