import { inTurns, progress, ratios, seconds, spread } from "../measure.mjs";
import { benchProject } from "../project.mjs";

/** Settings of the CLI that change how long an `up` takes. docs/performance.md says what safety each gives up. */
const SETTINGS = /** @type {const} */ ({
  "as it comes": {},
  "--parallel 64": { parallel: 64 },
  "--parallel 1": { parallel: 1 },
  PULUMI_DISABLE_CHECKPOINT_BACKUPS: { env: { PULUMI_DISABLE_CHECKPOINT_BACKUPS: "true" } },
  PULUMI_SELF_MANAGED_STATE_GZIP: { env: { PULUMI_SELF_MANAGED_STATE_GZIP: "true" } },
  PULUMI_SKIP_CHECKPOINTS: { env: { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" } },
});

/** @typedef {keyof typeof SETTINGS} Setting */

/**
 * Measures `up` and `destroy` of our side with each of these settings.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ count: number, rounds: number }} options
 */
export async function measureSettings(stand, { count, rounds }) {
  const names = /** @type {Setting[]} */ (Object.keys(SETTINGS));
  const all = await inTurns(names, rounds, async (name) => {
    const project = benchProject(stand, "dynamic", count, SETTINGS[name]);
    try {
      await project.init();
      const up = await seconds(project.up);
      const destroy = await seconds(project.destroy);
      progress(`${name}: up ${up.toFixed(1)} s, destroy ${destroy.toFixed(1)} s`);
      return { up, destroy };
    } finally {
      project.remove();
    }
  });
  const times = (/** @type {Setting} */ name, /** @type {"up" | "destroy"} */ step) =>
    all[name].map((figures) => figures[step]);
  const settings = names.map((name) => {
    const steps = /** @type {const} */ (["up", "destroy"]).map((step) => ({
      step,
      time: spread(times(name, step)),
      ratio: ratios(times(name, step), times("as it comes", step)),
    }));
    return { name, steps };
  });
  return { count, rounds, settings };
}
