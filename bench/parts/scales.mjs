import { inTurns, progress, ratios, seconds, spread } from "../measure.mjs";
import { benchProject, defaultParallelism } from "../project.mjs";
import { callsDuring, setLatency } from "../simulator.mjs";

export const STEPS = /** @type {const} */ (["preview", "up", "up again", "refresh", "destroy"]);
/** @typedef {(typeof STEPS)[number]} Step */

/** @typedef {import("../project.mjs").Side} Side */

/** The steps that call the service. */
const CALLING = ["up", "refresh", "destroy"];

/** Which side is compared with which. */
const PAIRS = /** @type {const} */ ([
  ["dynamic", "floor"],
  ["plugin", "floor"],
  ["plugin", "dynamic"],
  ["dynamic", "floor-same-state"],
]);

/** @typedef {`${(typeof PAIRS)[number][0]}/${(typeof PAIRS)[number][1]}`} Pair */

/**
 * Measures one stack from creation to destruction on each of these sides, and the ratios of the pairs among them.
 *
 * With latency, the time that the calls need at least is added to the floor: one call after another in each of the
 * operations that the engine runs in parallel.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ count: number, rounds: number, sides: Side[], latency?: number }} options latency in milliseconds
 */
export async function measureScale(stand, { count, rounds, sides, latency = 0 }) {
  const parallelism = await defaultParallelism(stand);
  await setLatency(stand.simulator, latency);
  const measured = await inTurns(sides, rounds, (side) => measureSide(stand, side, count));
  await setLatency(stand.simulator, 0);
  const steps = STEPS.map((step) => {
    const mustTake = CALLING.includes(step) ? (Math.ceil(count / parallelism) * latency) / 1000 : 0;
    const times = (/** @type {Side} */ side) => measured[side].map((all) => all[step].time);
    const bound = (/** @type {Side} */ side) =>
      times(side).map((time) => time + (side === "floor" ? mustTake : 0));
    const compared = PAIRS.filter((pair) => pair.every((side) => sides.includes(side)));
    return {
      step,
      mustTake,
      times: bySide(sides, (side) => spread(times(side))),
      ratios: /** @type {Partial<Record<Pair, import("../measure.mjs").Spread>>} */ (
        Object.fromEntries(compared.map(([side, to]) => [`${side}/${to}`, ratios(times(side), bound(to))]))
      ),
      calls: bySide(sides, (side) => measured[side][0]?.[step].calls ?? {}),
    };
  });
  return { count, latency, rounds, parallelism, steps };
}

/** @template T @param {Side[]} sides @param {(side: Side) => T} of @returns {Partial<Record<Side, T>>} */
const bySide = (sides, of) =>
  /** @type {Partial<Record<Side, T>>} */ (Object.fromEntries(sides.map((side) => [side, of(side)])));

/**
 * @param {import("../project.mjs").Stand} stand
 * @param {Side} side
 * @param {number} count
 */
async function measureSide(stand, side, count) {
  const project = benchProject(stand, side, count);
  const measured = async (/** @type {() => Promise<unknown>} */ step) => {
    let time = Number.NaN;
    const calls = await callsDuring(stand.simulator, async () => {
      time = await seconds(step);
    });
    return { time, calls };
  };
  try {
    await project.init();
    /** @type {Record<Step, Awaited<ReturnType<typeof measured>>>} */
    const all = {
      preview: await measured(project.preview),
      up: await measured(project.up),
      "up again": await measured(project.up),
      refresh: await measured(project.refresh),
      destroy: await measured(project.destroy),
    };
    progress(`${side} ${count}: ${STEPS.map((step) => `${step} ${all[step].time.toFixed(1)} s`).join(", ")}`);
    return all;
  } finally {
    project.remove();
  }
}
