import { join } from "node:path";
import { root } from "./paths.mjs";
import { withProgress } from "./progress.mjs";
import { reasonOf, run } from "./run.mjs";

const steps = {
  "Declarations of provider and simulator (tsc --build)": [
    join(root, "node_modules/typescript/bin/tsc"),
    "--build",
    "provider",
    "simulator",
  ],
  "Provider, bundled (esbuild)": [join(root, "provider/scripts/bundle.mjs")],
  "Simulator, bundled (esbuild)": [join(root, "simulator/scripts/bundle.mjs")],
};

/** Writes what is published of provider and simulator, and skips what is up to date. */
export async function build() {
  for (const [title, args] of Object.entries(steps)) {
    await withProgress(title, async () => {
      const outcome = await run(process.execPath, args, { cwd: root });
      if (outcome.code !== 0) throw new Error(`the build failed: ${reasonOf(outcome)}`);
    });
  }
}
