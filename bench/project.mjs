import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../tools/lib/clean-environment.cjs";
import { root } from "../tools/lib/paths.mjs";

const run = promisify(execFile);

/** @typedef {"dynamic" | "plugin" | "floor" | "floor-same-state" | "class-based" | "serialized" | "call-each"} Side one of bench/sides */
/** @typedef {Awaited<ReturnType<typeof import("../tools/demo/simulator.mjs").startSimulator>>} Simulator */
/** @typedef {{ cli: import("../tools/lib/cli/probe.mjs").Cli, simulator: Simulator }} Stand what everything is measured on */

/** The plugin is found by it. It is started for none of the other sides. */
const PROJECT = `name: bench
runtime: nodejs
plugins:
  providers:
    - name: alicloud-image-builder
      path: node_modules/pulumi-alicloud-image-builder/plugin
`;

/** Build content of a pipeline, in bytes, where nothing else is said: about that of the quickstart. */
const CONTENT_BYTES = 120;

/**
 * A separate Pulumi project that declares many pipelines, with its own stack, backend and home.
 *
 * @param {Stand} stand
 * @param {Side} side
 * @param {number} count
 * @param {{ contentBytes?: number, parallel?: number, env?: NodeJS.ProcessEnv }} [options]
 */
export function benchProject(stand, side, count, options = {}) {
  const { cli, simulator } = stand;
  const { contentBytes = CONTENT_BYTES, parallel, env: more = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), "image-builder-bench-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, ".state"));
  const sides = join(root, "bench/sides");
  cpSync(join(sides, "program.js"), join(folder, "index.js"));
  cpSync(sides, folder, { recursive: true });
  // The same name on every side: the state contains it, with each resource's position in the program.
  cpSync(join(sides, `${side}.js`), join(folder, "side.js"));
  writeFileSync(join(folder, "package.json"), '{"name":"bench"}');
  writeFileSync(join(folder, "Pulumi.yaml"), PROJECT);
  const env = {
    ...cleanEnvironment(process.env),
    ...simulatorEnvironment(simulator),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_HOME: join(folder, ".home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...cli.searchPath, process.env["PATH"]].join(":"),
    COUNT: String(count),
    CONTENT_BYTES: String(contentBytes),
    ...more,
  };
  const pulumi = async (/** @type {string[]} */ ...args) => {
    const { stdout } = await run(cli.executable, ["--non-interactive", ...args], {
      cwd: folder,
      env,
      maxBuffer: 1 << 28,
    });
    return stdout;
  };
  const parallelism = parallel === undefined ? [] : ["--parallel", String(parallel)];
  const quiet = ["--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs", ...parallelism];
  return {
    init: () => pulumi("stack", "init", "bench"),
    preview: () => pulumi("preview", "--suppress-progress", ...parallelism),
    up: () => pulumi("up", ...quiet),
    refresh: () => pulumi("refresh", ...quiet),
    destroy: () => pulumi("destroy", ...quiet),
    /** Forgets the stack; what it declares stays. */
    removeStack: () => pulumi("stack", "rm", "--yes", "--force"),
    /** The pipelines in the state, as the engine writes them. @returns {Promise<object[]>} */
    async resources() {
      const { deployment } = JSON.parse(await pulumi("stack", "export"));
      return deployment.resources.filter((/** @type {{ type: string }} */ { type }) =>
        type.endsWith(":ImagePipeline"),
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How many operations the CLI runs at once by default: 4 for each processor. @param {Stand} stand */
export async function defaultParallelism({ cli }) {
  const { stdout } = await run(cli.executable, ["up", "--help"]);
  const [, figure] = /--parallel .*\(default (\d+)\)/.exec(stdout) ?? [];
  if (figure === undefined) throw new Error("the CLI does not say what its default of --parallel is");
  return Number(figure);
}

/** The version of a package that is installed here. @param {string} name @returns {string} */
export const installedVersion = (name) =>
  JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
