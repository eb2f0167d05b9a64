import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../lib/paths.mjs";

/**
 * What the simulator holds, and how often each action was called.
 *
 * @typedef {object} State
 * @property {{id: string, current: {Tags?: {Tag?: {TagKey: string, TagValue: string}[]}}}[]} pipelines
 * @property {{id: string, regionId: string}[]} images
 * @property {{id: string, regionId: string}[]} snapshots
 * @property {{id: string}[]} executions
 * @property {{id: string}[]} components
 * @property {Record<string, number>} calls
 */

/**
 * Starts the simulator on a free port. It ends when this process ends, at the latest.
 *
 * @param {string[]} args further arguments of its command line
 */
export async function startSimulator(...args) {
  const child = spawn(process.execPath, [join(root, "simulator/dist/cli.js"), "--port", "0", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    log += text;
  });
  process.once("exit", () => child.kill());
  const ready = once(createInterface(child.stdout), "line");
  const ended = once(child, "exit").then(() => {
    throw new Error(`the simulator ended: ${log}`);
  });
  const [line] = await Promise.race([ready, ended]);
  ended.catch(() => {});
  /** @type {{endpoint: string, accessKeyId: string, accessKeySecret: string}} */
  const address = JSON.parse(line);
  return {
    ...address,
    /** @returns {Promise<State>} */
    state: async () => JSON.parse(await (await fetch(`${address.endpoint}/_simulator/state`)).text()),
    pid: child.pid ?? 0,
    stop: () => child.kill(),
  };
}
