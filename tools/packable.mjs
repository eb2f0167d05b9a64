// `npm pack` and `npm publish` run this in the folder of a package, before anything else: they pack what the last build has
// written, which may be nothing, or older than the sources.
//
//   node ../tools/packable.mjs FOLDER...    the folders that the build writes

import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { isPythonSdkPublished, isUpToDate } from "./lib/published.mjs";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const faults = process.argv.slice(2).flatMap((folder) => {
  const fault = faultOf(folder);
  return fault ? [`${basename(process.cwd())}/${folder} ${fault}.`] : [];
});
if (faults.length > 0) {
  const todo = "Nothing was packed. Run `npm run build` in the repository first.";
  process.stderr.write(`${[...faults, todo].join("\n")}\n`);
  process.exitCode = 1;
}

/** @returns {string | undefined} */
function faultOf(/** @type {string} */ folder) {
  // Each build writes it last.
  const last = join(folder, "THIRD-PARTY-LICENSES.txt");
  if (!existsSync(last)) return "was not built";
  if (!isUpToDate(last, [], ["src"])) return "is older than the sources";
  const own = join(folder, "package.json");
  if (existsSync(own) && JSON.parse(readFileSync(own, "utf8")).version !== version)
    return `is not of version ${version}`;
  const python = join(folder, "python");
  if (existsSync(python) && !isPythonSdkPublished("../sdk/python", python))
    return "has another SDK for Python";
  return undefined;
}
