import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { differences, inTurns } from "../measure.mjs";

/** Every side loads `@pulumi/pulumi`, so its cost does not count as ours. */
const SCRIPTS = { empty: "", package: 'require("pulumi-alicloud-image-builder");' };

/** Measures the import of the package: milliseconds and megabytes more than an empty module. @param {number} rounds */
export async function measureProgram(rounds) {
  const names = /** @type {(keyof typeof SCRIPTS)[]} */ (Object.keys(SCRIPTS));
  const all = await inTurns(names, rounds, async (name) => measure(SCRIPTS[name]));
  const more = (/** @type {"milliseconds" | "megabytes"} */ what) =>
    differences(
      all.package.map((figures) => figures[what]),
      all.empty.map((figures) => figures[what]),
    );
  return { milliseconds: more("milliseconds"), megabytes: more("megabytes") };
}

/** @param {string} script @returns {{ milliseconds: number, megabytes: number }} */
function measure(script) {
  const code = `require("@pulumi/pulumi");
const memory = process.memoryUsage().rss, start = process.hrtime.bigint();
${script}
process.stdout.write(JSON.stringify({
  milliseconds: Number(process.hrtime.bigint() - start) / 1e6,
  megabytes: (process.memoryUsage().rss - memory) / 1e6,
}));`;
  const cwd = join(root, "examples/quickstart");
  return JSON.parse(execFileSync(process.execPath, ["-e", code], { cwd, encoding: "utf8" }));
}
