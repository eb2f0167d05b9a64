import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../tools/lib/clean-environment.cjs";
import { root } from "../tools/lib/paths.mjs";

/**
 * A Pulumi project of its own that declares many pipelines, on one side by this package, on the other by the floor: a
 * dynamic provider of one line that does nothing, with the same arguments.
 *
 * @param {import("../tools/lib/cli/probe.mjs").Cli} cli
 * @param {Parameters<typeof simulatorEnvironment>[0]} simulator
 * @param {"ours" | "floor"} side
 * @param {number} count
 * @param {{ contentBytes?: number, parallel?: number }} [options]
 */
export function benchProject(cli, simulator, side, count, { contentBytes = 120, parallel } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "image-builder-bench-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, ".state"));
  writeFileSync(join(folder, "package.json"), '{"name":"bench"}');
  writeFileSync(join(folder, "Pulumi.yaml"), "name: bench\nruntime: nodejs\n");
  writeFileSync(join(folder, "index.js"), program(side, count, contentBytes));
  const env = {
    ...cleanEnvironment(process.env),
    ...simulatorEnvironment(simulator),
    PULUMI_BACKEND_URL: pathToFileURL(join(folder, ".state")).href,
    PULUMI_CONFIG_PASSPHRASE: "bench",
    PULUMI_HOME: join(folder, ".home"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PATH: [...cli.searchPath, process.env["PATH"]].join(":"),
  };
  const run = promisify(execFile);
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
    /** The state as the engine writes it. */
    state: () => pulumi("stack", "export"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @param {"ours" | "floor"} side @param {number} count @param {number} contentBytes */
function program(side, count, contentBytes) {
  const declare =
    side === "ours"
      ? `const { ImagePipeline } = require("pulumi-alicloud-image-builder");
const declare = (name, args) => new ImagePipeline(name, args);`
      : `const pulumi = require("@pulumi/pulumi");
const text = 'let n=0;exports.handler=()=>({create:async i=>({id:"floor-"+process.pid+"-"+n++,outs:i})})';
const declare = (name, args) => new pulumi.CustomResource("pulumi-nodejs:dynamic/bench:Floor", name, { ...args, __provider: text });`;
  return `${declare}
for (let i = 0; i < ${count}; i++) {
  declare("pipeline-" + i, {
    name: "bench-" + i,
    description: "A pipeline of the benchmark",
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
    buildContent: "RUN echo " + "x".repeat(${contentBytes}),
    systemDiskSize: 40,
    imageOptions: { imageName: "bench" },
    tags: { team: "platform", number: String(i) },
  });
}
`;
}
