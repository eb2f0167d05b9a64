import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { differences, inTurns } from "../measure.mjs";

/** Every side loads `@pulumi/pulumi`, so its cost does not count as ours. */
const SCRIPTS = { empty: "", package: 'require("pulumi-alicloud-image-builder");' };

/** Milliseconds that the import of the package takes in a program. @param {number} rounds */
export async function measureImport(rounds) {
  const names = /** @type {(keyof typeof SCRIPTS)[]} */ (Object.keys(SCRIPTS));
  const times = await inTurns(names, rounds, async (name) => {
    const code = `require("@pulumi/pulumi");
const start = performance.now();
${SCRIPTS[name]}
process.stdout.write(String(performance.now() - start));`;
    return Number(execFileSync(process.execPath, ["-e", code], { cwd: join(root, "examples/quickstart") }));
  });
  return differences(times.package, times.empty);
}

const folder = join(root, "provider");

/** What a user installs in addition to @pulumi/pulumi, in bytes. */
export function measureSize() {
  const [pack] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return {
    packed: pack.size,
    installed: pack.unpackedSize,
    files: pack.entryCount,
    dependencies: Object.keys(dependencies).length,
    /** A part of the above. */
    plugin: statSync(join(folder, "plugin/plugin.js")).size,
  };
}
