import { type ChildProcess, spawn } from "node:child_process";
import { remember } from "./printed";

/** A process of a test, with what it printed. */
export interface Child {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits for the first line on standard output; fails, with what was on standard error, when there is none. */
  firstLine(): Promise<string>;
  /** Its exit code, once it is gone; undefined when a signal ended it. */
  readonly ended: Promise<number | undefined>;
  /** Ends it, gently unless told otherwise, and waits until it is gone. Gives back its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | undefined>;
}

const secondsToStart = 30;
const secondsToStop = 10;

/**
 * Runs a command to its end.
 *
 * @param input its standard input; without it, it has none.
 */
export async function runChild(
  command: string,
  args: string[],
  { input, ...options }: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string },
) {
  const child = startChild(command, args, { ...options, hasInput: input !== undefined });
  child.process.stdin?.end(input);
  return finished(child);
}

/** What a process has printed when it has ended. */
export async function finished(child: Child) {
  const code = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

export function startChild(
  command: string,
  args: string[],
  { hasInput = false, ...options }: { cwd?: string; env?: NodeJS.ProcessEnv; hasInput?: boolean } = {},
): Child {
  const child = hasInput
    ? spawn(command, args, { ...options, stdio: ["pipe", "pipe", "pipe"] })
    : spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "" };
  remember(command, () => printed.stdout + printed.stderr);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed.stderr += text;
  });
  const endWithTests = () => child.kill("SIGKILL");
  process.once("exit", endWithTests);
  const gone = new Promise<number | undefined>((resolve) => {
    child.once("error", (error) => {
      printed.stderr += `${error.message}\n`;
      resolve(undefined);
    });
    child.once("close", (code) => resolve(code ?? undefined));
  }).finally(() => process.removeListener("exit", endWithTests));

  return {
    process: child,
    ended: gone,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    firstLine: () =>
      new Promise((resolve, reject) => {
        const fail = (why: string) =>
          reject(new Error(`${command} ${args.join(" ")}: ${why}\n${printed.stderr}`));
        const timer = setTimeout(() => fail(`said nothing in ${secondsToStart} s`), secondsToStart * 1000);
        const look = () => {
          const end = printed.stdout.indexOf("\n");
          if (end < 0) return;
          clearTimeout(timer);
          child.stdout.off("data", look);
          resolve(printed.stdout.slice(0, end));
        };
        child.stdout.on("data", look);
        look();
        gone.then((code) => {
          clearTimeout(timer);
          fail(`ended with exit code ${code} before it was ready`);
        });
      }),
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      const timer = setTimeout(() => child.kill("SIGKILL"), secondsToStop * 1000);
      return gone.finally(() => clearTimeout(timer));
    },
  };
}
