import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { front } from "../../support/front";
import { root } from "../../support/root";

/** What a test tried and saw, for docs/reliability.md. */
export interface Result {
  fault: string;
  tried: string;
  times: number;
  /** Pipelines that are nowhere in the state, or in the state and not in the account, or made twice. */
  lost: number;
  /** What else was measured. */
  seen?: string;
}

/** Leaves the results of a test file where `npm run reliability` finds them; its page is about the dynamic provider. */
export function record(name: string, seed: number | undefined, results: Result[]): void {
  if (front === "plugin") return;
  const folder = join(root, ".tools/reliability");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ seed, results }, undefined, 2));
}
