/**
 * The data file: one line of JSON for each commit, on the disk before the client has its answer.
 *
 * A process can die in the middle of a line, so an unfinished last line is passed over: nobody was
 * told of it. At each start the file is written anew, as short as it can be, beside the old one and
 * then put in its place in one step.
 */

import * as fs from "node:fs";
import { dirname, resolve } from "node:path";
import { lockFile } from "./lock.js";
import type { Change, Journal } from "./store.js";
import { condense } from "./store.js";

const HEADER = '{"imageBuilderSimulator":1}';

export interface OpenJournal extends Journal {
  /** The commits that the file held when it was opened. */
  readonly history: readonly (readonly Change[])[];
  close(): void;
}

/** @throws with a sentence for the user, when the file cannot be used. */
export function openJournal(file: string): OpenJournal {
  const path = resolve(file);
  const unlock = lockFile(`${path}.lock`);
  try {
    const history = [condense(readHistory(path))];
    replaceFile(path, [HEADER, JSON.stringify(history[0])].map((line) => `${line}\n`).join(""));
    const handle = fs.openSync(path, "a");
    return {
      history,
      append: (changes) => appendLine(handle, JSON.stringify(changes)),
      close: () => {
        fs.closeSync(handle);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function readHistory(path: string): readonly (readonly Change[])[] {
  if (!fs.existsSync(path)) return [];
  const text = fs.readFileSync(path, "utf8");
  if (text === "") return [];
  // What follows the last line feed is a commit that was never finished.
  const [head, ...lines] = text.split("\n").slice(0, -1);
  if (head !== HEADER) throw new Error(`${path} is not a data file of this simulator`);
  return lines.map((line, position) => {
    const changes = parse(line);
    if (!Array.isArray(changes)) throw new Error(`${path} is damaged in line ${position + 2}`);
    return changes;
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** All of the line or none of it: half a line in the middle of the file would hide what comes after. */
function appendLine(file: number, line: string): void {
  const before = fs.fstatSync(file).size;
  try {
    fs.writeFileSync(file, `${line}\n`);
    fs.fdatasyncSync(file);
  } catch (error) {
    fs.ftruncateSync(file, before);
    throw error;
  }
}

function replaceFile(path: string, text: string): void {
  const temporary = `${path}.new`;
  const file = fs.openSync(temporary, "w");
  try {
    fs.writeFileSync(file, text);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
  fs.renameSync(temporary, path);
  const folder = fs.openSync(dirname(path), "r");
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}
