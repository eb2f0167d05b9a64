import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../tools/lib/paths.mjs";
import { spread } from "./measure.mjs";

/** What is loaded in a process of its own, and how long that takes. Each prints when it is done. */
const scripts = {
  empty: "",
  "the program imports the package": 'require("pulumi-alicloud-image-builder")',
  "the host, to its first check":
    'require("pulumi-alicloud-image-builder/host").imagePipeline.check({}, { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a" })',
};

/** `@pulumi/pulumi` is there on both sides: what it costs is not ours. */
const before = 'require("@pulumi/pulumi");';

/** @param {number} rounds */
export async function measureLoading(rounds) {
  /** @type {Map<string, { milliseconds: number, megabytes: number }[]>} */
  const figures = new Map(Object.keys(scripts).map((what) => [what, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [what, script] of Object.entries(scripts)) figures.get(what)?.push(measure(script));
  }
  const empty = figures.get("empty") ?? [];
  return [...figures].slice(1).map(([what, list]) => ({
    what,
    milliseconds: spread(
      list.map(({ milliseconds }, index) => milliseconds - (empty[index]?.milliseconds ?? 0)),
    ),
    megabytes: spread(list.map(({ megabytes }, index) => megabytes - (empty[index]?.megabytes ?? 0))),
  }));
}

/** @param {string} script @returns {{ milliseconds: number, megabytes: number }} */
function measure(script) {
  const code = `${before}
const memory = process.memoryUsage().rss, start = process.hrtime.bigint();
Promise.resolve(${script || "undefined"}).then(() => process.stdout.write(JSON.stringify({
  milliseconds: Number(process.hrtime.bigint() - start) / 1e6,
  megabytes: (process.memoryUsage().rss - memory) / 1e6,
})));`;
  return JSON.parse(
    execFileSync(process.execPath, ["-e", code], {
      cwd: join(root, "examples/quickstart"),
      encoding: "utf8",
    }),
  );
}
