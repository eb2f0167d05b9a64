import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { buildModule } from "./cli/go-build.mjs";
import { findOnPath } from "./cli/probe.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder, root, toolsFolder } from "./paths.mjs";
import { reasonOf, run } from "./run.mjs";
import { withScratch } from "./scratch.mjs";

/*
 * The SDKs for Python and Go (sdk/), generated from the plugin's schema by tools/pulumi-cli/generate-sdks, which is built
 * with Go once and kept per user, as the CLI is.
 */

const schema = join(root, "provider/plugin/schema.json");
const module = join(root, "tools/pulumi-cli");
const generatorSources = ["generate-sdks/main.go", "go.mod", "go.sum"].map((file) => join(module, file));

export const goFolder = join(root, "sdk/go/imagebuilder");

/** Where what is generated for each language goes, and what there is written by hand. */
const sdks = [
  { language: "python", folder: join(root, "sdk/python"), ours: ["README.md"] },
  { language: "go", folder: goFolder, ours: ["README.md", "go.mod", "go.sum"] },
];

/** What pip and Python leave in the folder of a package. */
const leftBehind = /^(build|dist|.*\.egg-info|__pycache__)$/;

/** Says from what the SDKs were made, and what was made, so that both can be checked where there is no Go. */
const record = join(root, "sdk/made-from.json");

export const hasGo = () => findOnPath("go") !== undefined;

/** Whether the SDKs are those of the schema, as far as it can be seen without the generator. */
export function areRecorded() {
  return existsSync(record) && readFileSync(record, "utf8") === recordText();
}

/** Generates the SDKs, unless they are what they would be. */
export async function generateSdks() {
  if (areRecorded()) return;
  await withGenerated(async (generated) => {
    for (const { language, folder, ours } of sdks) {
      for (const name of entriesOf(folder)) {
        if (!ours.includes(name)) rmSync(join(folder, name), { recursive: true });
      }
      cpSync(join(generated, language), folder, { recursive: true });
    }
  });
  writeFileSync(record, recordText());
}

/** What differs between the SDKs and what the generator makes: names of files. @returns {Promise<string[]>} */
export function differences() {
  return withGenerated(async (generated) =>
    sdks.flatMap(({ language, folder, ours }) => {
      const [made, present] = [filesIn(join(generated, language)), filesIn(folder, ours)];
      const names = new Set([...made.keys(), ...present.keys()]);
      return [...names]
        .filter((name) => made.get(name) !== present.get(name))
        .map((name) => join(folder, name));
    }),
  );
}

/** @template T @param {(generated: string) => Promise<T>} work */
async function withGenerated(work) {
  const generator = await findOrBuildGenerator();
  return await withScratch(toolsFolder, async (scratch) => {
    const generated = join(scratch, "sdks");
    const outcome = await run(generator, [schema, generated], { cwd: root, totalSeconds: 60 });
    if (outcome.code !== 0) throw new Error(`the generator of the SDKs failed: ${reasonOf(outcome)}`);
    return await work(generated);
  });
}

/** @returns {Promise<string>} the executable */
export async function findOrBuildGenerator() {
  const key = hashOf(generatorSources.map((file) => readFileSync(file, "utf8")));
  const executable = join(cacheFolder(), `generate-sdks-${process.platform}-${process.arch}-${key}`);
  if (existsSync(executable)) return executable;
  if (!hasGo()) {
    throw new Error(
      "the SDKs in sdk/ are not those of provider/plugin/schema.json, and there is no go on PATH to generate them: " +
        "install Go 1.25.8 or newer (https://go.dev/dl/), and run `npm run generate`",
    );
  }
  await withLock(join(cacheFolder(), "generate-sdks.lock"), async () => {
    if (existsSync(executable)) return;
    await withScratch(cacheFolder(), async (scratch) => {
      const made = join(scratch, "bin");
      mkdirSync(made);
      const built = {
        name: "generate-sdks",
        folder: module,
        package: "./generate-sdks",
        linkerFlags: "-s -w",
      };
      await buildModule(built, made, scratch);
      chmodSync(join(made, "generate-sdks"), 0o755);
      renameSync(join(made, "generate-sdks"), executable);
    });
  });
  return executable;
}

function recordText() {
  const madeFrom = hashOf([schema, ...generatorSources].map((file) => readFileSync(file, "utf8")));
  const made = hashOf(
    sdks.flatMap(({ language, folder, ours }) =>
      [...filesIn(folder, ours)].map(([name, text]) => [language, name, text].join("\0")),
    ),
  );
  return `${JSON.stringify({ madeFrom, made }, undefined, 2)}\n`;
}

/** @param {string[]} texts */
function hashOf(texts) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${Buffer.byteLength(text)} `).update(text);
  return hash.digest("hex").slice(0, 16);
}

/** The text of every file, by its path in the folder. @param {string} folder @param {string[]} except */
function filesIn(folder, except = []) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const name of entriesOf(folder)) {
    if (except.includes(name)) continue;
    const path = join(folder, name);
    if (!statSync(path).isDirectory()) found.set(name, readFileSync(path, "utf8"));
    else for (const [inner, text] of filesIn(path)) found.set(join(name, inner), text);
  }
  return found;
}

/** @param {string} folder */
function entriesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !leftBehind.test(name))
    .sort();
}
