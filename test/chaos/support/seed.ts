/**
 * The seed of this run: `CHAOS_SEED`, or a new one. It is printed, so that what a run met can be met again: the faults
 * and the moments are drawn from it, though not the order in which calls arrive.
 */
export function seedOf(what: string): number {
  const given = process.env["CHAOS_SEED"];
  const seed = given === undefined ? 1 + Math.floor(Math.random() * 1e6) : Number(given);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`CHAOS_SEED is no whole number: ${given}`);
  process.stdout.write(`chaos, ${what}: CHAOS_SEED=${seed}\n`);
  return seed;
}

/** A number from the environment. */
export const numberFrom = (variable: string, fallback: number): number => {
  const number = Number(process.env[variable] ?? fallback);
  if (!Number.isSafeInteger(number) || number < 1) throw new Error(`${variable} is no positive whole number`);
  return number;
};

/** A repeatable stream of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (Math.imul(state ^ (state >>> 16), 0x45d9f3b) >>> 0) / 2 ** 32;
  };
}
