import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { root } from "../../tools/lib/paths.mjs";
import { differences, inTurns, spread } from "../measure.mjs";

const require = createRequire(import.meta.url);
const { credentials } = require("@grpc/grpc-js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const proto = require("@pulumi/pulumi/proto/provider_pb.js");

const providers = {
  ours: 'exports.handler=()=>require("pulumi-alicloud-image-builder/host").imagePipeline',
  empty:
    'exports.handler=()=>({check:async(o,n)=>({inputs:n,failures:[]}),create:async i=>({id:"1",outs:i})})',
};

const SIDES = /** @type {const} */ (["ours", "empty"]);

/**
 * Measures the provider's process, Pulumi's dynamic host, called as the engine calls it: until its first check, and from
 * there until its first create. The result is what it takes more than an empty provider, in milliseconds and in megabytes
 * of memory.
 *
 * @param {import("../project.mjs").Stand} stand
 * @param {number} rounds
 */
export async function measureHost({ simulator }, rounds) {
  const sides = await inTurns(SIDES, rounds, (side) => measureOne(simulator, providers[side]));
  const figures = /** @type {const} */ (["check", "checkMemory", "create", "createMemory"]);
  return Object.fromEntries(
    figures.map((figure) => {
      const of = (/** @type {(typeof SIDES)[number]} */ side) => sides[side].map((all) => all[figure]);
      return [figure, { empty: spread(of("empty")), more: differences(of("ours"), of("empty")) }];
    }),
  );
}

/** @param {import("../project.mjs").Simulator} simulator @param {string} __provider */
async function measureOne(simulator, __provider) {
  const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const host = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: join(root, "examples/quickstart"),
    env: {
      ...cleanEnvironment(process.env),
      ...simulatorEnvironment(simulator),
      PULUMI_NODEJS_PROJECT: "bench",
      PULUMI_NODEJS_STACK: "bench",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [port] = await once(createInterface(host.stdout), "line");
  /** @type {any} */
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const call = (/** @type {string} */ name, /** @type {object} */ request) =>
    promisify(client[name].bind(client))(request);
  try {
    const configure = new proto.ConfigureRequest();
    configure.setArgs(Struct.fromJavaScript({ "alicloud:region": "cn-hangzhou" }));
    await call("configure", configure);
    const before = performance.now();
    const check = new proto.CheckRequest();
    check.setOlds(Struct.fromJavaScript({}));
    check.setNews(
      Struct.fromJavaScript({
        __provider,
        baseImageType: "IMAGE_FAMILY",
        baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
        buildContent: "RUN yum install -y nginx",
        tags: { team: "platform" },
      }),
    );
    const checked = await call("check", check);
    const afterCheck = performance.now();
    const checkMemory = memoryOf(host.pid);
    const create = new proto.CreateRequest();
    create.setProperties(checked.getInputs());
    await call("create", create);
    return {
      check: afterCheck - before,
      checkMemory,
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
