/*
 * Makes text from outside (messages, statuses, names) safe for a terminal, and truncates it.
 */

/** Characters that a terminal interprets: line ends, escape sequences, marks that change the text direction. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const SHORT_ESCAPES = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A text from outside in printable form: on one line, invisible characters escaped, truncated. */
export function printable(text: string, longest = 200): string {
  const shown = text.slice(0, longest).replace(UNPRINTABLE, escaped);
  return text.length > longest || shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT_ESCAPES.get(character) ?? (hex.length > 2 ? `\\u{${hex}}` : `\\x${hex.padStart(2, "0")}`);
}

/** The message of a thrown value, which may not be an Error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
