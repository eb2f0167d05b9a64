import { hostname } from "node:os";

/** Tells this process from every other one that may share a cache folder with it, those in other containers too. */
export const myName = `${hostname()}-${process.pid}`;

/**
 * Whether the process of that name is surely gone; of another host's nothing is known.
 *
 * @param {string} name
 */
export function isGone(name) {
  const pid = Number(name.slice(name.lastIndexOf("-") + 1));
  if (name !== `${hostname()}-${pid}` || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
