import { execFileSync } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buildah, inFolder, removeFolder, tried } from "./engines";

/** A Debian of this machine's own release, with nothing but the essential packages. It takes a quarter of a minute. */
const tar = inFolder("debian.tar");
let server: Server;
let url: string;

beforeAll(async () => {
  const release = execFileSync("sh", ["-c", '. /etc/os-release && echo "$VERSION_CODENAME"'], {
    encoding: "utf8",
  }).trim();
  execFileSync("mmdebstrap", ["--quiet", "--variant=apt", release, tar], { timeout: 200_000 });
  server = createServer((request, response) => {
    response.end(request.url === "/files/tool.txt" ? "the tool\n" : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files`;
}, 240_000);

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  removeFolder();
});

test("a package is really installed, a file fetched by this machine, and a wrong name found before it costs", async () => {
  const engine = buildah();
  const content = [
    "RUN apt-get update && apt-get install -y --no-install-recommends jq",
    "RUN echo '[1, 2]' | jq -c 'map(. + 1)'",
    `COPY ${url}/tool.txt /opt/tools`,
    "RUN cat /opt/tools/tool.txt && rm /opt/tools/tool.txt",
    "RUN apt-get install -y ngnix",
    "RUN echo never",
  ].join("\n");
  const { code, stdout, stderr } = await tried(engine, ["-", "--base-root", tar], content);
  expect(stdout).toContain("\n[2,3]\n");
  expect(stdout).toContain("  the container has no wget: this machine fetches the file\n");
  expect(stdout).toContain("\nthe tool\n");
  expect(stdout).toContain("line 5: FAILED (exit code 100): RUN apt-get install -y ngnix\n");
  expect(stderr).toMatch(/E: Unable to locate package ngnix\n$/);
  expect(stdout).toMatch(/\n4 ran, 1 failed \(line 5, exit code 100\), 0 not tried, 1 not reached\.\n$/);
  expect(code).toBe(3);
  expect(engine.left()).toBe("");
});
