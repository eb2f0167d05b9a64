import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findOnPath } from "./cli/probe.mjs";
import { withLock } from "./lock.mjs";
import { root, toolsFolder } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";
import { withScratch } from "./scratch.mjs";

/**
 * A Python environment of the tests: the packages in `requirements`, and a package of this repository.
 *
 * @typedef {object} Environment
 * @property {string} title
 * @property {string} folder
 * @property {string} requirements
 * @property {{ folder: string, record: string }} [ours] `record` is a file that changes with the package
 */

/** @type {Environment} */
const client = {
  title: "Python environment for the tests of the simulator (venv, pip)",
  folder: join(toolsFolder, "python"),
  requirements: join(root, "test/simulator/python/requirements.txt"),
};

/** @type {Environment} */
const programs = {
  title: "Python environment for programs with the Python SDK (venv, pip)",
  folder: join(toolsFolder, "python-programs"),
  requirements: join(root, "test/e2e/python/requirements.txt"),
  ours: { folder: join(root, "sdk/python"), record: join(root, "sdk/made-from.json") },
};

/** @type {Environment} */
const moto = {
  title: "Python environment with moto, an S3 server (venv, pip)",
  folder: join(toolsFolder, "moto"),
  requirements: join(root, "test/system/state/requirements.txt"),
};

const whatToInstall =
  "the tests need Python 3 with its venv module (Debian, Ubuntu: apt install python3-venv; macOS: brew install python)";

/** Makes what the tests need: Alibaba Cloud's Python SDK, and Pulumi with the SDK of this repository. */
export async function makePythonEnvironments() {
  await withLock(join(toolsFolder, "python.lock"), async () => {
    for (const environment of [client, programs]) await make(environment);
  });
}

/** The environment of programs with the SDK of this repository. @returns {Promise<string>} its folder */
export async function makePythonPrograms() {
  await withLock(join(toolsFolder, "python.lock"), () => make(programs));
  return programs.folder;
}

/** The S3 server of the tests of backends. */
export async function makeMoto() {
  await withLock(join(toolsFolder, "python.lock"), () => make(moto));
}

/** @param {Environment} environment */
async function make(environment) {
  const { title, folder, requirements, ours } = environment;
  const hash = createHash("sha256").update(readFileSync(requirements));
  if (ours) hash.update(readFileSync(ours.record));
  const wanted = hash.digest("hex");
  if (await isReady(folder, wanted)) return;
  if (findOnPath("python3") === undefined) throw new Error(`There is no python3 on PATH: ${whatToInstall}`);
  await withProgress(title, async (detail) => {
    await mustRun("python3", ["-m", "venv", "--clear", folder], whatToInstall);
    const pip = (/** @type {string[]} */ ...args) =>
      mustRun(
        pythonIn(folder),
        ["-m", "pip", "install", "--disable-pip-version-check", ...args],
        `the tests need the packages of ${requirements}`,
        detail,
      );
    await pip("--requirement", requirements);
    // pip leaves files in the folder of a package that it builds.
    if (ours) {
      await withScratch(toolsFolder, async (scratch) => {
        cpSync(ours.folder, join(scratch, "package"), { recursive: true });
        await pip("--no-deps", join(scratch, "package"));
      });
    }
  });
  writeFileSync(join(folder, "made-from"), wanted);
}

/** @param {string} folder */
const pythonIn = (folder) => join(folder, "bin/python");

/** @param {string} folder @param {string} wanted */
async function isReady(folder, wanted) {
  const madeFrom = join(folder, "made-from");
  if (!existsSync(madeFrom) || readFileSync(madeFrom, "utf8") !== wanted) return false;
  // It links to the system's Python, which may have been replaced by another version since.
  return (await run(pythonIn(folder), ["-c", ""], { cwd: root })).code === 0;
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
