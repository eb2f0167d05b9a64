import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { differences, inTurns } from "../measure.mjs";

/** What a program loads. Every side loads `@pulumi/pulumi`, so its cost does not count as ours. */
const scripts = {
  empty: "",
  "import of the package": 'require("pulumi-alicloud-image-builder");',
  "import, and a Dockerfile parsed":
    'require("pulumi-alicloud-image-builder").importDockerfile("FROM a\\nRUN b");',
};

/** Measures a program: milliseconds and megabytes more than an empty module, each in a separate process. @param {number} rounds */
export async function measureProgram(rounds) {
  const names = /** @type {(keyof typeof scripts)[]} */ (Object.keys(scripts));
  const figures = await inTurns(names, rounds, async (name) => measure(scripts[name]));
  const all = (/** @type {keyof typeof scripts} */ name, /** @type {"milliseconds" | "megabytes"} */ what) =>
    figures[name].map((figure) => figure[what]);
  return names.slice(1).map((what) => ({
    what,
    milliseconds: differences(all(what, "milliseconds"), all("empty", "milliseconds")),
    megabytes: differences(all(what, "megabytes"), all("empty", "megabytes")),
  }));
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
  return JSON.parse(
    execFileSync(process.execPath, ["-e", code], {
      cwd: join(root, "examples/quickstart"),
      encoding: "utf8",
    }),
  );
}
