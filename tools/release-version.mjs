// Says whether a tag may be released: both packages have its version, and the changelog has a section for it.
//
//   node tools/release-version.mjs v1.2.3

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./lib/paths.mjs";
import { say } from "./lib/progress.mjs";

const [tag = ""] = process.argv.slice(2);
const read = (/** @type {string} */ file) => readFileSync(join(root, file), "utf8");

const faults = ["provider", "simulator"].flatMap((folder) => {
  const { version } = JSON.parse(read(`${folder}/package.json`));
  return tag === `v${version}`
    ? []
    : [`${folder}/package.json has version ${version}, and the tag is ${tag}.`];
});
if (!read("CHANGELOG.md").includes(`\n## [${tag.slice(1)}]`))
  faults.push(
    `CHANGELOG.md has no section ## [${tag.slice(1)}]. Rename ## [Unreleased], and begin a new one.`,
  );
for (const fault of faults) say(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
