import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { progress } from "../measure.mjs";
import { benchProject } from "../project.mjs";

const SIDES = /** @type {const} */ (["dynamic", "floor"]);

/**
 * @typedef {object} ProcessReport the output of profile-preload.cjs; times in milliseconds
 * @property {number} start
 * @property {number} end
 * @property {{ file: string, start: number, end: number }[]} loads
 * @property {Record<string, number>} spent
 * @property {number} peak megabytes
 */

/**
 * Measures where the time of an `up` goes: the processor time of each process by the owner of the code, and when each
 * process started and ended. The profiler itself takes time, so only the shares are meaningful. It needs /proc.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {number[]} counts
 */
export async function measureWhere(stand, counts) {
  const runs = [];
  for (const count of counts) {
    for (const side of SIDES) runs.push({ count, side, ...(await profiled(stand, side, count)) });
  }
  return runs;
}

/** @param {import("../project.mjs").Stand} stand @param {"dynamic" | "floor"} side @param {number} count */
async function profiled(stand, side, count) {
  const out = mkdtempSync(join(tmpdir(), "image-builder-profile-"));
  const preload = join(root, "bench/parts/profile-preload.cjs");
  const env = { NODE_OPTIONS: `--require ${preload}`, PROFILE_OUT: out };
  const project = benchProject(stand, side, count, { env });
  try {
    await project.init();
    const before = { children: childrenTime(), simulator: processTime(stand.simulator.pid) };
    const start = Date.now();
    await project.up();
    const end = Date.now();
    const children = childrenTime() - before.children;
    const simulator = processTime(stand.simulator.pid) - before.simulator;
    const report = (/** @type {string} */ role) =>
      /** @type {ProcessReport} */ (JSON.parse(readFileSync(join(out, `${role}.json`), "utf8")));
    const [program, host] = [report("program"), report("host")];
    const sum = (/** @type {ProcessReport} */ { spent }) => Object.values(spent).reduce((a, b) => a + b, 0);
    const engine = Math.max(0, children - sum(program) - sum(host));
    await project.destroy();
    progress(`${side} ${count}, profiled: ${((end - start) / 1000).toFixed(1)} s`);
    const relative = (/** @type {ProcessReport} */ { start: from, end: to, loads }) => ({
      start: from - start,
      end: to - start,
      loads: loads.map((load) => ({ ...load, start: load.start - start, end: load.end - start })),
    });
    return {
      wall: end - start,
      timeline: { program: relative(program), host: relative(host) },
      spent: { engine: { engine }, program: program.spent, host: host.spent, simulator: { simulator } },
    };
  } finally {
    project.remove();
    rmSync(out, { recursive: true, force: true });
  }
}

const MILLISECONDS_PER_TICK = 10;

/** Processor time, in milliseconds, of this process's children that have ended, and of theirs. */
const childrenTime = () => {
  const fields = statOf("self");
  return (Number(fields[13]) + Number(fields[14])) * MILLISECONDS_PER_TICK;
};

/** @param {number} pid */
const processTime = (pid) => {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
};

/** The fields after the name of the command, which can contain blanks. @param {number | string} pid */
const statOf = (pid) =>
  readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
