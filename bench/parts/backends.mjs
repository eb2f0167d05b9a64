import { createRequire } from "node:module";
import { inTurns, progress, ratios, seconds, spread } from "../measure.mjs";
import { benchProject } from "../project.mjs";
import { reset } from "../simulator.mjs";

const require = createRequire(import.meta.url);
const state = "../../test/system/state";
/** @type {typeof import("../../test/system/state/database.cjs")} */
const { startDatabase } = require(`${state}/database.cjs`);
/** @type {typeof import("../../test/system/state/object-store.cjs")} */
const { startObjectStore } = require(`${state}/object-store.cjs`);
/** @type {typeof import("../../test/system/state/processes.cjs")} */
const { startDistance } = require(`${state}/processes.cjs`);

const STEPS = /** @type {const} */ (["up", "refresh"]);

/** @typedef {{ time: number, requests: number, megabytes: number }} Cost of one step: what went to the backend, too */
/** @typedef {{ name: string, env: () => NodeJS.ProcessEnv, took: () => Promise<Omit<Cost, "time">> }} Side */

/**
 * Measures `up` and refresh of one stack on files, in the object store and in the database, in turns; the latter two also at
 * a distance, there with settings of the CLI.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ count: number, rounds: number, distance: number }} options distance: milliseconds there and back
 */
export async function measureBackends(stand, { count, rounds, distance }) {
  const [store, database] = await Promise.all([startObjectStore(), startDatabase()]);
  const far = await Promise.all(
    [store.proxyPort, database.port].map((port) => startDistance(port, distance)),
  );
  const [farStore, farDatabase] = far;
  try {
    /** @param {string} name @param {number} [port] @param {NodeJS.ProcessEnv} [more] @returns {Side} */
    const oss = (name, port, more) => ({
      name,
      env: () => ({ ...store.env(port), PULUMI_BACKEND_URL: store.url, ...more }),
      took: async () => {
        const taken = store.takeRequests();
        return { requests: taken.length, megabytes: taken.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6 };
      },
    });
    let statements = 0;
    /** @param {string} name @param {number} [port] @param {NodeJS.ProcessEnv} [more] @returns {Side} */
    const postgres = (name, port, more) => ({
      name,
      env: () => ({ ...database.env, PULUMI_BACKEND_URL: database.url(port), ...more }),
      took: async () => {
        const before = statements;
        statements = await database.statements();
        return { requests: statements - before, megabytes: Number.NaN };
      },
    });
    const gzip = { PULUMI_DIY_BACKEND_GZIP: "true" };
    const skip = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };
    const at = `${distance} ms away`;
    /** @type {Side[]} */
    const sides = [
      { name: "files", env: () => ({}), took: async () => ({ requests: 0, megabytes: Number.NaN }) },
      oss("OSS"),
      postgres("PostgreSQL"),
      oss(`OSS, ${at}`, farStore?.port),
      postgres(`PostgreSQL, ${at}`, farDatabase?.port),
      oss(`OSS, ${at}, gzip`, farStore?.port, gzip),
      postgres(`PostgreSQL, ${at}, gzip`, farDatabase?.port, gzip),
      oss(`OSS, ${at}, no checkpoints`, farStore?.port, skip),
      postgres(`PostgreSQL, ${at}, no checkpoints`, farDatabase?.port, skip),
    ];
    const byName = new Map(sides.map((side) => [side.name, side]));
    const measured = await inTurns([...byName.keys()], rounds, (name) =>
      measureSide(stand, /** @type {Side} */ (byName.get(name)), count),
    );
    const table = sides.map(({ name }) => ({
      name,
      steps: STEPS.map((step) => {
        const of = (/** @type {string} */ side) => measured[side]?.map((costs) => costs[step]) ?? [];
        const times = (/** @type {string} */ side) => of(side).map(({ time }) => time);
        return {
          step,
          time: spread(times(name)),
          ratio: ratios(times(name), times("files")),
          requests: spread(of(name).map(({ requests }) => requests)).median,
          megabytes: spread(of(name).map(({ megabytes }) => megabytes)).median,
        };
      }),
    }));
    return { count, rounds, distance, table };
  } finally {
    for (const one of far) one.stop();
    await Promise.all([store.stop(), database.stop()]);
  }
}

/** @param {import("../project.mjs").Stand} stand @param {Side} side @param {number} count */
async function measureSide(stand, side, count) {
  await reset(stand.simulator);
  const project = benchProject(stand, "dynamic", count, { env: side.env() });
  try {
    await project.init();
    const costs = /** @type {Record<(typeof STEPS)[number], Cost>} */ ({});
    for (const step of STEPS) {
      await side.took();
      const time = await seconds(project[step]);
      costs[step] = { time, ...(await side.took()) };
    }
    await project.removeStack();
    const figures = STEPS.map(
      (step) => `${step} ${costs[step].time.toFixed(1)} s, ${costs[step].requests} requests`,
    );
    progress(`${side.name}: ${figures.join("; ")}`);
    return costs;
  } finally {
    project.remove();
  }
}
