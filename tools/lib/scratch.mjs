import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isGone, myName } from "./process-name.mjs";

const prefix = "scratch-";

/**
 * Makes a temporary folder beside the place of the result (so that moving it there is one rename), passes it to the
 * work, and removes it afterwards. It also removes what interrupted processes left there.
 *
 * @template T
 * @param {string} parent
 * @param {(folder: string) => Promise<T>} work
 */
export async function withScratch(parent, work) {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && isGone(name.slice(prefix.length))) removeFolder(join(parent, name));
  }
  const folder = join(parent, prefix + myName);
  mkdirSync(folder, { recursive: true });
  const remove = () => removeFolder(folder);
  process.once("exit", remove);
  try {
    return await work(folder);
  } finally {
    process.removeListener("exit", remove);
    remove();
  }
}

/** @param {string} folder */
function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
