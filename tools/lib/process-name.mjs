import { hostname } from "node:os";

/** Distinguishes this process from all others that may share a cache folder with it, also in other containers. */
export const myName = `${hostname()}-${process.pid}`;

/**
 * Whether the process of that name has certainly ended. A process on another host is never known to have ended.
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
