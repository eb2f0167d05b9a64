/*
 * What comes from outside and is printed (messages, statuses, names) is made harmless for a terminal and cut here.
 */

/** Line ends, escape sequences, marks that turn the direction of a text: what a terminal would act on. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT_ESCAPES = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text from outside as it may be printed: on one line, what is no visible character as an escape, and cut. */
export function printable(text: string, longest = 200): string {
  const shown = text.slice(0, longest).replace(UNPRINTABLE, escaped);
  return text.length > longest || shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT_ESCAPES.get(character) ?? (hex.length > 2 ? `\\u{${hex}}` : `\\x${hex.padStart(2, "0")}`);
}

/** The message of what was thrown, which need not be an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
