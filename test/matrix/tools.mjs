// What the cells run with: other versions of Node.js, of the Pulumi CLI and of package managers. Each is in a folder of the
// cache of this user, by its exact version.

import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findOrMakeCli } from "../../tools/lib/cli/find.mjs";
import { buildModule, keyOf } from "../../tools/lib/cli/go-build.mjs";
import { cacheFolder, root } from "../../tools/lib/paths.mjs";
import { reasonOf, run } from "../../tools/lib/run.mjs";
import { withScratch } from "../../tools/lib/scratch.mjs";

const cache = () => join(cacheFolder(), "matrix");

const secondsToInstall = 600;

/** The newest CLI that is published as a Go module. @type {import("../../tools/lib/cli/go-build.mjs").Module} */
const newestCli = {
  name: "pulumi",
  folder: join(root, "test/matrix/newest-cli"),
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  linkerFlags: "-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.274.1",
};

/**
 * The folder that PATH needs for a version of the CLI.
 *
 * @param {string} version
 */
export async function cliFolder(version) {
  const cli = await findOrMakeCli();
  if (cli.version === `v${version}`) return dirname(cli.executable);
  const folder = join(cache(), `cli-${version}-${process.platform}-${process.arch}-${keyOf([newestCli])}`);
  if (existsSync(folder)) return folder;
  await withScratch(cache(), async (scratch) => {
    const made = join(scratch, "bin");
    mkdirSync(made);
    await buildModule(newestCli, made, scratch);
    // Newer language hosts are not published as a Go module.
    for (const name of ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"])
      copyFileSync(join(dirname(cli.executable), name), join(made, name));
    renameSync(made, folder);
  });
  return folder;
}

/**
 * The folder with `node` of an exact version: npm has a package of it for each platform.
 *
 * @param {string} version
 */
export async function nodeFolder(version) {
  const name = `node-${process.platform}-${process.arch}`;
  return join(await npmFolder(name, version), "node_modules", name, "bin");
}

/**
 * The folder with the commands of a package. That of Bun is in a package for each platform.
 *
 * @param {string} name
 * @param {string} version
 */
export async function commandFolder(name, version) {
  if (name !== "bun") return join(await npmFolder(name, version), "node_modules/.bin");
  const platform = `@oven/bun-${process.platform}-${process.arch === "arm64" ? "aarch64" : process.arch}`;
  return join(await npmFolder(platform, version), "node_modules", platform, "bin");
}

/** @param {string} name @param {string} version */
async function npmFolder(name, version) {
  const folder = join(cache(), `${name.replace("/", "-")}-${version}`);
  if (existsSync(folder)) return folder;
  await withScratch(cache(), async (scratch) => {
    writeFileSync(join(scratch, "package.json"), '{"private":true}');
    const args = [
      "install",
      "--no-audit",
      "--no-fund",
      "--no-package-lock",
      "--ignore-scripts",
      `${name}@${version}`,
    ];
    const outcome = await run("npm", args, { cwd: scratch, totalSeconds: secondsToInstall });
    if (outcome.code !== 0) throw new Error(`npm cannot install ${name}@${version}: ${reasonOf(outcome)}`);
    rmSync(folder, { recursive: true, force: true });
    const made = `${folder}.${process.pid}`;
    renameSync(scratch, made);
    renameSync(made, folder);
  });
  return folder;
}
