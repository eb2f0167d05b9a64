import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** What setup makes for this clone only. */
export const toolsFolder = join(root, ".tools");

/** Where setup records which CLI it chose; `npm run pulumi` and the tests read it. */
export const cliRecordFile = join(toolsFolder, "cli.json");

/**
 * What takes minutes to make is kept per user, so that the next clone can use it immediately.
 * Without a writable home folder (some CI containers), it is kept in the clone.
 */
export function cacheFolder() {
  const shared = join(
    process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"),
    "pulumi-alicloud-image-builder",
  );
  return isWritable(shared) ? shared : join(toolsFolder, "cache");
}

/** @param {string} folder */
function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
