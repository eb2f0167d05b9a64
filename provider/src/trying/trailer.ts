/*
 * What buildah says on standard error after the command that it ran has failed. It is not the command's:
 *
 *   subprocess exited with status 7
 *   subprocess exited with status 7
 *   Error: exit status 7
 */

const WHOLE =
  /^(?:subprocess exited (?:with status \d+|on [a-z ]+)\n)*(?:Error: (?:while running runtime: )?exit status \d+\n)?/;
const BEGINNINGS = [
  "subprocess exited with status ",
  "subprocess exited on ",
  "Error: exit status ",
  "Error: while running runtime: exit status ",
];

/** Whether a text is the trailer as far as it has come. */
function canBeTrailer(text: string): boolean {
  const [whole = ""] = WHOLE.exec(text) ?? [];
  const rest = text.slice(whole.length);
  if (rest === "") return true;
  return (
    !whole.includes("Error: ") &&
    BEGINNINGS.some(
      (one) => one.startsWith(rest) || (rest.startsWith(one) && /^[\da-z ]*$/.test(rest.slice(one.length))),
    )
  );
}

/** The trailer has no more characters than that. */
const LONGEST = 300;

/** A stream without the trailer at its end. Only what can be a part of one is held back. */
export function withoutTrailer(write: (text: string) => void) {
  let held = "";
  return {
    take(text: string) {
      held += text;
      let from = Math.max(0, held.length - LONGEST);
      while (from < held.length && !canBeTrailer(held.slice(from))) from += 1;
      if (from > 0) write(held.slice(0, from));
      held = held.slice(from);
    },
    end(failed: boolean) {
      const rest = failed ? held.replace(WHOLE, "") : held;
      if (rest !== "") write(rest);
      held = "";
    },
  };
}
