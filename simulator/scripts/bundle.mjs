// Writes simulator/dist, which is what is published of the simulator: it needs no package beside it. The compiler writes
// the declarations (tsc --build).
//
//   node simulator/scripts/bundle.mjs

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { isUpToDate, licences, publishDeclarations, removeOthers } from "../../tools/lib/published.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(folder, "dist");
const entries = ["index", "cli"];
/** Written last. */
const licencesFile = join(dist, "THIRD-PARTY-LICENSES.txt");

mkdirSync(dist, { recursive: true });
removeOthers(dist, (file) => !/\.(js|map)$/.test(file) || entries.includes(file.slice(0, -".js".length)));
publishDeclarations(join(folder, "declarations"), dist, ["index"]);

const made = entries.map((entry) => join(dist, `${entry}.js`));
const others = [
  fileURLToPath(import.meta.url),
  join(folder, "package.json"),
  join(folder, "../package-lock.json"),
];
if (!isUpToDate(licencesFile, made, [join(folder, "src"), ...others])) await write();

async function write() {
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: entries.map((entry) => `src/${entry}.ts`),
    outdir: dist,
    bundle: true,
    platform: "node",
    target: "node20.19",
    mainFields: ["module", "main"],
    plugins: [
      {
        // The command loads the library, which thus is in the package once.
        name: "library",
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/index\.js$/ }, ({ importer }) =>
            importer === join(folder, "src/cli.ts") ? { path: "./index.js", external: true } : undefined,
          );
        },
      },
    ],
    metafile: true,
    // They stand whole in the file written below.
    legalComments: "none",
    logLevel: "warning",
  });
  writeFileSync(licencesFile, licences(folder, Object.keys(metafile.inputs)));
}
