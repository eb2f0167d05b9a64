import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { root } from "../../tools/lib/paths.mjs";
import { inTurns, ratios, spread } from "../measure.mjs";

const require = createRequire(import.meta.url);
const { credentials } = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const proto = require("@pulumi/pulumi/proto/provider_pb.js");

/** The provider's process: the host of dynamic providers, and what it runs; or the plugin. */
const processes = {
  dynamic: {
    script: require.resolve("@pulumi/pulumi/cmd/dynamic-provider"),
    __provider: 'exports.handler=()=>require("pulumi-alicloud-image-builder/host").imagePipeline',
  },
  plugin: { script: join(root, "provider/plugin/pulumi-resource-alicloud-image-builder") },
};

const PROCESSES = /** @type {(keyof typeof processes)[]} */ (Object.keys(processes));
const FIGURES = /** @type {const} */ (["start", "check", "create", "startMemory", "createMemory"]);
const URN = "urn:pulumi:bench::bench::alicloud-image-builder:index:ImagePipeline::pipeline";

/** @typedef {Record<"dynamic" | "plugin" | "ratio", import("../measure.mjs").Spread>} Figures */

/**
 * Measures the provider's process, called as the engine calls it: until it prints its port, from there until its first
 * check, and from there until its first create, in milliseconds; and its megabytes of memory at the first and the last of
 * these moments.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {number} rounds
 */
export async function measureHost({ simulator }, rounds) {
  const all = await inTurns(PROCESSES, rounds, (name) => measureOne(simulator, processes[name]));
  const entries = FIGURES.map((figure) => {
    const of = (/** @type {keyof typeof processes} */ name) => all[name].map((one) => one[figure]);
    const [dynamic, plugin] = /** @type {const} */ ([of("dynamic"), of("plugin")]);
    const figures = { dynamic: spread(dynamic), plugin: spread(plugin), ratio: ratios(plugin, dynamic) };
    return [figure, figures];
  });
  return /** @type {Record<(typeof FIGURES)[number], Figures>} */ (Object.fromEntries(entries));
}

/** @param {import("../project.mjs").Simulator} simulator @param {{ script: string, __provider?: string }} process */
async function measureOne(simulator, { script, __provider }) {
  const begin = performance.now();
  const host = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: join(root, "examples/quickstart"),
    env: {
      ...cleanEnvironment(process.env),
      ...simulatorEnvironment(simulator),
      PULUMI_NODEJS_PROJECT: "bench",
      PULUMI_NODEJS_STACK: "bench",
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = await once(createInterface(host.stdout), "line");
  const start = performance.now() - begin;
  const startMemory = memoryOf(host.pid);
  /** @type {any} */
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const call = (/** @type {string} */ name, /** @type {object} */ request) =>
    promisify(client[name].bind(client))(request);
  try {
    const configure = new proto.ConfigureRequest();
    const region = __provider ? "alicloud:region" : "region";
    configure.setArgs(Struct.fromJavaScript({ [region]: "cn-hangzhou" }));
    await call("configure", configure);
    const before = performance.now();
    const check = new proto.CheckRequest();
    check.setUrn(URN);
    check.setOlds(Struct.fromJavaScript({}));
    check.setNews(
      Struct.fromJavaScript({
        ...(__provider && { __provider }),
        baseImageType: "IMAGE_FAMILY",
        baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
        buildContent: "RUN yum install -y nginx",
        tags: { team: "platform" },
      }),
    );
    const checked = await call("check", check);
    const afterCheck = performance.now();
    const create = new proto.CreateRequest();
    create.setUrn(URN);
    create.setProperties(checked.getInputs());
    await call("create", create);
    return {
      start,
      startMemory,
      check: afterCheck - before,
      create: performance.now() - afterCheck,
      createMemory: memoryOf(host.pid),
    };
  } finally {
    client.close();
    host.kill("SIGKILL");
  }
}

/** Megabytes of memory that a process uses; NaN without /proc. @param {number | undefined} pid */
function memoryOf(pid) {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes) / 1000;
  } catch {
    return Number.NaN;
  }
}
