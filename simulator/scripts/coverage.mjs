// Writes docs/simulator-coverage.md from the simulator's own tables. It runs the sources and needs no build.

import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const { outputFiles } = await build({
  absWorkingDir: folder,
  entryPoints: ["src/coverage.ts"],
  bundle: true,
  write: false,
  platform: "node",
  format: "esm",
  mainFields: ["module", "main"],
  logLevel: "warning",
});
const text = Buffer.from(outputFiles[0]?.contents ?? "").toString("base64");
/** @type {typeof import("../src/coverage.js")} */
const { coveragePage } = await import(`data:text/javascript;base64,${text}`);
writeFileSync(join(folder, "../docs/simulator-coverage.md"), coveragePage());
