import { inTurns, progress, ratios, seconds, spread } from "../measure.mjs";
import { benchProject, defaultParallelism } from "../project.mjs";
import { callsDuring, setLatency } from "../simulator.mjs";

export const STEPS = /** @type {const} */ (["preview", "up", "up again", "refresh", "destroy"]);
/** @typedef {(typeof STEPS)[number]} Step */

/** @typedef {"ours" | "floor" | "floor-same-state"} Side */

/** The steps that call the service. */
const CALLING = ["up", "refresh", "destroy"];

/**
 * Measures one stack from creation to destruction, with our provider, with the floor, and on request with a floor that
 * has as many bytes of state.
 *
 * With latency, the time that the calls need at least is added to the floor: one call after another in each of the
 * operations that the engine runs in parallel.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ count: number, rounds: number, latency?: number, sameState?: boolean }} options latency in milliseconds;
 *   whether to measure the floor with as many bytes of state too.
 */
export async function measureScale(stand, { count, rounds, latency = 0, sameState = false }) {
  /** @type {Side[]} */
  const measuredSides = sameState ? ["ours", "floor", "floor-same-state"] : ["ours", "floor"];
  const parallelism = await defaultParallelism(stand);
  await setLatency(stand.simulator, latency);
  const sides = await inTurns(measuredSides, rounds, (side) => measureSide(stand, side, count));
  await setLatency(stand.simulator, 0);
  const steps = STEPS.map((step) => {
    const times = (/** @type {Side} */ side) => sides[side].map((all) => all[step].time);
    const mustTake = CALLING.includes(step) ? (Math.ceil(count / parallelism) * latency) / 1000 : 0;
    const bound = times("floor").map((time) => time + mustTake);
    return {
      step,
      ours: spread(times("ours")),
      floor: spread(times("floor")),
      mustTake,
      ratio: ratios(times("ours"), bound),
      ...(sameState && { ratioToSameState: ratios(times("ours"), times("floor-same-state")) }),
      calls: sides.ours[0]?.[step].calls ?? {},
    };
  });
  return { count, latency, rounds, parallelism, steps };
}

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
