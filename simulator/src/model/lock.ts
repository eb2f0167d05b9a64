import * as fs from "node:fs";

/**
 * Makes sure that no other process uses the same data file: each would replace it under the other.
 *
 * @returns what gives the lock back. A process that was killed leaves its lock behind, which the
 *   next one takes over when no process has that ID any more.
 */
export function lockFile(path: string): () => void {
  const holder = holderOf(path);
  // Our own ID in a lock that we do not hold is of a process that had it before us, in a container.
  const taken = holder === process.pid ? held.has(path) : holder !== undefined && isAlive(holder);
  if (taken) {
    throw new Error(`process ${holder} is using the data file; if it is another program, delete ${path}`);
  }
  fs.writeFileSync(path, `${process.pid}\n`);
  held.add(path);
  return () => {
    held.delete(path);
    fs.rmSync(path, { force: true });
  };
}

const held = new Set<string>();

function holderOf(path: string): number | undefined {
  if (!fs.existsSync(path)) return undefined;
  const id = Number(fs.readFileSync(path, "utf8").trim());
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it means that it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
