import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";

const folder = join(root, "provider");

/** What a user installs in addition to @pulumi/pulumi. */
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
    packedBytes: pack.size,
    installedBytes: pack.unpackedSize,
    files: pack.entryCount,
    dependencies: Object.keys(dependencies).length,
  };
}
