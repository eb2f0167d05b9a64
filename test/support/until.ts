import { setTimeout as sleep } from "node:timers/promises";
import { lastLines, lastPrinted } from "./printed";

const SECONDS = 60;

/**
 * Waits until something is so, and gives what it looked for. The error says what was waited for, and shows the end of what
 * the processes of the test have printed.
 *
 * @param shown what else says why it is not so.
 */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  { seconds = SECONDS, shown }: { seconds?: number; shown?: () => string } = {},
): Promise<Found> {
  const end = performance.now() + 1000 * seconds;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) {
      const seen = [...(shown ? [lastLines(shown())] : []), lastPrinted()].filter((text) => text !== "");
      throw new Error([`waited for ${seconds} seconds, in vain: ${what}`, ...seen].join("\n"));
    }
    await sleep(20);
  }
}
