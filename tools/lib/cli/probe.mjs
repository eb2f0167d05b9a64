import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../paths.mjs";
import { run } from "../run.mjs";

/** The version that is downloaded or built: that of `@pulumi/pulumi` in the lock file. */
export const cliVersion = "3.232.0";

/** The oldest version that is accepted on PATH. Older ones lack what `@pulumi/pulumi` of the lock file needs. */
const oldest = [3, 200];

/**
 * A working CLI.
 *
 * @typedef {object} Cli
 * @property {string} executable
 * @property {string} version as the CLI reports it, such as v3.232.0
 * @property {string} source where it comes from, for messages
 * @property {string[]} searchPath folders that PATH needs in addition, so that the CLI finds its plugins
 */

/**
 * Asks a CLI for its version, and looks for what it needs to run a TypeScript program with dynamic resources: the
 * language host, and the resource host, which is also part of `@pulumi/pulumi`.
 *
 * @param {string} executable
 * @param {string} source
 * @returns {Promise<Cli>}
 */
export async function probe(executable, source) {
  const beside = dirname(executable);
  if (!isExecutable(executable)) throw new Error("there is no pulumi");
  const languageHost = "pulumi-language-nodejs";
  if (!isExecutable(join(beside, languageHost)) && findOnPath(languageHost) === undefined) {
    throw new Error(`${executable} has no ${languageHost} beside it, and there is none on PATH`);
  }
  const { code, output, givenUp } = await run(executable, ["version"], {
    cwd: root,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    totalSeconds: 30,
  });
  const version = /^v?(\d+)\.(\d+)\.\d+\S*$/m.exec(output);
  if (code !== 0 || version === null) {
    throw new Error(`\`${executable} version\` prints no version (${givenUp ?? `exit code ${code}`})`);
  }
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major !== oldest[0] || minor < (oldest[1] ?? 0)) {
    throw new Error(`${executable} is ${version[0]}; it must be 3.x, and ${oldest.join(".")} or newer`);
  }
  const hasResourceHost = isExecutable(join(beside, "pulumi-resource-pulumi-nodejs"));
  return {
    executable,
    version: version[0],
    source,
    searchPath: hasResourceHost ? [beside] : [beside, join(root, "node_modules/@pulumi/pulumi")],
  };
}

/** @param {string} name */
export function findOnPath(name) {
  const folders = (process.env["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
