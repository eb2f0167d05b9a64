import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root";

/** One case as it went, for docs/reliability.md. */
export interface Row {
  answer: string;
  operation: string;
  /** What is said of the call, and what the operation adds to it. */
  said: string;
  added: string;
  /** What is so afterwards. */
  kept: string;
  calls: number;
  milliseconds: number;
}

/** Leaves what was seen where `npm run reliability` finds it. */
export function record(name: string, rows: Row[]): void {
  const folder = join(root, ".tools/reliability");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(rows, undefined, 2));
}
