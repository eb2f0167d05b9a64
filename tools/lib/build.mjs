import { join } from "node:path";
import { root } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";

/** Compiles the provider and the simulator; what is up to date is left alone by tsc itself. */
export async function build() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const args = [tsc, "--build", "provider", "simulator"];
  await withProgress("Provider and simulator (tsc --build)", async () => {
    const outcome = await run(process.execPath, args, { cwd: root });
    if (outcome.code !== 0) throw new Error(`the build failed: ${reasonOf(outcome)}`);
  });
}
