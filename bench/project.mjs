import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../tools/lib/clean-environment.cjs";
import { root } from "../tools/lib/paths.mjs";

const run = promisify(execFile);

/** @typedef {"floor" | "dynamic" | "plugin" | "bridge"} Side one of bench/sides */
/** @typedef {Awaited<ReturnType<typeof import("../tools/demo/simulator.mjs").startSimulator>>} Simulator */

/**
 * What everything is measured on.
 *
 * @typedef {object} Stand
 * @property {import("../tools/lib/cli/probe.mjs").Cli} cli
 * @property {Simulator} simulator
 * @property {ReturnType<typeof bridgeAt> | undefined} bridge
 */

/** Build content of a pipeline, in bytes: about that of the quickstart. */
const CONTENT_BYTES = 120;

/**
 * A separate Pulumi project that declares many pipelines, with its own stack, backend and home.
 *
 * @param {Stand} stand
 * @param {Side} side
 * @param {number} count
 */
export function benchProject({ cli, simulator, bridge }, side, count) {
  const folder = mkdtempSync(join(tmpdir(), "image-builder-bench-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, ".state"));
  cpSync(join(root, "bench/sides/program.js"), join(folder, "index.js"));
  // The same name on every side: the state contains it, with each resource's position in the program.
  cpSync(join(root, "bench/sides", `${side}.js`), join(folder, "side.js"));
  writeFileSync(join(folder, "package.json"), '{"name":"bench"}');
  writeFileSync(join(folder, "Pulumi.yaml"), side === "bridge" ? PROJECT + bridge?.project : PROJECT);
  if (side === "bridge" && bridge) {
    mkdirSync(join(folder, "bridge"));
    symlinkSync(bridge.executable, join(folder, "bridge/pulumi-resource-alicloud"));
  }
  const env = {
    ...cleanEnvironment(process.env),
    ...simulatorEnvironment(simulator),
    ...(side === "bridge" && bridgeEnvironment(simulator)),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_HOME: join(folder, ".home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...cli.searchPath, process.env["PATH"]].join(":"),
    COUNT: String(count),
    CONTENT_BYTES: String(CONTENT_BYTES),
  };
  const pulumi = async (/** @type {string[]} */ ...args) => {
    const options = { cwd: folder, env, maxBuffer: 1 << 28 };
    await run(cli.executable, ["--non-interactive", ...args], options).catch(({ message, stdout }) => {
      throw new Error(`${side}: ${message}\n${stdout}`);
    });
  };
  const quiet = ["--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"];
  return {
    init: () => pulumi("stack", "init", "bench"),
    preview: () => pulumi("preview", "--suppress-progress"),
    up: () => pulumi("up", ...quiet),
    refresh: () => pulumi("refresh", ...quiet),
    destroy: () => pulumi("destroy", ...quiet),
    /** Bytes of the state for each pipeline, as compact JSON. */
    stateBytes() {
      const file = join(folder, ".state/.pulumi/stacks/bench/bench.json");
      const { resources } = JSON.parse(readFileSync(file, "utf8")).checkpoint.latest;
      const pipelines = resources.filter((/** @type {{ type: string }} */ { type }) =>
        type.endsWith("ImagePipeline"),
      );
      return JSON.stringify(pipelines).length / pipelines.length;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const PROJECT = `name: bench
runtime: nodejs
plugins:
  providers:
    - name: alicloud-image-builder
      path: node_modules/pulumi-alicloud-image-builder/plugin
`;

/**
 * The bridged provider of this executable, and what it says of itself.
 *
 * @param {string} path
 */
export function bridgeAt(path) {
  const ask = (/** @type {string} */ option) => {
    try {
      return execFileSync(path, [option], { encoding: "utf8", timeout: 60_000, maxBuffer: 1 << 28 }).trim();
    } catch (error) {
      const { code, status } = /** @type {{ code?: string; status?: number }} */ (error);
      throw new Error(
        `--bridge: ${path} ${option} failed (${code ?? `exit code ${status}`}). It must be an executable pulumi-resource-alicloud.`,
      );
    }
  };
  const { schema, resources } = JSON.parse(ask("--get-provider-info")).provider;
  const plugin = "    - name: alicloud\n      path: bridge\n";
  return {
    executable: resolve(path),
    version: `${ask("--version")} (resources: ${Object.keys(resources).length})`,
    /** The simulator speaks HTTP; the Terraform provider has to be told, one that is made for the benchmark need not. */
    project: schema.protocol ? `${plugin}config:\n  alicloud:protocol: HTTP\n` : plugin,
  };
}

/** The Terraform provider takes endpoints without the protocol; its older releases by another name. @param {Simulator} simulator */
function bridgeEnvironment({ endpoint }) {
  const { host } = new URL(endpoint);
  return {
    ALIBABA_CLOUD_ENDPOINT_ECS: host,
    ALIBABA_CLOUD_ENDPOINT_STS: host,
    ECS_ENDPOINT: host,
    STS_ENDPOINT: host,
  };
}

/** The version of a package that is installed here. @param {string} name @returns {string} */
export const installedVersion = (name) =>
  JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
