import { distance } from "fastest-levenshtein";

/** No known name is longer. */
const MAX_LENGTH = 100;

/** The known name closest to a mistyped one, or undefined if none is close. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = known
    // Lengths are compared first, because a text of any length can be given as a name.
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit && name.length <= MAX_LENGTH)
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near && near.edits <= limit ? near.candidate : undefined;
}

/** What is wrong with the name of an argument, as the predicate of a sentence about it. */
export function unknownArgument(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `unknown argument.${near ? ` Did you mean ${near}?` : ""} Correct or remove it.`;
}
