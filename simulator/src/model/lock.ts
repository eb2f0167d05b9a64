import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";

/**
 * Makes sure that no other process uses the same data file: each would write into the other's.
 *
 * The lock is a folder with one file, whose name says which process holds it. A folder can be moved to
 * a name only while there is no folder with a file in it, so of several processes that try, one succeeds; and a
 * dead holder's file is removed by its name, so a lock that was taken in the meantime is never removed.
 *
 * @returns a function that releases the lock. A killed process leaves its lock, and the next process takes it over.
 */
export function lockFile(path: string): () => void {
  const holder = `${process.pid}-${startOf(process.pid) ?? ""}-${randomBytes(6).toString("hex")}`;
  const prepared = fs.mkdtempSync(`${path}-`);
  try {
    fs.writeFileSync(join(prepared, holder), "");
    fs.chmodSync(prepared, 0o755);
    for (let attempt = 0; !moved(prepared, path); attempt += 1) {
      if (attempt === ATTEMPTS)
        throw new Error(`cannot take the lock ${path}: other processes keep changing it`);
      removeDeadHolder(path);
    }
  } catch (error) {
    fs.rmSync(prepared, { recursive: true, force: true });
    throw error;
  }
  return () => {
    fs.rmSync(join(path, holder), { force: true });
    removeEmpty(path);
  };
}

const ATTEMPTS = 100;
/** Process ID, start time, and a random part that makes the name unique. */
const HOLDER = /^(\d+)-(\d*)-[0-9a-f]{12}$/;

function moved(prepared: string, path: string): boolean {
  try {
    fs.renameSync(prepared, path);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "EEXIST", "EPERM", "ENOTDIR"].includes(codeOf(error))) return false;
    throw error;
  }
}

/** @throws if the holder is alive, or if the path is not a lock. */
function removeDeadHolder(path: string): void {
  for (const name of namesIn(path)) {
    const [, pid, start] = HOLDER.exec(name) ?? [];
    if (pid === undefined) {
      throw new Error(
        `${path} is where the lock of the data file goes, but it is not a lock of this simulator: move it away`,
      );
    }
    if (isAlive(Number(pid), start ?? "")) {
      throw new Error(`process ${pid} is using the data file; if it is another program, delete ${path}`);
    }
    fs.rmSync(join(path, name), { force: true });
  }
  removeEmpty(path);
}

function namesIn(path: string): readonly string[] {
  try {
    return fs.readdirSync(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    if (codeOf(error) === "ENOTDIR") return [""];
    throw error;
  }
}

/** Not every system moves a folder onto an empty one. */
function removeEmpty(path: string): void {
  try {
    fs.rmdirSync(path);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(codeOf(error))) throw error;
  }
}

/** Process IDs are reused, especially in containers: the same process has the same start time. */
function isAlive(pid: number, start: string): boolean {
  if (!exists(pid)) return false;
  const now = startOf(pid);
  return now === undefined || now === start;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists, but we may not signal it.
    return codeOf(error) === "EPERM";
  }
}

/**
 * When a process started, as a number that has a meaning on this machine only; 0 for a process that has
 * ended but still has an entry; undefined if it cannot be determined.
 */
function startOf(pid: number): string | undefined {
  try {
    // The name of the program, in parentheses, can contain anything.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? "0" : fields[19];
  } catch {
    return pid === process.pid ? String(Math.round(performance.timeOrigin)) : undefined;
  }
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
