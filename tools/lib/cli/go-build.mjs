import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, root } from "../paths.mjs";
import { withProgress } from "../progress.mjs";
import { reasonOf, run } from "../run.mjs";
import { withScratch } from "../scratch.mjs";
import { cliVersion, findOnPath, probe } from "./probe.mjs";

/**
 * A Go module of this repository that makes one binary.
 *
 * @typedef {object} Module
 * @property {string} name of the binary
 * @property {string} folder
 * @property {string} package
 * @property {string} linkerFlags
 */

/**
 * Each folder is a Go module and makes one binary. They are separate modules because the last language host that was
 * published as a Go module needs other versions of what they share.
 *
 * @type {Module[]}
 */
const modules = [
  {
    name: "pulumi",
    folder: join(root, "tools/pulumi-cli"),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    // Without it the binary does not know its version.
    linkerFlags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${cliVersion}`,
  },
  {
    name: "pulumi-language-nodejs",
    folder: join(root, "tools/pulumi-language-nodejs"),
    package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    linkerFlags: "",
  },
];

/** The third piece is a script, and part of the SDK. */
const resourceHost = join(root, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs");

/** @type {import("./find.mjs").Way} */
export const goBuild = {
  title: "built with Go",
  remedy:
    "install Go 1.25.8 or newer (https://go.dev/dl/), and give this machine access to a Go module proxy",
  find: () => probe(join(home(), "pulumi"), `built with Go, in ${home()}`),
  async make() {
    if (findOnPath("go") === undefined) throw new Error("there is no go on PATH");
    await withScratch(cacheFolder(), async (folder) => {
      const made = join(folder, "bin");
      mkdirSync(made);
      for (const module of modules) await buildModule(module, made, folder);
      // The CLI warns about a plugin from PATH, but not about one in its own folder.
      copyFileSync(resourceHost, join(made, "pulumi-resource-pulumi-nodejs"));
      await probe(join(made, "pulumi"), "");
      rmSync(home(), { recursive: true, force: true });
      renameSync(made, home());
    });
  },
};

/** The folder of the CLI that is built here. The name depends on everything that goes into the build. */
export function home() {
  return join(cacheFolder(), `cli-${cliVersion}-${process.platform}-${process.arch}-${keyOf(modules)}`);
}

/**
 * Identifies a build by everything that goes into it, so that an old one is never taken for a new one.
 *
 * @param {Module[]} built
 */
export function keyOf(built) {
  const hash = createHash("sha256");
  for (const { folder, linkerFlags } of built) {
    hash.update(readFileSync(join(folder, "go.mod"))).update(readFileSync(join(folder, "go.sum")));
    hash.update(linkerFlags);
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * @param {Module} module
 * @param {string} into
 * @param {string} scratch
 */
export async function buildModule(module, into, scratch) {
  const args = ["build", "-v", "-ldflags", module.linkerFlags, "-o", join(into, module.name), module.package];
  let done = 0;
  await withProgress(`${module.name}, built with Go (the first time takes minutes)`, async (detail) => {
    const outcome = await run("go", args, {
      cwd: module.folder,
      env: { ...process.env, GOWORK: "off", GOTMPDIR: scratch },
      onLine: (line) => {
        if (!line.startsWith("go: ")) done++;
        detail(line.startsWith("go: ") ? line.slice(4) : `${done} packages compiled, ${line}`);
      },
    });
    if (outcome.code !== 0) throw new Error(`go build of ${module.package} failed: ${reasonOf(outcome)}`);
  });
}
