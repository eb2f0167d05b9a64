import { inTurns, progress, ratios, seconds, spread } from "../measure.mjs";
import { benchProject } from "../project.mjs";
import { callsDuring, setLatency, setQuota } from "../simulator.mjs";

/** @typedef {import("../project.mjs").Stand} Stand */

const SIDES = /** @type {const} */ (["dynamic", "call-each"]);

/**
 * Measures `up` and `destroy` with 100 ms for each call, compared with a provider that makes the Terraform provider's calls.
 *
 * @param {Stand} stand
 * @param {{ count: number, rounds: number, latency: number }} options
 */
export async function measureLatency(stand, { count, rounds, latency }) {
  await setLatency(stand.simulator, latency);
  const sides = await inTurns(SIDES, rounds, async (side) => {
    const project = benchProject(stand, side, count);
    try {
      await project.init();
      const up = await seconds(project.up);
      const destroy = await seconds(project.destroy);
      progress(`${side} ${count} at ${latency} ms: up ${up.toFixed(1)} s, destroy ${destroy.toFixed(1)} s`);
      return { up, destroy };
    } finally {
      project.remove();
    }
  });
  await setLatency(stand.simulator, 0);
  const steps = /** @type {const} */ (["up", "destroy"]).map((step) => {
    const [dynamic, peer] = SIDES.map((side) => sides[side].map((times) => times[step]));
    return { step, ...compared(dynamic ?? [], peer ?? []) };
  });
  return { count, rounds, latency, steps };
}

/**
 * Measures a refresh under a quota, compared with a provider that reads one pipeline per call, at the default and at
 * another parallelism.
 *
 * @param {Stand} stand
 * @param {{ count: number, rounds: number, callsPerSecond: number, parallel: number }} options
 */
export async function measureQuota(stand, { count, rounds, callsPerSecond, parallel }) {
  const refreshes = [];
  for (const parallelism of [undefined, parallel]) {
    const sides = await inTurns(SIDES, rounds, async (side) => {
      const project = benchProject(stand, side, count, parallelism ? { parallel: parallelism } : {});
      try {
        await project.init();
        await project.up();
        await setQuota(stand.simulator, callsPerSecond);
        let time = Number.NaN;
        const calls = await callsDuring(stand.simulator, async () => {
          time = await seconds(project.refresh);
        });
        await setQuota(stand.simulator);
        progress(`${side} ${count}, ${callsPerSecond} calls a second: refresh ${time.toFixed(1)} s`);
        return { time, calls: calls["DescribeImagePipelines"] ?? 0 };
      } finally {
        await setQuota(stand.simulator);
        project.remove();
      }
    });
    const times = (/** @type {(typeof SIDES)[number]} */ side) => sides[side].map(({ time }) => time);
    const calls = (/** @type {(typeof SIDES)[number]} */ side) =>
      spread(sides[side].map(({ calls }) => calls));
    refreshes.push({
      parallelism: parallelism ?? "default",
      ...compared(times("dynamic"), times("call-each")),
      calls: { dynamic: calls("dynamic"), peer: calls("call-each") },
    });
  }
  return { count, rounds, callsPerSecond, refreshes };
}

/** @param {number[]} dynamic @param {number[]} peer */
const compared = (dynamic, peer) => ({
  dynamic: spread(dynamic),
  peer: spread(peer),
  ratio: ratios(peer, dynamic),
});
