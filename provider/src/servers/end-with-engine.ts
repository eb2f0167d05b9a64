import { fstatSync } from "node:fs";

/**
 * Ends this process when the engine is gone. A killed engine cancels nothing, but its end of the pipe on standard input
 * closes. Without this, a build would be waited for by a process that nobody reads.
 */
export function endWithEngine(): void {
  if (!isPipe(0)) return;
  process.stdin.on("close", () => process.exit());
  process.stdin.resume();
}

/** Standard input of another kind, such as /dev/null, says nothing about the engine. */
function isPipe(descriptor: number): boolean {
  try {
    const stats = fstatSync(descriptor);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
