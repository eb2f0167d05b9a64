/**
 * The data file: one line of JSON for each commit, written to the disk before the client gets its answer.
 *
 * At each start, the file is rewritten in its shortest form. It stays the same file, with its mode, its
 * owner and its names: a copy beside it holds the content until the file is complete again.
 */

import * as fs from "node:fs";
import { dirname } from "node:path";
import { lockFile } from "./lock.js";
import { faultOfCommit } from "./record-shapes.js";
import type { Change, Journal } from "./store.js";
import { condense } from "./store.js";

const HEADER = '{"imageBuilderSimulator":1}';

export interface OpenJournal extends Journal {
  /** The commits in the file when it was opened. */
  readonly history: readonly (readonly Change[])[];
  close(): void;
}

/** @throws with a sentence for the user if the file cannot be used. */
export function openJournal(file: string, log: (line: string) => void): OpenJournal {
  const handle = openOurs(file);
  let unlock = () => {};
  try {
    // Through symbolic links: all names of a file have one lock.
    const path = fs.realpathSync(file);
    unlock = lockFile(`${path}.lock`);
    const history = [condense(readHistory(handle, path, log))];
    rewrite(handle, path, [HEADER, JSON.stringify(history[0])].map((line) => `${line}\n`).join(""));
    return {
      history,
      append: (changes) => appendLine(handle, JSON.stringify(changes)),
      close: () => {
        fs.closeSync(handle);
        unlock();
      },
    };
  } catch (error) {
    fs.closeSync(handle);
    unlock();
    throw error;
  }
}

/** Opens a file that the simulator wrote, or an empty one, or creates the file. */
function openOurs(file: string): number {
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
    throw new Error(`${file} is not a regular file; ${WHAT_IS_TAKEN}`);
  }
  const { O_RDWR, O_CREAT, O_APPEND } = fs.constants;
  const handle = sentence(`${file} cannot be opened`, () =>
    fs.openSync(file, O_RDWR | O_CREAT | O_APPEND, 0o600),
  );
  // Only the first bytes are read, because another program's file can have any size.
  const head = Buffer.alloc(HEADER.length + 1);
  const begins = head.toString("utf8", 0, fs.readSync(handle, head, 0, head.length, 0));
  if (`${HEADER}\n`.startsWith(begins)) return handle;
  fs.closeSync(handle);
  throw foreign(file);
}

const WHAT_IS_TAKEN =
  "the data file must be one that this simulator wrote, an empty file, or a name that does not exist yet";

function foreign(file: string): Error {
  return new Error(`${file} is not a data file of this simulator; ${WHAT_IS_TAKEN}`);
}

const copyOf = (path: string) => `${path}.copy`;

/**
 * A process can die in the middle of a line: an unfinished last line is ignored, because no client got an
 * answer for it. A complete line is kept, even if its line feed is missing.
 */
function readHistory(
  handle: number,
  path: string,
  log: (line: string) => void,
): readonly (readonly Change[])[] {
  restore(handle, path);
  const text = readAll(handle).toString("utf8");
  if (text === "" || text === HEADER) return [];
  const [head, ...lines] = text.split("\n");
  if (head !== HEADER) throw foreign(path);
  const last = lines.pop() ?? "";
  const history = lines.map((line, position) => {
    const { changes, fault } = readCommit(line);
    if (changes === undefined) {
      const place = `${path} is damaged in line ${position + 2}: ${fault}`;
      throw new Error(`${place}; correct the line or delete it, or use another file`);
    }
    return changes;
  });
  if (last === "") return history;
  const { changes, fault } = readCommit(last);
  if (changes !== undefined) return [...history, changes];
  log(`${path}: the last line, ${lines.length + 2}, is not complete and was dropped: ${fault}`);
  return history;
}

/** If the process died while it rewrote the file, the file is incomplete, and its copy is complete. */
function restore(handle: number, path: string): void {
  const [content, copy] = [readAll(handle), readCopy(path)];
  const isPart = copy.length > content.length && copy.subarray(0, content.length).equals(content);
  if (isPart) write(handle, path, copy);
}

function readAll(handle: number): Buffer {
  const content = Buffer.alloc(fs.fstatSync(handle).size);
  return content.subarray(0, fs.readSync(handle, content, 0, content.length, 0));
}

/** @throws if the file of that name is not a copy. */
function readCopy(path: string): Buffer {
  const found = fs.lstatSync(copyOf(path), { throwIfNoEntry: false });
  if (found === undefined) return Buffer.alloc(0);
  const content = found.isFile() ? fs.readFileSync(copyOf(path)) : Buffer.from("foreign");
  if (!HEADER.startsWith(content.toString("utf8", 0, HEADER.length))) {
    throw new Error(
      `${copyOf(path)} is where this simulator makes a copy, but it is not such a copy: move it away`,
    );
  }
  return content;
}

function readCommit(line: string): { readonly changes?: readonly Change[]; readonly fault?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: "it is not JSON" };
  }
  const fault = faultOfCommit(value);
  return fault === undefined ? { changes: value as readonly Change[] } : { fault };
}

/** Writes the whole line or nothing: half a line in the middle of the file would hide the lines after it. */
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

function rewrite(handle: number, path: string, text: string): void {
  sentence(`${copyOf(path)} cannot be written`, () => {
    const copy = fs.openSync(copyOf(path), "w", 0o600);
    try {
      fs.writeFileSync(copy, text);
      fs.fsyncSync(copy);
    } finally {
      fs.closeSync(copy);
    }
  });
  write(handle, path, text);
  fs.rmSync(copyOf(path));
}

function write(handle: number, path: string, content: string | Buffer): void {
  sentence(`${path} cannot be written`, () => {
    fs.ftruncateSync(handle, 0);
    fs.writeFileSync(handle, content);
    fs.fsyncSync(handle);
    const folder = fs.openSync(dirname(path), "r");
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  });
}

/** Puts our sentence before the system's message. */
function sentence<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
