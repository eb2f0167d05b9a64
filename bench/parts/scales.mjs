import { inTurns, progress, seconds } from "../measure.mjs";
import { benchProject } from "../project.mjs";
import { callsDuring, reset, setLatency } from "../simulator.mjs";

export const STEPS = /** @type {const} */ (["preview", "up", "up again", "refresh", "destroy"]);
/** @typedef {(typeof STEPS)[number]} Step */

/** @typedef {import("../project.mjs").Side} Side */
/** @typedef {Awaited<ReturnType<typeof measureScale>>} Scale */

/**
 * Measures one stack from creation to destruction on each of these sides, in turns.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ count: number, rounds: number, sides: readonly Side[], latency?: number, steps?: readonly Step[] }} options
 *   latency in milliseconds
 */
export async function measureScale(stand, { count, rounds, sides, latency = 0, steps = STEPS }) {
  progress(`${count} of them, ${latency} ms from the service`);
  await reset(stand.simulator);
  await setLatency(stand.simulator, latency);
  const measured = await inTurns(sides, rounds, (side) => measureSide(stand, side, count, steps));
  await setLatency(stand.simulator, 0);
  /** The last round of a side says what does not differ from round to round. @param {Side} side */
  const summary = (side) => {
    const all = measured[side];
    const last = all.at(-1);
    if (last === undefined) throw new Error(`${side} was not measured`);
    const timesAndCalls = steps.map((step) => [
      step,
      { times: all.map((one) => one.steps[step]?.time ?? Number.NaN), calls: last.steps[step]?.calls },
    ]);
    return {
      stateBytes: last.stateBytes,
      steps: /** @type {Partial<Record<Step, { times: number[], calls: Record<string, number> }>>} */ (
        Object.fromEntries(timesAndCalls)
      ),
    };
  };
  const summaries = /** @type {Partial<Record<Side, ReturnType<typeof summary>>>} */ (
    Object.fromEntries(sides.map((side) => [side, summary(side)]))
  );
  return { count, latency, sides: summaries };
}

/**
 * @param {import("../project.mjs").Stand} stand
 * @param {Side} side
 * @param {number} count
 * @param {readonly Step[]} steps
 */
async function measureSide(stand, side, count, steps) {
  const project = benchProject(stand, side, count);
  const actions = { ...project, "up again": project.up };
  /** @type {Partial<Record<Step, { time: number, calls: Record<string, number> }>>} */
  const measured = {};
  let stateBytes = Number.NaN;
  try {
    await project.init();
    for (const step of steps) {
      let time = Number.NaN;
      const calls = await callsDuring(stand.simulator, async () => {
        time = await seconds(actions[step]);
      });
      measured[step] = { time, calls };
      if (step === "up") stateBytes = project.stateBytes();
    }
    const times = steps.map((step) => `${step} ${measured[step]?.time.toFixed(2)} s`);
    progress(`  ${side}: ${times.join(", ")}`);
    return { steps: measured, stateBytes };
  } finally {
    project.remove();
  }
}
