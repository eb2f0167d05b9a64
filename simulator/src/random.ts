import { randomBytes, randomUUID } from "node:crypto";

/** A repeatable stream of numbers in [0, 1): the generator known as mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Lower-case letters and digits, as in the service's own IDs. */
export function randomWord(length: number): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz012345";
  return [...randomBytes(length)].map((byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

export function newRequestId(): string {
  return randomUUID().toUpperCase();
}
