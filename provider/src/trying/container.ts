import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { messageOf, printable } from "../values/printable";
import { type Base, type ContainerCommand, ENGINES, type Engine, type EngineName } from "./engines";
import { ended } from "./process";
import { withoutTrailer } from "./trailer";

/** How the output of a program gets to a person. */
export interface Output {
  stdout(text: string): void;
  stderr(text: string): void;
}

export interface Container {
  /** Runs a command and waits for it. Gives back its exit code. */
  exec(command: ContainerCommand & { input?: NodeJS.ReadableStream }, output: Output): Promise<number>;
  /** Removes it, with all that was started for it. It never fails: it says what is left. */
  remove(): Promise<string | undefined>;
}

const SECONDS_TO_ANSWER = 10;
const SECONDS_TO_REMOVE = 60;
const MS_BETWEEN_LOOKS = 20;
const MOST_LOOKS = 100;

/**
 * The engine with this name, or the first that answers: that a program is there does not say that it can do anything.
 *
 * @throws what was asked, and what each said.
 */
export async function engineThatAnswers(
  wanted: EngineName | undefined,
  signal: AbortSignal,
): Promise<Engine> {
  const asked: string[] = [];
  for (const engine of ENGINES.filter(({ name }) => wanted === undefined || name === wanted)) {
    const fault = await whyNot(engine, signal);
    if (fault === undefined) return engine;
    asked.push(`  ${engine.asks.slice(0, 2).join(" ")}: ${fault}`);
  }
  throw new Error(
    `no container engine answers. Asked:\n${asked.join("\n")}\nInstall or start docker, podman or buildah; --engine names the one to use.`,
  );
}

async function whyNot({ asks }: Engine, signal: AbortSignal): Promise<string | undefined> {
  const limit = AbortSignal.timeout(SECONDS_TO_ANSWER * 1000);
  let said = "";
  try {
    const code = await ended({
      argv: asks,
      signal: AbortSignal.any([signal, limit]),
      stdout: () => undefined,
      stderr: (text) => {
        said += text;
      },
    });
    return code === 0 ? undefined : printable(said.trim() || `exit code ${code}`, 300);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (limit.aborted) return `no answer within ${SECONDS_TO_ANSWER} seconds`;
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "not installed" : messageOf(error);
  }
}

/**
 * Starts a container that does nothing. What was begun is removed when it fails.
 *
 * @param seconds after them it ends by itself, should nobody end it.
 */
export async function startedContainer(
  engine: Engine,
  base: Base,
  { seconds, signal, output }: { seconds: number; signal: AbortSignal; output: Output },
): Promise<Container> {
  const name = `image-builder-try-${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    for (const argv of engine.start(name, base, seconds)) {
      const code = await ended({ argv, signal, stdout: () => undefined, stderr: output.stderr });
      if (code !== 0)
        throw new Error(
          `${argv.slice(0, 2).join(" ")} ended with exit code ${code}; what it said is above. Check the base.`,
        );
    }
  } catch (error) {
    await removed(engine, name, base);
    throw error;
  }
  return {
    exec: (command, to) => execIn(engine, name, command, signal, to),
    async remove() {
      const left = await removed(engine, name, base);
      return left && `Not removed: ${left}.`;
    },
  };
}

async function execIn(
  engine: Engine,
  name: string,
  { input, ...command }: ContainerCommand & { input?: NodeJS.ReadableStream },
  signal: AbortSignal,
  output: Output,
): Promise<number> {
  const argv = engine.exec(name, command);
  if (!engine.hasTrailer) return ended({ argv, signal, ...output, ...(input && { input }) });
  const errors = withoutTrailer(output.stderr);
  let code = 1;
  try {
    code = await ended({
      argv,
      signal,
      stdout: output.stdout,
      stderr: errors.take,
      ...(input && { input }),
    });
    return code;
  } finally {
    errors.end(code !== 0);
  }
}

/** Which command to give for what could not be removed. */
async function removed(engine: Engine, name: string, base: Base): Promise<string | undefined> {
  if (engine.marker) await endProcesses(`${engine.marker}=${name}`);
  let left: string | undefined;
  for (const argv of engine.remove(name, base)) {
    const quiet = { stdout: () => undefined, stderr: () => undefined };
    const signal = AbortSignal.timeout(SECONDS_TO_REMOVE * 1000);
    const code = await ended({ argv, signal, ...quiet }).catch(() => 1);
    if (code !== 0) left ??= `run \`${argv.join(" ")}\``;
  }
  return left;
}

/**
 * Buildah without a runtime (chroot) leaves what a command put into the background. Such a process may start another while
 * we look, and has no environment for the moment in which it starts: nothing is left when nothing is found twice.
 */
async function endProcesses(variable: string): Promise<void> {
  if (process.platform !== "linux") return;
  let quiet = 0;
  for (let looks = 0; quiet < 2 && looks < MOST_LOOKS; looks += 1) {
    if (looks > 0) await sleep(MS_BETWEEN_LOOKS);
    quiet = killAll(variable) ? 0 : quiet + 1;
  }
}

/** Whether there was one. */
function killAll(variable: string): boolean {
  let found = false;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      if (!environment.includes(variable)) continue;
      found = true;
      process.kill(Number(pid), "SIGKILL");
    } catch {
      // It has ended, or belongs to another user.
    }
  }
  return found;
}

/** What a command is to read. */
export const readableOf = (whole: string | Buffer): NodeJS.ReadableStream => Readable.from([whole]);
