import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../lib/paths.mjs";

/** The third line fails. */
const CONTENT = `# A web server, with a configuration that nobody has tried
RUN mkdir -p /srv/www && echo '<h1>It works</h1>' > /srv/www/index.html
RUN grep -q 'It really works' /srv/www/index.html
RUN rm -r /srv/www
`;

/**
 * Runs a build content with a wrong line in a local container. It needs buildah and busybox, and no network.
 *
 * @returns {Promise<{code: number, output: string} | undefined>} undefined where they are missing.
 */
export async function tryWrongContent() {
  const busybox = found("busybox");
  if (!busybox || !found("buildah")) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "image-builder-demo-"));
  try {
    writeFileSync(join(folder, "content"), CONTENT);
    const storage = { driver: "vfs", graphroot: join(folder, "graph"), runroot: join(folder, "run") };
    const lines = Object.entries(storage).map(([key, value]) => `${key} = "${value}"\n`);
    writeFileSync(join(folder, "storage.conf"), `[storage]\n${lines.join("")}`);
    const args = ["try", "content", "--engine", "buildah", "--base-root", rootWith(busybox, folder)];
    console.log("\n$ npx pulumi-alicloud-image-builder try content --engine buildah --base-root busybox.tar");
    const child = spawn(
      process.execPath,
      [join(root, "provider/bin/pulumi-alicloud-image-builder.js"), ...args],
      {
        cwd: folder,
        env: {
          ...process.env,
          CONTAINERS_STORAGE_CONF: join(folder, "storage.conf"),
          BUILDAH_ISOLATION: "chroot",
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    for (const [stream, shown] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        shown.write(text);
      });
    }
    const [code] = await once(child, "close");
    return { code: code ?? 1, output };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** @param {string} program */
function found(program) {
  try {
    return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

/**
 * A root filesystem with nothing but busybox, as a tar file.
 *
 * @param {string} busybox
 * @param {string} folder
 */
function rootWith(busybox, folder) {
  const at = join(folder, "busybox");
  for (const name of ["bin", "etc", "root", "srv", "tmp"]) mkdirSync(join(at, name), { recursive: true });
  copyFileSync(busybox, join(at, "bin/busybox"));
  for (const applet of ["sh", "mkdir", "echo", "grep", "rm"]) symlinkSync("busybox", join(at, "bin", applet));
  writeFileSync(join(at, "etc/passwd"), "root:x:0:0::/root:/bin/sh\n");
  writeFileSync(join(at, "etc/group"), "root:x:0:\n");
  execFileSync("tar", ["-C", at, "-cf", `${at}.tar`, "."]);
  return `${at}.tar`;
}
