import { distance } from "fastest-levenshtein";

/** Longer than every name there is. */
const MAX_LENGTH = 100;

/** The known name that a mistyped one was most likely meant to be, or undefined if none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = known
    // What differs more in length alone is not near, and a text of any length can stand in the place of a name.
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit && name.length <= MAX_LENGTH)
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near && near.edits <= limit ? near.candidate : undefined;
}
