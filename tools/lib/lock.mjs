import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isGone, myName } from "./process-name.mjs";
import { say } from "./progress.mjs";

const secondsBetweenSignsOfLife = 2;
const secondsWithoutSignOfLife = 30;

/**
 * Does the work while no other process does it.
 *
 * The lock is a file with its holder's name. One whose holder is gone, or has given no sign of life, counts for nothing.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let told = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === undefined) continue;
    if (isStale(file, holder)) {
      discard(file, holder);
      continue;
    }
    if (!told) say(`  waiting for another setup (${holder})`);
    told = true;
    await sleep(200);
  }
  const signs = setInterval(() => touch(file), secondsBetweenSignsOfLife * 1000);
  const release = () => {
    clearInterval(signs);
    if (holderOf(file) === myName) rmSync(file, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}

/**
 * Linked into place, so that the file is never there without its holder's name.
 *
 * @param {string} file
 */
function take(file) {
  const mine = `${file}.${myName}`;
  writeFileSync(mine, myName);
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** @param {string} file */
function holderOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {string} holder
 */
function isStale(file, holder) {
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return isGone(holder) || age > secondsWithoutSignOfLife * 1000;
}

/**
 * Moved aside first: of several that find the same lock stale only one gets it, and one that moved a fresh lock by
 * mistake can tell, and puts it back.
 *
 * @param {string} file
 * @param {string} holder
 */
function discard(file, holder) {
  const aside = `${file}.stale-${myName}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (holderOf(aside) === holder) rmSync(aside, { force: true });
  else renameSync(aside, file);
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Taken by another process that thought this one dead; the work itself stands being done twice.
  }
}
