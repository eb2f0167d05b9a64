// What the builds of both packages have in common: the declarations and licences that are published.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isDeepStrictEqual } from "node:util";

/**
 * Copies the declarations that the entries import, directly or through others, from where the compiler writes all of them
 * into the folder that is published. Declarations that no entry leads to are removed there.
 *
 * @param {string} from
 * @param {string} to
 * @param {string[]} entries names without an ending
 */
export function publishDeclarations(from, to, entries) {
  const files = new Set();
  const add = (/** @type {string} */ file) => {
    if (files.has(file)) return;
    files.add(file);
    const text = readFileSync(join(from, file), "utf8");
    for (const [, path = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+?)(?:\.js)?"/g))
      add(`${join(dirname(file), path)}.d.ts`);
  };
  for (const entry of entries) add(`${entry}.d.ts`);
  removeOthers(to, (file) => !file.endsWith(".d.ts") || files.has(file));
  for (const file of files) copyChanged(join(from, file), join(to, file));
}

/**
 * The SDK for Python comes with the plugin that it fits, so that a program needs one package from one registry.
 *
 * @param {string} from
 * @param {string} to
 */
export function publishPythonSdk(from, to) {
  const files = pythonFiles(from);
  for (const file of files) copyChanged(join(from, file), join(to, file));
  removeOthers(to, (file) => files.includes(file));
}

/**
 * Whether that was done with the files as they are now.
 *
 * @param {string} from
 * @param {string} to
 */
export function isPythonSdkPublished(from, to) {
  const [files, copies] = [pythonFiles(from), filesIn(to)];
  return isDeepStrictEqual(files, copies) && files.every((file) => isSame(join(from, file), join(to, file)));
}

/** What Python and pip leave in a folder is not for others. */
const pythonFiles = (/** @type {string} */ folder) =>
  filesIn(folder).filter((file) => !/__pycache__|\.egg-info|^build\b/.test(file));

/** The paths of the files below a folder, in order. */
const filesIn = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

const isSame = (/** @type {string} */ file, /** @type {string} */ copy) =>
  existsSync(copy) && readFileSync(copy).equals(readFileSync(file));

/** Copies a file that differs from its copy. Somebody may be reading the copy just now. */
function copyChanged(/** @type {string} */ file, /** @type {string} */ copy) {
  if (isSame(file, copy)) return;
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, readFileSync(file));
}

/**
 * Whether a bundle is newer than all that it is made from, so that it need not be written. It must not be then: a process
 * may be loading it.
 *
 * @param {string} last the file of the bundle that is written last
 * @param {string[]} others the other files of the bundle
 * @param {string[]} from files, and folders with all that is in them
 */
export function isUpToDate(last, others, from) {
  if (![last, ...others].every(existsSync)) return false;
  const written = statSync(last).mtimeMs;
  const below = (/** @type {string} */ path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name))
      : [];
  return from.flatMap((path) => [path, ...below(path)]).every((file) => statSync(file).mtimeMs < written);
}

/**
 * Removes what an earlier build wrote for a source that is gone: it would be published with the rest.
 *
 * @param {string} folder
 * @param {(file: string) => boolean} isKnown
 */
export function removeOthers(folder, isKnown) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !isKnown(relative(folder, path))) rmSync(path);
  }
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
}

/** @returns {boolean} whether it is gone */
function removeEmpty(/** @type {string} */ folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const left = entries.filter((entry) => !entry.isDirectory() || !removeEmpty(join(folder, entry.name)));
  if (left.length > 0) return false;
  rmSync(folder, { recursive: true });
  return true;
}

/**
 * The licence of every package of which something is in a bundle.
 *
 * @param {string} folder that the paths begin in
 * @param {string[]} inputs the paths of the bundled files
 */
export function licences(folder, inputs) {
  const packages = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []),
  );
  return [...packages]
    .sort()
    .map((path) => licence(join(folder, path)))
    .join(`\n${"-".repeat(80)}\n\n`);
}

/** @param {string} path @returns {string} */
function licence(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
  const files = readdirSync(path).filter((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const texts = files.map((file) => readFileSync(join(path, file), "utf8").trim());
  const text = texts.join("\n\n") || "(The package comes without the text.)";
  return `${name} ${version}, ${typeof license === "string" ? license : JSON.stringify(license)}\n\n${text}\n`;
}
