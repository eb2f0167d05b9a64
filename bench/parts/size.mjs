import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
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
    /** A part of the above. */
    plugin: {
      folder: sizeOf(readdirSync(join(folder, "plugin"))),
      program: sizeOf(["plugin.js"]),
    },
  };
}

/** Files of the plugin's folder, in bytes: as they are, and compressed together. @param {string[]} names */
function sizeOf(names) {
  const content = Buffer.concat(names.map((name) => readFileSync(join(folder, "plugin", name))));
  return { installedBytes: content.length, packedBytes: gzipSync(content).length };
}
