import type { Row } from "../../values/row";

/**
 * How long a call takes before it is shown, in milliseconds. Most are answered earlier, also after a few attempts, and one to
 * a port of this machine on which nothing listens has failed (retry.ts).
 */
const FIRST = 5_500;
/** The minimum interval between two lines about a call, in milliseconds. */
const NEXT = 10_000;

/**
 * Shows a call that takes long, and again when there is something else to say. When the last of the calls on its row has
 * ended, nothing is left of them.
 *
 * @param line what is to be said now.
 * @returns ends it.
 */
export function showIfLong(line: () => string, row: Row): () => void {
  let last: string | undefined;
  const show = (shown: string) => {
    row.line = shown;
    row.show(shown);
  };
  const look = () => {
    if (last === undefined) row.calls += 1;
    const now = line();
    if (now !== last && now !== row.line) show(now);
    last = now;
    timer = setTimeout(look, NEXT).unref();
  };
  let timer = setTimeout(look, FIRST).unref();
  return () => {
    clearTimeout(timer);
    if (last === undefined) return;
    row.calls -= 1;
    if (row.calls === 0) show("");
  };
}
