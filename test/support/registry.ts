import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { temporaryFolder } from "./folder";
import { root } from "./root";

/** A registry that has the packages of this repository as `npm pack` writes them, and sends npm elsewhere for all others. */
export interface Registry {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startRegistry(): Promise<Registry> {
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: root, encoding: "utf8" }).trim();
  const folder = temporaryFolder();
  const all = ["--workspace", "provider", "--workspace", "simulator"];
  const packed: { name: string; filename: string }[] = JSON.parse(
    npm("pack", ...all, "--ignore-scripts", "--json", "--pack-destination", folder),
  );
  const elsewhere = npm("config", "get", "registry");

  const archives = new Map<string, Buffer>();
  const documents = new Map<string, (url: string) => string>();
  for (const { name, filename } of packed) {
    const archive = readFileSync(join(folder, filename));
    const fields = execFileSync("tar", ["-xzOf", join(folder, filename), "package/package.json"], {
      encoding: "utf8",
    });
    const manifest = JSON.parse(fields);
    const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
    archives.set(`/-/${filename}`, archive);
    documents.set(`/${name}`, (url) =>
      JSON.stringify({
        name,
        "dist-tags": { latest: manifest.version },
        versions: {
          [manifest.version]: { ...manifest, dist: { tarball: `${url}/-/${filename}`, integrity } },
        },
      }),
    );
  }

  const server = createServer(({ url: path = "/" }, response) => {
    const archive = archives.get(path);
    const document = documents.get(path);
    if (archive) response.end(archive);
    else if (document) response.setHeader("content-type", "application/json").end(document(url()));
    else response.writeHead(307, { location: new URL(path.slice(1), elsewhere).href }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
