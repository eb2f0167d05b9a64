import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchFile } from "../../provider/src/command/fetch-file";
import { proxyStand } from "./proxy/stand";

jest.setTimeout(60_000);

const { proxy } = proxyStand();
const environment = { ...process.env };
const never = new AbortController().signal;

const server = createServer((request, response) => {
  if (request.url === "/moved") return response.writeHead(302, { location: "/file" }).end();
  if (request.url === "/loop") return response.writeHead(302, { location: "/loop" }).end();
  return request.url === "/file" ? response.end("content") : response.writeHead(404).end();
});
const url = (path: string, host = "127.0.0.1") =>
  `http://${host}:${(server.address() as AddressInfo).port}/${path}`;

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());
afterEach(() => {
  process.env = { ...environment };
});

test("a file that try fetches on this machine: redirects are followed, and what is none is said", async () => {
  expect(String(await fetchFile(url("moved"), never))).toBe("content");
  expect(await fetchFile(url("gone"), never)).toBe("this machine got the HTTP status 404");
  expect(await fetchFile(url("loop"), never)).toBe("this machine was redirected more than 10 times");
  expect(await fetchFile("http://127.0.0.1:1/", never)).toMatch(
    /^this machine could not fetch it: .*ECONNREFUSED/,
  );
  const stop = new AbortController();
  stop.abort("stopped");
  await expect(fetchFile(url("file"), stop.signal)).rejects.toBe("stopped");
});

test("it comes through the proxy of the environment, unless NO_PROXY names its host; a refusal is the proxy's", async () => {
  const used = await proxy({ user: "me", password: "hunter2" });
  // By the name under which the proxy reaches this machine.
  const file = url("file", "files.service.test");
  process.env["HTTP_PROXY"] = `http://me:hunter2@127.0.0.1:${used.port}`;
  expect(String(await fetchFile(file, never))).toBe("content");
  expect(used.asked()).toEqual([{ asked: `http ${new URL(file).host}`, username: "me" }]);
  process.env["HTTP_PROXY"] = `http://127.0.0.1:${used.port}`;
  const refused = await fetchFile(file, never);
  expect(refused).toMatch(
    /^this machine could not fetch it: the proxy .* of HTTP_PROXY refused .* \(HTTP 407\)/,
  );
  process.env["NO_PROXY"] = "service.test";
  expect(await fetchFile(file, never)).toMatch(/ENOTFOUND|EAI_AGAIN/);
});
