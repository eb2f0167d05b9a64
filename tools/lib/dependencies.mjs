import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";

const installed = join(root, "node_modules");

// npm writes this one last, so where it is, the installation was finished.
const installedLock = join(installed, ".package-lock.json");

/**
 * Installs the packages of the lock file, unless they are there.
 *
 * Not by `npm ci`: it refuses a lock file that leaves out an optional package, as ours does with binaries for platforms
 * that the registry it was made with did not have. `npm install --no-save` takes the same versions from the same lock
 * file, writes to neither, and finds such a binary itself.
 */
export async function installDependencies() {
  if (areInstalled()) return;
  // What an interrupted installation left may hold half-unpacked packages, which npm would take for whole ones.
  if (!existsSync(installedLock)) rmSync(installed, { recursive: true, force: true });
  rmSync(installedLock, { force: true });
  const args = ["install", "--no-save", "--include=dev", "--no-progress"];
  await withProgress("Packages, from the lock file (npm install)", async (detail) => {
    const outcome = await run("npm", args, { cwd: root, onLine: detail });
    if (outcome.code !== 0) throw new Error(`npm install failed: ${reasonOf(outcome)}`);
  });
}

function areInstalled() {
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(installedLock);
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.optional === true) return true;
    return present[path]?.version === entry.version;
  });
}

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [optional] wanted on some platforms only
 */

/**
 * @param {string} file
 * @returns {Record<string, LockEntry> | undefined}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
