import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../lock.mjs";
import { cacheFolder, cliRecordFile, toolsFolder } from "../paths.mjs";
import { say } from "../progress.mjs";
import { download } from "./download.mjs";
import { goBuild } from "./go-build.mjs";
import { onPath } from "./on-path.mjs";

/**
 * @typedef {import("./probe.mjs").Cli} Cli
 *
 * One way to get a CLI.
 * @typedef {object} Way
 * @property {string} title
 * @property {string} remedy what the user can do to make this way work
 * @property {() => Promise<Cli>} find returns an existing one, or throws the reason why there is none to use
 * @property {() => Promise<void>} [make] downloads or builds one
 * @property {() => string | undefined} [failedBefore] why it is not worth another try at the moment
 */

/** In order of preference. @type {Way[]} */
const ways = [onPath, download, goBuild];

/**
 * Returns the first CLI that exists, or the first that can be downloaded or built.
 *
 * @returns {Promise<Cli>}
 */
export async function findOrMakeCli() {
  const existing = await firstExisting();
  const cli = existing.cli ?? (await withLock(join(cacheFolder(), "cli.lock"), makeCli));
  writeRecord(cli);
  return cli;
}

/** The CLI of the last setup; it does not check whether that CLI still works. @returns {Cli | undefined} */
export function recordedCli() {
  try {
    return JSON.parse(readFileSync(cliRecordFile, "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {Cli} cli */
function writeRecord(cli) {
  mkdirSync(toolsFolder, { recursive: true });
  const fresh = `${cliRecordFile}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(cli, undefined, 2)}\n`);
  renameSync(fresh, cliRecordFile);
}

async function firstExisting() {
  /** @type {Map<Way, string>} */
  const reasons = new Map();
  for (const way of ways) {
    try {
      return { cli: await way.find(), reasons };
    } catch (error) {
      reasons.set(way, messageOf(error));
    }
  }
  return { cli: undefined, reasons };
}

/** @returns {Promise<Cli>} */
async function makeCli() {
  // Another setup may have made it while this one waited for the lock.
  const { cli, reasons } = await firstExisting();
  if (cli !== undefined) return cli;

  const untried = ways.filter((way) => way.make !== undefined);
  const worthTrying = untried.filter((way) => way.failedBefore?.() === undefined);
  const lastResort = untried.filter((way) => !worthTrying.includes(way));
  for (const way of [...worthTrying, ...lastResort]) {
    try {
      await way.make?.();
      return await way.find();
    } catch (error) {
      reasons.set(way, messageOf(error));
      say(`  ${way.title}: failed (${messageOf(error).split("\n").at(-1)?.trim()})`);
    }
  }
  throw new Error(noWay(reasons));
}

/** @param {Map<Way, string>} reasons */
function noWay(reasons) {
  const tried = ways.map(
    (way) => `  ${way.title}:\n    ${(reasons.get(way) ?? "").replaceAll("\n", "\n    ")}`,
  );
  const remedies = ways.map((way) => `  - ${way.remedy}`);
  return [
    "There is no Pulumi CLI, and every way to get one failed. What was tried:",
    ...tried,
    "Do one of these, then run this again:",
    ...remedies,
  ].join("\n");
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
