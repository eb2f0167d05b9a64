// Runs one cell: a project with nothing but the packed packages, and what a user does with it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { root } from "../../tools/lib/paths.mjs";
import { run } from "../../tools/lib/run.mjs";
import { base, resolutions } from "./cells.mjs";
import { programs } from "./programs.mjs";
import { cliFolder, commandFolder, nodeFolder } from "./tools.mjs";

const PACKAGE = "pulumi-alicloud-image-builder";
const secondsToInstall = 400;
const secondsPerCommand = 240;

/**
 * @typedef {object} Result
 * @property {string[]} passed the steps that passed, in their order
 * @property {string} [failed] the step that did not
 * @property {string} [reason] what was printed, without paths
 * @property {string} [sdk] the version of Pulumi's SDK that was installed
 * @property {string} at
 * @property {number} seconds
 */

/** @param {import("./cells.mjs").Cell} cell @param {{ provider: string, simulator: string }} packed @returns {Promise<Result>} */
export async function runCell(cell, packed) {
  const started = Date.now();
  const setting = { ...base, ...cell };
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-matrix-")));
  /** @type {string[]} */
  const passed = [];
  const node = await nodeFolder(setting.node);
  const simulator = await startSimulator(node);
  /** @type {Partial<Result>} */
  let more = {};
  try {
    const project = await layOut(folder, setting, packed);
    const env = await environment(folder, setting, node, simulator);
    await steps(project, { env, simulator, setting }, passed);
    more = { sdk: installedSdk(project.at) };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    more = { failed: error.step, reason: withoutPaths(error.message, folder) };
  } finally {
    simulator.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  return { passed, ...more, at: new Date().toISOString(), seconds };
}

class StepError extends Error {
  /** @param {string} step @param {string} message */
  constructor(step, message) {
    super(message);
    this.step = step;
  }
}

/** @typedef {typeof base & import("./cells.mjs").Cell} Setting */

/**
 * Writes the project. @returns where the program is, where the packages are installed, and how.
 *
 * @param {string} folder
 * @param {Setting} setting
 * @param {{ provider: string, simulator: string }} packed
 */
async function layOut(folder, setting, packed) {
  const program = programs[setting.program];
  if (!program) throw new Error(`There is no program ${setting.program}`);
  const isWorkspace = setting.layout.startsWith("workspace");
  const at = isWorkspace ? join(folder, "infra") : folder;
  const write = (/** @type {string} */ file, /** @type {string | object} */ content) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
  };
  const ours = { [PACKAGE]: `file:${packed.provider}` };
  const pulumi = { "@pulumi/pulumi": setting.sdk };
  const compiler = { typescript: setting.typescript, "@types/node": "20.19.0" };
  const tag = (/** @type {string} */ value) => {
    for (const [file, content] of Object.entries(program.files(value))) write(file, content);
  };
  if (isWorkspace) {
    const isPeer = setting.layout === "workspace-peer";
    const members = ["infra", "images"];
    write("package.json", { name: "workspace", private: true, workspaces: members });
    write("pnpm-workspace.yaml", { packages: members });
    const version =
      setting.manager.startsWith("npm") || setting.manager.startsWith("yarn") ? "1.0.0" : "workspace:*";
    write("infra/package.json", {
      name: "infra",
      private: true,
      version: "1.0.0",
      main: "index.js",
      dependencies: {
        ...pulumi,
        "@acme/images": version,
        ...(setting.layout !== "workspace" && !setting.layout.endsWith("unhoisted") && ours),
      },
    });
    write("images/package.json", {
      name: "@acme/images",
      version: "1.0.0",
      main: "index.js",
      ...(isPeer
        ? {
            peerDependencies: { [PACKAGE]: "*", "@pulumi/pulumi": "*" },
            devDependencies: { ...pulumi, ...ours },
          }
        : { dependencies: { ...pulumi, ...ours } }),
    });
    write("infra/Pulumi.yaml", "name: matrix\nruntime: nodejs\n");
  } else {
    write("package.json", {
      name: "matrix",
      private: true,
      main: "index.js",
      ...program.fields,
      dependencies: {
        ...pulumi,
        ...ours,
        ...(!setting.manager.startsWith("yarn@") && {
          "image-builder-simulator": `file:${packed.simulator}`,
        }),
        ...program.dependencies,
      },
      devDependencies: program.compiled ? compiler : {},
    });
    write("Pulumi.yaml", program.pulumi ?? "name: matrix\nruntime: nodejs\n");
  }
  if (setting.manager.startsWith("@yarnpkg/")) {
    const linker = setting.layout === "pnp" ? "pnp" : "node-modules";
    const limits = setting.layout.endsWith("unhoisted") ? { nmHoistingLimits: "workspaces" } : {};
    write(".yarnrc.yml", {
      nodeLinker: linker,
      enableTelemetry: false,
      enableGlobalCache: true,
      enableImmutableInstalls: false,
      ...limits,
    });
    write("yarn.lock", "");
  }
  tag("a");
  return { folder, at, tag, program };
}

/** @param {string} folder @param {Setting} setting @param {string} node @param {Awaited<ReturnType<typeof startSimulator>>} simulator */
async function environment(folder, setting, node, simulator) {
  const path = [node, await cliFolder(setting.cli)];
  const { name, version } = managerOf(setting);
  if (version) path.unshift(await commandFolder(name, version));
  mkdirSync(join(folder, ".state"));
  return {
    ...cleanEnvironment(process.env),
    ...simulatorEnvironment(simulator),
    // The base folder of what the package managers of the machine have is kept: it is their cache.
    PATH: [...path, process.env["PATH"]].join(":"),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "matrix",
    PULUMI_HOME: join(folder, ".home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    npm_config_update_notifier: "false",
  };
}

/** @param {Setting} setting */
function managerOf({ manager }) {
  const [, name = "", version] = /^(@?[^@]+)(?:@(.+))?$/.exec(manager) ?? [];
  return { name, version };
}

const INSTALL = /** @type {Record<string, string[]>} */ ({
  npm: ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
  pnpm: ["pnpm", "install", "--ignore-scripts", "--prefer-offline"],
  yarn: ["yarn", "install", "--ignore-scripts", "--prefer-offline", "--no-progress"],
  "@yarnpkg/cli-dist": ["yarn", "install", "--mode=skip-build"],
  bun: ["bun", "install", "--ignore-scripts"],
});

/**
 * @param {Awaited<ReturnType<typeof layOut>>} project
 * @param {{ env: NodeJS.ProcessEnv, simulator: Awaited<ReturnType<typeof startSimulator>>, setting: Setting }} with_
 * @param {string[]} passed
 */
async function steps({ folder, at, tag, program }, { env, simulator, setting }, passed) {
  const step = async (/** @type {string} */ name, /** @type {() => Promise<void>} */ work) => {
    try {
      await work();
    } catch (error) {
      throw new StepError(name, error instanceof Error ? error.message : String(error));
    }
    passed.push(name);
  };
  const must = async (
    /** @type {string} */ command,
    /** @type {string[]} */ args,
    cwd = at,
    totalSeconds = secondsPerCommand,
    more = {},
  ) => {
    const outcome = await run(command, args, { cwd, env: { ...env, ...more }, totalSeconds });
    if (outcome.code !== 0)
      throw new Error(`${outcome.givenUp ? `${outcome.givenUp}\n` : ""}${outcome.output}`);
    return outcome.output;
  };
  const { name } = managerOf(setting);
  const [manager = "", ...args] = INSTALL[name] ?? [];
  await step("install", async () => {
    await must(manager, [...args, ...setting.install], folder, secondsToInstall);
  });
  // Bun takes the place of Node.js for the language host's process of the program; the provider's script starts `node`.
  const instead = program.bun ? await bunAsNode(folder, env) : {};
  const inPnp = setting.layout === "pnp";
  const pulumi = (/** @type {string[]} */ ...command) => {
    if (program.automation) return must("node", ["index.js", ...command]);
    const all = ["--non-interactive", ...command];
    return inPnp
      ? must("yarn", ["exec", "pulumi", ...all], folder)
      : must("pulumi", all, at, secondsPerCommand, instead);
  };
  const yes = (/** @type {string[]} */ ...more) =>
    program.automation ? more : ["--yes", "--skip-preview", ...more];
  const pipelines = async () => (await simulator.state()).pipelines;
  const expect = async (/** @type {string | undefined} */ value) => {
    const tags = (await pipelines()).map(({ current }) => current.Tags?.Tag?.[0]?.TagValue);
    const wanted = value === undefined ? [] : [value];
    if (JSON.stringify(tags) !== JSON.stringify(wanted))
      throw new Error(
        `the service has pipelines with the tags ${JSON.stringify(tags)}, not ${JSON.stringify(wanted)}`,
      );
  };
  await step("stack", async () => {
    await pulumi(...(program.automation ? ["stack"] : ["stack", "init", "test"]));
  });
  await step("preview", async () => {
    await pulumi("preview");
    await expect(undefined);
  });
  await step("up", async () => {
    await pulumi("up", ...yes());
    await expect("a");
  });
  const [created] = await pipelines();
  await step("tags", async () => {
    tag("b");
    await pulumi("up", ...yes());
    await expect("b");
    if ((await pipelines())[0]?.id !== created?.id) throw new Error("the pipeline was replaced");
  });
  await step("refresh", async () => {
    await pulumi("refresh", ...yes("--expect-no-changes"));
  });
  if (program.bun) {
    const ran = [...new Set(readFileSync(join(folder, "ran"), "utf8").trim().split("\n"))].sort().join(", ");
    if (ran !== "program: bun, provider: node") throw new StepError("refresh", `what ran: ${ran}`);
  }
  await step("destroy", async () => {
    await pulumi("destroy", ...yes());
    await expect(undefined);
  });
}

/**
 * A folder in which `node` is Bun for the program and Node.js for everything else.
 *
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 */
async function bunAsNode(folder, env) {
  const bin = join(folder, ".bin");
  mkdirSync(bin);
  const bun = join(await commandFolder("bun", "1.4.5"), "bun");
  const real = /** @type {string} */ (env["PATH"]).split(":").find((each) => each.includes("node-"));
  const script = `#!/bin/sh
case "$1" in -e|-p) exec ${real}/node "$@" ;; esac
case "$*" in
*pulumi/cmd/run*) echo program: bun >> ${folder}/ran; exec ${bun} "$@" ;;
*dynamic-provider*) echo provider: node >> ${folder}/ran ;;
esac
exec ${real}/node "$@"
`;
  writeFileSync(join(bin, "node"), script, { mode: 0o755 });
  return { PATH: `${bin}:${env["PATH"]}` };
}

/** @param {string} at */
function installedSdk(at) {
  try {
    return JSON.parse(readFileSync(join(at, "node_modules/@pulumi/pulumi/package.json"), "utf8")).version;
  } catch {
    return undefined;
  }
}

/** The lines of an output that say why, without what belongs to this machine. @param {string} text @param {string} folder */
function withoutPaths(text, folder) {
  const lines = stripVTControlCharacters(text)
    .replaceAll(folder, "…")
    .replaceAll(/\/[\w@.+~-]+(\/[\w@.+~-]+){2,}/g, (path) => `…/${path.split("/").slice(-2).join("/")}`)
    .replaceAll(/https?:\/\/[^\s"']+/g, "…")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const telling = lines.filter((line) => /error|cannot|not |fail/i.test(line) && !/^at /.test(line));
  return (telling.length > 0 ? telling : lines.slice(-5)).slice(0, 5).join("\n").slice(0, 600);
}

/** A simulator that runs on the cell's Node.js. @param {string} node */
async function startSimulator(node) {
  const args = [join(root, "simulator/dist/cli.js"), "--port", "0"];
  const child = spawn(join(node, "node"), args, { stdio: ["ignore", "pipe", "ignore"] });
  const stop = () => child.kill();
  process.once("exit", stop);
  child.once("exit", () => process.removeListener("exit", stop));
  const ended = once(child, "exit").then(() => {
    throw new Error("the simulator ended");
  });
  ended.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  /** @type {{endpoint: string, accessKeyId: string, accessKeySecret: string}} */
  const address = JSON.parse(line);
  return {
    ...address,
    /** @returns {Promise<import("../../tools/demo/simulator.mjs").State>} */
    state: async () => JSON.parse(await (await fetch(`${address.endpoint}/_simulator/state`)).text()),
    stop,
  };
}

/**
 * Checks the types of both entries with one compiler: strict, and the declarations of all packages, too.
 *
 * @param {string} version
 * @param {string} provider the packed package
 */
export async function checkTypes(version, provider) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-matrix-")));
  try {
    const env = { ...process.env, PATH: `${await nodeFolder("22.23.3")}:${process.env["PATH"]}` };
    const program = programs["typescript"]?.files("a")["index.ts"] ?? "";
    const write = (/** @type {string} */ file, /** @type {string | object} */ content) =>
      writeFileSync(join(folder, file), typeof content === "string" ? content : JSON.stringify(content));
    write("package.json", {
      private: true,
      dependencies: { [PACKAGE]: `file:${provider}`, "@pulumi/pulumi": base.sdk },
      devDependencies: { typescript: version, "@types/node": "20.19.0" },
    });
    write("dynamic.ts", program);
    write("plugin.ts", program.replace(`${PACKAGE}"`, `${PACKAGE}/plugin"`));
    const [npm = "", ...args] = INSTALL["npm"] ?? [];
    const installed = await run(npm, [...args, "--legacy-peer-deps"], {
      cwd: folder,
      env,
      totalSeconds: secondsToInstall,
    });
    if (installed.code !== 0) throw new Error(`npm install with TypeScript ${version}: ${installed.output}`);
    /** @type {Record<string, string>} */
    const results = {};
    for (const [moduleResolution, module] of Object.entries(resolutions)) {
      const options = {
        target: "es2022",
        module,
        moduleResolution,
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        // TypeScript 6 takes `node` with this only; 7 has no `node`.
        ...(version.startsWith("6.") && { ignoreDeprecations: "6.0" }),
      };
      write("tsconfig.json", { compilerOptions: options, files: ["dynamic.ts", "plugin.ts"] });
      const outcome = await run(join(folder, "node_modules/.bin/tsc"), ["--pretty", "false"], {
        cwd: folder,
        env,
        totalSeconds: secondsPerCommand,
      });
      const faults = outcome.output.split("\n").filter((line) => /error TS/.test(line));
      results[moduleResolution] =
        outcome.code === 0
          ? ""
          : (faults.length > 0 ? faults.slice(0, 3).join("\n") : outcome.output).slice(0, 500);
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
