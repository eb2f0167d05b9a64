// Writes a file that is generated from the schemas, or, with --check, says that it is not up to date.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** @param {string} text @param {string} file whose ending says what it is */
export function formatted(text, file) {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", `--stdin-file-path=provider/src/${file}`];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: "utf8" });
}

export function write(/** @type {string} */ file, /** @type {string} */ text) {
  const path = join(root, file);
  if (!process.argv.includes("--check")) {
    mkdirSync(dirname(path), { recursive: true });
    return writeFileSync(path, text);
  }
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  process.stderr.write(`${file} is not what the schemas in provider/src say: run \`npm run generate\`.\n`);
  process.exitCode = 1;
}
