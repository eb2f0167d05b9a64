/** @typedef {{ min: number, median: number, max: number }} Spread */

/** Seconds that a step takes. @param {() => Promise<unknown>} step */
export async function seconds(step) {
  const start = performance.now();
  await step();
  return (performance.now() - start) / 1000;
}

/** The middle of several figures, and how far they spread. @param {number[]} figures @returns {Spread} */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (/** @type {number} */ index) => sorted[index] ?? Number.NaN;
  const half = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? at(Math.floor(half)) : (at(half - 1) + at(half)) / 2;
  return { min: at(0), median, max: at(sorted.length - 1) };
}

/** The ratios of figures that were measured one after the other, pair by pair. @param {number[]} a @param {number[]} b */
export const ratios = (a, b) => spread(a.map((figure, index) => figure / (b[index] ?? Number.NaN)));

/** The differences of such figures. @param {number[]} a @param {number[]} b */
export const differences = (a, b) => spread(a.map((figure, index) => figure - (b[index] ?? Number.NaN)));

/**
 * Measures several sides in turns, round by round: these machines are shared, and what was measured one after the other
 * can be compared. Each round begins with another side, so that no side is always the first one.
 *
 * @template {string} Side
 * @template Figures
 * @param {readonly Side[]} sides
 * @param {number} rounds
 * @param {(side: Side) => Promise<Figures>} measure
 * @returns {Promise<Record<Side, Figures[]>>} what was measured of each side, in the order of the rounds.
 */
export async function inTurns(sides, rounds, measure) {
  const all = /** @type {Record<Side, Figures[]>} */ ({});
  for (const side of sides) all[side] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = round % sides.length;
    for (const side of [...sides.slice(first), ...sides.slice(0, first)]) all[side].push(await measure(side));
  }
  return all;
}

/** @param {string} line */
export const progress = (line) => void process.stderr.write(`  ${line}\n`);
