import { distance } from "fastest-levenshtein";

/** The known name that a mistyped one was most likely meant to be, or undefined if none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near && near.edits <= Math.max(2, Math.floor(name.length / 3)) ? near.candidate : undefined;
}
