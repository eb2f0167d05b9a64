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

const secondsBetweenTouches = 2;
const secondsUntilStale = 30;

/**
 * Does the work while no other process does it.
 *
 * The lock is a file with its holder's name. It is stale if the holder is gone or has not touched the file for a while.
 *
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 */
export async function withLock(file, work) {
  mkdirSync(dirname(file), { recursive: true });
  let announced = false;
  while (!take(file)) {
    const holder = holderOf(file);
    if (holder === undefined) continue;
    if (isStale(file, holder)) {
      discard(file, holder);
      continue;
    }
    if (!announced) say(`  waiting for another setup (${holder})`);
    announced = true;
    await sleep(200);
  }
  const touching = setInterval(() => touch(file), secondsBetweenTouches * 1000);
  const release = () => {
    clearInterval(touching);
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
 * The file is linked into place, so that it never exists without its holder's name.
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
  return isGone(holder) || age > secondsUntilStale * 1000;
}

/**
 * The lock is moved aside first: of several processes that find it stale, only one gets it. A process that moved a
 * fresh lock by mistake sees that, and puts it back.
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
    // Another process took this one for dead and removed its lock. The work can be done twice without harm.
  }
}
