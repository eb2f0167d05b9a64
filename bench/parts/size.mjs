import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";

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
