import { readdirSync, readFileSync } from "node:fs";
import { progress, seconds } from "../measure.mjs";
import { benchProject } from "../project.mjs";

const SIDES = /** @type {const} */ (["dynamic", "plugin", "floor"]);

/**
 * Measures how cost grows with the number of pipelines: time, and the peak memory of each process. One round, because only
 * the shape of the curve matters. Memory needs /proc.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {number[]} counts
 */
export async function measureGrowth(stand, counts) {
  const points = [];
  for (const count of counts) {
    for (const side of SIDES) {
      const project = benchProject(stand, side, count);
      try {
        await project.init();
        const peaks = watchMemory();
        const preview = await seconds(project.preview);
        const up = await seconds(project.up);
        const destroy = await seconds(project.destroy);
        points.push({ count, side, preview, up, destroy, memory: peaks.stop() });
        progress(`${side} ${count}: up ${up.toFixed(1)} s, destroy ${destroy.toFixed(1)} s`);
      } finally {
        project.remove();
      }
    }
  }
  return points;
}

const ROLES = /** @type {const} */ ({
  engine: /^\S*\/pulumi\s/,
  program: /cmd\/run/,
  host: /cmd\/dynamic-provider|pulumi-resource-alicloud-image-builder/,
});

/** Samples the peak memory of the processes of a deployment, in megabytes. */
function watchMemory() {
  /** @type {Record<string, number>} */
  const peaks = {};
  const look = () => {
    for (const pid of processes()) {
      const command = read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
      const [role] = Object.entries(ROLES).find(([, pattern]) => pattern.test(command)) ?? [];
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`)) ?? [];
      if (role && kilobytes) peaks[role] = Math.max(peaks[role] ?? 0, Number(kilobytes) / 1000);
    }
  };
  const timer = setInterval(look, 500);
  return {
    stop: () => {
      clearInterval(timer);
      return peaks;
    },
  };
}

const processes = () => {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
};

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
};
