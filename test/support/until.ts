import { setTimeout as sleep } from "node:timers/promises";

/** Waits until something is so, at most a minute, and gives what it looked for; the error says what was waited for. */
export async function until<Found>(what: string, look: () => Found | Promise<Found>): Promise<Found> {
  const end = performance.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited for a minute, in vain: ${what}`);
    await sleep(20);
  }
}
