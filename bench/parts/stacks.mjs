import { execFile, spawn } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { root } from "../../tools/lib/paths.mjs";
import { progress, seconds } from "../measure.mjs";
import { reset, setQuota } from "../simulator.mjs";

const require = createRequire(import.meta.url);
/** @type {typeof import("../../test/system/state/database.cjs")} */
const { startDatabase } = require("../../test/system/state/database.cjs");

const STEPS = /** @type {const} */ (["up", "refresh", "destroy"]);

/**
 * Measures examples/many-stacks with many stacks, on files, on files with the service's quota, and in the database, one after
 * the other.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {{ stacks: number, pipelines: number, atOnce: number, callsPerSecond: number }} options pipelines of each stack
 */
export async function measureStacks(stand, { stacks, pipelines, atOnce, callsPerSecond }) {
  const database = await startDatabase();
  const runs = [
    { name: "files", env: {}, quota: undefined },
    { name: "PostgreSQL", env: { ...database.env, PULUMI_BACKEND_URL: database.url() }, quota: undefined },
    { name: `files, ${callsPerSecond} calls a second allowed`, env: {}, quota: callsPerSecond },
  ];
  const table = [];
  try {
    for (const { name, env, quota } of runs) {
      await reset(stand.simulator);
      setQuota(stand.simulator, quota);
      table.push({ name, steps: await measureRun(stand, { stacks, pipelines, atOnce, env, name }) });
    }
  } finally {
    setQuota(stand.simulator);
    await database.stop();
  }
  return { stacks, pipelines, atOnce, table };
}

/**
 * @param {import("../project.mjs").Stand} stand
 * @param {{ stacks: number, pipelines: number, atOnce: number, env: NodeJS.ProcessEnv, name: string }} options
 */
async function measureRun({ cli, simulator }, { stacks, pipelines, atOnce, env, name }) {
  const folder = mkdtempSync(join(tmpdir(), "image-builder-bench-"));
  try {
    cpSync(join(root, "examples/many-stacks"), folder, {
      recursive: true,
      filter: (source) => !/^(node_modules|bin|Pulumi\..+\.yaml)$/.test(basename(source)),
    });
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    mkdirSync(join(folder, "state"));
    const images = Array.from({ length: pipelines }, (_, index) => `image-${index}`);
    const declared = Array.from({ length: stacks }, (_, index) => ({
      team: `team-${index}`,
      regionId: "cn-hangzhou",
      images,
    }));
    writeFileSync(join(folder, "stacks.json"), JSON.stringify(declared));
    await promisify(execFile)(join(root, "node_modules/.bin/tsc"), [], { cwd: folder });
    const environment = {
      ...cleanEnvironment(process.env),
      ...simulatorEnvironment(simulator),
      PATH: [...cli.searchPath, process.env["PATH"]].join(":"),
      PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
      PULUMI_CONFIG_PASSPHRASE: "bench",
      PULUMI_HOME: join(folder, ".home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      ...env,
    };
    const steps = [];
    for (const step of STEPS) {
      const before = (await simulator.state()).calls;
      let memory = 0;
      const time = await seconds(async () => {
        memory = await deploy([step, "--at-once", String(atOnce)], { cwd: folder, env: environment });
      });
      const after = await simulator.state();
      const calls = Object.entries(after.calls).map(
        ([action, number]) => /** @type {const} */ ([action, number - (before[action] ?? 0)]),
      );
      const made = Object.fromEntries(calls.filter(([, number]) => number > 0));
      progress(`${name}: ${step} ${time.toFixed(0)} s, ${memory.toFixed(0)} MB, ${JSON.stringify(made)}`);
      steps.push({ step, time, memory, calls: made, pipelines: after.pipelines.length });
    }
    return steps;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Runs the example's program. @returns the most memory that it and its processes had together, in megabytes
 *
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 */
async function deploy(args, options) {
  const child = spawn(process.execPath, ["bin/deploy.js", ...args], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let end = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    end = (end + text).slice(-4000);
  });
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, memoryBelow(child.pid ?? 0));
  }, 500);
  const code = await new Promise((resolve) => child.once("close", resolve)).finally(() =>
    clearInterval(timer),
  );
  if (code !== 0) throw new Error(`deploy ${args.join(" ")} ended with ${code}:\n${end}`);
  return most;
}

/** Resident memory of a process and all that it started, in megabytes; what they share counts for each. @param {number} top */
function memoryBelow(top) {
  /** @type {Map<number, { parent: number, pages: number }>} */
  const processes = new Map();
  for (const pid of readdirSync("/proc")
    .map(Number)
    .filter((one) => one > 0)) {
    try {
      const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
      processes.set(pid, { parent: Number(parent), pages: Number(pages) });
    } catch {
      // It has ended meanwhile.
    }
  }
  const belongs = (/** @type {number} */ pid) => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === top) return true;
    return false;
  };
  let pages = 0;
  for (const [pid, one] of processes) if (belongs(pid)) pages += one.pages;
  return (pages * 4096) / 1e6;
}
