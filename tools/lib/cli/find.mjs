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
 * One way to a CLI.
 * @typedef {object} Way
 * @property {string} title
 * @property {string} remedy what the user can do for this way to work
 * @property {() => Promise<Cli>} find takes the one that is there, or says why it cannot be taken
 * @property {() => Promise<void>} [make] brings one there
 * @property {() => string | undefined} [failedBefore] why it is not worth trying again just now
 */

/** In order of preference. @type {Way[]} */
const ways = [onPath, download, goBuild];

/**
 * Takes the first CLI that is there, and otherwise the first that can be brought there.
 *
 * @returns {Promise<Cli>}
 */
export async function findOrMakeCli() {
  const there = await firstThatIsThere();
  const cli = there.cli ?? (await withLock(join(cacheFolder(), "cli.lock"), makeCli));
  writeRecord(cli);
  return cli;
}

/** The CLI of the last setup, without a look whether it still works. @returns {Cli | undefined} */
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

async function firstThatIsThere() {
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
  // While this one waited for the lock, another setup may have made it.
  const { cli, reasons } = await firstThatIsThere();
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
      say(`  ${way.title}: that did not work (${messageOf(error).split("\n").at(-1)?.trim()})`);
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
    "There is no Pulumi CLI, and no way to get one worked. What was tried:",
    ...tried,
    "One of these is enough, then run this again:",
    ...remedies,
  ].join("\n");
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
