/** Really runs the content of executions, with a command that the user gave: the option --run-builds. */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentNamed } from "./model/components.js";
import { endRun } from "./model/executions.js";
import type { Execution, Pipeline, Run } from "./model/records.js";
import type { Store } from "./model/store.js";
import { componentReferences } from "./parameters/content.js";

export interface Builds {
  start(execution: Execution, pipeline: Pipeline): void;
  stop(executionId: string): void;
  /** Stops all of them, and waits until they are gone. */
  close(): Promise<void>;
}

/** The exit code by which the command says that the tests failed, and not the build. */
const TESTS_FAILED = 4;
const MINUTES_AT_MOST = 60;
const MS_TO_END = 10_000;
/** What an answer can hold, and a person reads. */
const LAST_LINES = 12;

export function createBuilds({
  command,
  store,
  now,
  log,
}: {
  readonly command: string;
  readonly store: Store;
  readonly now: () => number;
  readonly log: (line: string) => void;
}): Builds {
  const running = new Map<string, ChildProcess>();

  const stop = (id: string): void => {
    const child = running.get(id);
    if (child === undefined) return;
    running.delete(id);
    // The command removes its container; only if it does not, it is ended.
    kill(child, "SIGTERM");
    const timer = setTimeout(() => kill(child, "SIGKILL"), MS_TO_END);
    child.once("close", () => clearTimeout(timer));
  };

  return {
    start(execution, pipeline) {
      const { id } = execution;
      const folder = mkdtempSync(join(tmpdir(), "image-builder-build-"));
      const args = argumentsFor(store, pipeline, folder);
      const child = spawn("/bin/sh", ["-c", `${command} "$@"`, "sh", ...args], {
        stdio: ["pipe", "pipe", "pipe"],
        detached: true,
      });
      running.set(id, child);
      const lines: string[] = [];
      const print = (line: string) => {
        log(`build ${id}: ${line}`);
        lines.push(line);
      };
      const rest = [child.stdout, child.stderr].map((stream) => eachLine(stream, print));
      // A command that reads nothing is right, too.
      child.stdin.on("error", () => undefined);
      child.stdin.end(pipeline.request["BuildContent"] ?? "");
      const timer = setTimeout(() => stop(id), MINUTES_AT_MOST * 60_000);
      const ended = (code: number | undefined, why: string) => {
        clearTimeout(timer);
        rmSync(folder, { recursive: true, force: true });
        for (const flush of rest) flush();
        running.delete(id);
        endRun(store, id, outcome(code, why, lines, pipeline), now());
      };
      child.once("error", ({ message }) => ended(undefined, message));
      child.once("close", (code, signal) => ended(code ?? undefined, `exit code ${code ?? signal}`));
    },
    stop,
    async close() {
      const gone = [...running.values()].map(
        (child) => new Promise((resolve) => child.once("close", resolve)),
      );
      [...running.keys()].forEach(stop);
      await Promise.all(gone);
    },
  };
}

function argumentsFor(store: Store, pipeline: Pipeline, folder: string): string[] {
  const { BuildContent: build = "", TestContent: test = "" } = pipeline.request;
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const references = new Set([build, test].flatMap(componentReferences));
  const components = [...references].flatMap((reference, index) => {
    const content = contentNamed(store, pipeline, reference);
    return content === undefined
      ? []
      : ["--component", `${reference}=${file(`component-${index + 1}`, content)}`];
  });
  return [...components, ...(test === "" ? [] : ["--test", file("test", test)])];
}

function outcome(
  code: number | undefined,
  why: string,
  lines: readonly string[],
  { request }: Pipeline,
): Run {
  if (code === 0) return { state: "passed" };
  const at = code === TESTS_FAILED && request["TestContent"] ? "TESTING" : "BUILDING";
  const printed = lines.filter((line) => line.trim() !== "").slice(-LAST_LINES);
  return {
    state: "failed",
    at,
    message: [`The run of the content ended with ${why}.`, ...printed].join("\n"),
  };
}

/** Calls with each line; the function that it gives back calls with what has no line end. */
function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): () => void {
  let open = "";
  stream.setEncoding("utf8");
  stream.on("data", (text: string) => {
    const lines = (open + text).split("\n");
    open = lines.pop() ?? "";
    lines.forEach(take);
  });
  return () => {
    if (open !== "") take(open);
  };
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
