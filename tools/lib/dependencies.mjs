import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";

const installed = join(root, "node_modules");

// npm writes this file last, so if it exists, the installation is complete.
const installedLock = join(installed, ".package-lock.json");

/**
 * Installs the packages of the lock file, unless they are installed already.
 *
 * It does not use `npm ci`, which refuses a lock file without an optional package. Ours lacks binaries for platforms that
 * were missing in the registry where it was made. `npm install --no-save` installs the same versions from the lock file,
 * changes neither file, and finds such a binary itself.
 */
export async function installDependencies() {
  if (areInstalled()) return;
  // An interrupted installation may have left half-unpacked packages, which npm takes for complete ones.
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
