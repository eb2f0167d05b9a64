/** What comes over a connection and is no call: nothing whole, nothing readable, or somebody who looks around. */

import { request } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { isLocal } from "../../simulator/src/control/local.js";
import { startSimulator } from "../../simulator/src/index.js";
import { REQUEST_TIMEOUT_MS } from "../../simulator/src/server.js";
import { control, olderQuery, REGION, signed, useSimulator } from "./support.js";

const simulator = useSimulator();

interface Ended {
  readonly text: string;
  readonly seconds: number;
}

/** Sends some bytes, and waits until the simulator closes the connection. */
function open(bytes: string, more?: (socket: Socket) => void): Promise<Ended> {
  const { hostname, port } = new URL(simulator.current.endpoint);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setEncoding("utf8");
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve({ text, seconds: (performance.now() - started) / 1000 }));
    socket.write(bytes);
    more?.(socket);
  });
}

const bodyOf = (text: string) => JSON.parse(text.slice(text.indexOf("\r\n\r\n") + 4));

test("an incomplete request is refused after ten seconds, wherever it stops", async () => {
  const started = [
    open("GET / HTTP/1.1\r\nHos"),
    open("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc"),
    open("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
    open("GET / HTTP/1.1\r\n", (socket) => {
      // Never silent, never whole.
      const timer = setInterval(() => socket.write("a: b\r\n"), 1000);
      socket.on("close", () => clearInterval(timer));
    }),
    open(""),
  ];
  for (const one of started) {
    const { text, seconds } = await one;
    expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(bodyOf(text)).toEqual({
      RequestId: expect.any(String),
      Code: "UnreadableRequest",
      Message: "The request cannot be read: it was not complete after 10 seconds.",
    });
    expect(seconds).toBeGreaterThan(REQUEST_TIMEOUT_MS / 1000 - 1);
    expect(seconds).toBeLessThan(REQUEST_TIMEOUT_MS / 1000 + 10);
  }
}, 60_000);

test("a request that is not HTTP, or has too many headers, is refused with the reason", async () => {
  const nonsense = await open("\u0016\u0003\u0001 hello\r\n\r\n");
  expect(nonsense.text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(bodyOf(nonsense.text)["Message"]).toBe("The request cannot be read: it is not valid HTTP.");
  const large = await open(`GET / HTTP/1.1\r\nHost: x\r\na: ${"b".repeat(257 * 1024)}\r\n\r\n`);
  expect(large.text).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(bodyOf(large.text)["Message"]).toBe(
    "The request cannot be read: its headers have more than 256 KiB.",
  );
});

test("a request for an absolute URL, as a proxy forwards it, is answered like one for its path", async () => {
  const { endpoint } = simulator.current;
  const query = olderQuery(simulator.current, "DescribeImagePipelines", { RegionId: REGION, Format: "JSON" });
  const older = await open(`GET ${endpoint}/?${query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(older.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  const { headers } = signed(simulator.current, { method: "GET", query: { RegionId: REGION } });
  const lines = Object.entries({ ...headers, connection: "close" }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const current = await open(`GET ${endpoint}?RegionId=${REGION} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  expect(current.text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

describe("someone who opens the endpoint in a browser", () => {
  async function get(path: string, init: RequestInit = {}) {
    const response = await fetch(`${simulator.current.endpoint}${path}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  test.each(["/", "/_simulator", "/_simulator/"])("finds at %s what exists, and no secret", async (path) => {
    const { endpoint, accessKeyId, accessKeySecret } = simulator.current;
    const further = { accessKeyId: "further-id", accessKeySecret: "further-secret" };
    await control(simulator.current, "settings", { accessKeys: [further] });
    const { status, body } = await get(path);
    expect([status, body]).toEqual([
      200,
      {
        name: "image-builder-simulator",
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        description: expect.stringContaining("ECS endpoint"),
        endpoints: { ecs: endpoint, sts: endpoint },
        page: `${endpoint}/_simulator/`,
        use: expect.stringContaining("access key"),
        actions: {
          "2014-05-26": expect.arrayContaining(["CreateImagePipeline", "DescribeImagePipelines"]),
          "2015-04-01": ["GetCallerIdentity", "AssumeRole", "AssumeRoleWithOIDC"],
        },
        routes: expect.arrayContaining([
          ...["GET /", "POST /", "GET /_simulator/state", "POST /_simulator/reset"],
          ...["POST /_simulator/faults", "POST /_simulator/pipelines/:id"],
        ]),
      },
    ]);
    for (const secret of [accessKeyId, accessKeySecret, further.accessKeyId, further.accessKeySecret]) {
      expect(JSON.stringify(body)).not.toContain(secret);
    }
  });

  test.each([
    ["GET", "/_simulator/explode"],
    ["GET", "/_simulator/reset"],
    ["DELETE", "/_simulator/state"],
    ["POST", "/_simulator"],
  ])("and requests a path that does not exist (%s %s) gets the list of routes", async (method, path) => {
    const { routes } = (await get("/")).body;
    expect(await get(path, { method })).toEqual({
      status: 404,
      body: { error: "this path does not exist, or not with this method", routes },
    });
  });

  test("is refused like any unsigned call when the request names an action or has an authorization", async () => {
    expect((await get("/?Format=JSON")).body["Code"]).toBe("IncompleteSignature");
    const named = await get("/", { headers: { "x-acs-action": "DescribeImagePipelines" } });
    expect(named.body["Code"]).toBe("IncompleteSignature");
    expect((await get("/", { headers: { authorization: "x" } })).body["Code"]).toBe("IncompleteSignature");
  });
});

describe("the control interface", () => {
  test("accepts requests from this machine only, whatever Host they name", async () => {
    const everywhere = await startSimulator({ host: "0.0.0.0" });
    const { port } = new URL(everywhere.endpoint);
    const status = (address: string, path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host: `127.0.0.1:${port}` };
        request({ host: address, port, path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    try {
      for (const address of outside) {
        expect([address, await status(address, "/_simulator/state")]).toEqual([address, 403]);
        expect([address, await status(address, "/")]).toEqual([address, 200]);
      }
      expect(await status("127.0.0.1", "/_simulator/state")).toBe(200);
    } finally {
      await everywhere.close();
    }
  });

  test.each([
    ["127.0.0.1", true],
    ["127.1.2.3", true],
    ["::1", true],
    ["::ffff:127.0.0.1", true],
    ["::ffff:10.0.0.1", false],
    ["10.0.0.1", false],
    ["127.0.0.1.2", false],
    ["fe80::1", false],
    [undefined, false],
  ])("takes a request from %s: %s", (peer, expected) => {
    expect(isLocal(peer, { host: "localhost" })).toBe(expected);
    expect(isLocal(peer, { host: "evil.example" })).toBe(false);
  });

  test("does not let the clock go beyond the year 9999", async () => {
    let last = { status: 0, body: {} as Record<string, unknown> };
    do last = await control(simulator.current, "clock", { advanceSeconds: 1e9 });
    while (last.status === 200);
    expect(last).toEqual({
      status: 400,
      body: { error: "advanceSeconds: the clock ends with the year 9999" },
    });
    expect((await control(simulator.current, "clock")).status).toBe(200);
  });
});
