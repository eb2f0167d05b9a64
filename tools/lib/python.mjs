import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "./cli/probe.mjs";
import { withLock } from "./lock.mjs";
import { root, toolsFolder } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";

const requirements = join(root, "test/simulator/python/requirements.txt");
const environment = join(toolsFolder, "python");
const python = join(environment, "bin/python");
const madeFrom = join(environment, "made-from");

const whatToInstall =
  "the tests need Python 3 with its venv module (Debian, Ubuntu: apt install python3-venv; macOS: brew install python)";

/** Makes the Python environment of the test that calls the simulator with Alibaba Cloud's Python SDK. */
export async function makePythonEnvironment() {
  if (!existsSync(requirements)) return;
  await withLock(join(toolsFolder, "python.lock"), async () => {
    const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
    if (await isReady(wanted)) return;
    if (findOnPath("python3") === undefined) throw new Error(`There is no python3 on PATH: ${whatToInstall}`);
    await withProgress("Python environment for the tests (venv, pip)", async (detail) => {
      await mustRun("python3", ["-m", "venv", "--clear", environment], whatToInstall);
      const install = ["-m", "pip", "install", "--disable-pip-version-check", "--requirement", requirements];
      await mustRun(python, install, "the tests need the packages of test/simulator/python", detail);
    });
    writeFileSync(madeFrom, wanted);
  });
}

/** @param {string} wanted */
async function isReady(wanted) {
  if (!existsSync(madeFrom) || readFileSync(madeFrom, "utf8") !== wanted) return false;
  // It links to the system's Python, which may have been replaced by another version since.
  return (await run(python, ["-c", ""], { cwd: root })).code === 0;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} remedy
 * @param {(line: string) => void} [onLine]
 */
async function mustRun(command, args, remedy, onLine) {
  const outcome = await run(command, args, { cwd: root, ...(onLine && { onLine }) });
  if (outcome.code !== 0) {
    throw new Error(`${command} ${args.slice(0, 3).join(" ")} failed: ${reasonOf(outcome)}\n${remedy}`);
  }
}
