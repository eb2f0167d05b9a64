/** Seconds that a step takes. @param {() => Promise<unknown>} step */
export async function seconds(step) {
  const start = process.hrtime.bigint();
  await step();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The middle of several figures, and how far they spread. @param {number[]} figures */
export function spread(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] ?? Number.NaN)
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { min: sorted[0] ?? Number.NaN, median, max: sorted.at(-1) ?? Number.NaN };
}

/** The ratios of figures that were measured one after the other, pair by pair. @param {number[]} a @param {number[]} b */
export const ratios = (a, b) => spread(a.map((figure, index) => figure / (b[index] ?? Number.NaN)));
