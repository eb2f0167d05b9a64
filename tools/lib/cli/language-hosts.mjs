import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { withLock } from "../lock.mjs";
import { cacheFolder, root } from "../paths.mjs";
import { reasonOf, run } from "../run.mjs";
import { withScratch } from "../scratch.mjs";
import { buildModule, home, keyOf } from "./go-build.mjs";
import { findOnPath } from "./probe.mjs";

/**
 * The language hosts of the plugin's tests and demo. A CLI that was installed or downloaded has them; one that was built
 * here gets them when they are needed, since each takes a minute or more to build. They are in the folder of the CLI,
 * which warns about hosts on PATH.
 */
const hosts = {
  yaml: {
    name: "pulumi-language-yaml",
    folder: join(root, "tools/pulumi-language-yaml"),
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    linkerFlags: "-s -w",
    script: undefined,
  },
  python: {
    name: "pulumi-language-python",
    folder: join(root, "tools/pulumi-language-python"),
    package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
    linkerFlags: "-s -w",
    // What runs the program. It is beside the host.
    script: "python/cmd/pulumi-language-python-exec",
  },
};

/**
 * Builds the missing language hosts.
 *
 * @param {import("./probe.mjs").Cli} cli
 */
export async function makeLanguageHosts(cli) {
  const folder = dirname(cli.executable);
  if (folder !== home()) {
    const missing = Object.values(hosts).filter(
      ({ name }) => !existsSync(join(folder, name)) && findOnPath(name) === undefined,
    );
    if (missing.length === 0) return;
    const names = missing.map(({ name }) => name).join(" and ");
    throw new Error(
      `${cli.executable} has no ${names} beside it. Install the whole Pulumi CLI (https://www.pulumi.com/docs/install/).`,
    );
  }
  await withLock(join(cacheFolder(), "language-hosts.lock"), async () => {
    for (const host of Object.values(hosts)) await makeHost(host, folder);
  });
}

/**
 * @param {(typeof hosts)[keyof typeof hosts]} host
 * @param {string} folder
 */
async function makeHost(host, folder) {
  const { name, script } = host;
  const record = join(folder, `${name}.made-from`);
  const key = keyOf([host]);
  if (existsSync(record) && readFileSync(record, "utf8") === key) return;
  await withScratch(cacheFolder(), async (scratch) => {
    const made = join(scratch, "bin");
    mkdirSync(made);
    await buildModule(host, made, scratch);
    if (script) {
      const source = join(await sdkFolder(host.folder), script);
      copyFileSync(source, join(made, `${name}-exec`));
      chmodSync(join(made, `${name}-exec`), 0o755);
      renameSync(join(made, `${name}-exec`), join(folder, `${name}-exec`));
    }
    renameSync(join(made, name), join(folder, name));
  });
  writeFileSync(record, key);
}

/** Where Go keeps the sources of Pulumi's SDK. @param {string} module */
async function sdkFolder(module) {
  const args = ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"];
  const outcome = await run("go", args, { cwd: module, env: { ...process.env, GOWORK: "off" } });
  if (outcome.code !== 0) throw new Error(`go list failed: ${reasonOf(outcome)}`);
  return outcome.output.trim();
}
