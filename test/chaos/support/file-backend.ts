import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../support/project";

/*
 * Beside each file of a file:// backend lies one of attributes, which is not written in one step: a CLI killed in the
 * middle leaves it empty, and no command can read the stack ("failed to load checkpoint: EOF"). Nothing but a checksum
 * is in it, and the stack is read without.
 */

const state = (project: Project) => join(project.folder, ".state");

/** What docs/recovery.md says: `find STATE -name '*.attrs' -size 0 -delete`. Tells how many there were. */
export function removeEmptyAttributes(project: Project): number {
  const empty = readdirSync(state(project), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".attrs"))
    .map((file) => join(state(project), file))
    .filter((file) => statSync(file).size === 0);
  for (const file of empty) rmSync(file);
  return empty.length;
}

/** As a kill leaves it that comes between the two steps. */
export function emptyAttributes(project: Project): void {
  writeFileSync(join(state(project), ".pulumi/stacks/test/test.json.attrs"), "");
}
