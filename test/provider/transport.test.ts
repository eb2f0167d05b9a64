import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { EcsError } from "../../provider/src/ecs/transport/errors";
import type { DynamicHost } from "../support/dynamic-host";
import { type FaultRules, type Simulator, startSimulator } from "../support/simulator";
import { until } from "../support/until";
import { checkAndCreate, declared, startHost, steady } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let host: DynamicHost;

beforeAll(async () => {
  simulator = await startSimulator();
  host = await startHost({
    simulator,
    config: {
      "alicloud:region": "cn-hangzhou",
      "alicloud:clientReadTimeout": "500",
      "alicloud:clientConnectTimeout": "500",
    },
  });
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.stop());

describe("a create that meets passing trouble ends with one pipeline", () => {
  test.each<[string, FaultRules, number]>([
    ["throttled twice", { kinds: ["throttle"], count: 2 }, 3],
    ["throttled with a time to wait", { kinds: ["throttle-retry-after"], count: 3 }, 4],
    ["an error of the service", { kinds: ["http-500"], count: 2 }, 3],
    ["a load balancer's page instead of an answer", { kinds: ["http-503-html"], count: 2 }, 3],
    ["a connection that broke before it was carried out", { kinds: ["drop-before-commit"], count: 2 }, 3],
    ["a connection that broke after it was carried out", { kinds: ["drop-after-commit"], count: 2 }, 3],
    ["answers slower than the read timeout", { kinds: ["delay"], delayMs: 10_000, count: 2 }, 3],
    ["an answer cut off in the middle", { kinds: ["truncate"], count: 2 }, 3],
    ["all sorts of it", { seed: 3, delayMs: 10_000, count: 5 }, 6],
  ])("%s", async (_, rules, calls) => {
    await simulator.faults({ ...rules, actions: ["CreateImagePipeline"] });
    const { id } = await checkAndCreate(host, declared({ name: "web" }));
    const state = await simulator.state();
    expect(state.pipelines).toMatchObject([{ id, request: { Name: "web" } }]);
    expect(state.calls["CreateImagePipeline"]).toBe(calls);
  });
});

test("the time that the service asks to wait is waited", async () => {
  await simulator.faults({
    kinds: ["throttle-retry-after"],
    actions: ["CreateImagePipeline"],
    count: 3,
  });
  const start = performance.now();
  await checkAndCreate(host, declared());
  // The simulator asks for 200 ms each time.
  expect(performance.now() - start).toBeGreaterThanOrEqual(600);
});

describe("every other call outlives passing trouble too", () => {
  const rules: FaultRules = { seed: 1, delayMs: 10_000, count: 3 };

  test("read", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await simulator.faults({ ...rules, actions: ["DescribeImagePipelines"] });
    expect(await host.read(id, properties)).toMatchObject({ id, properties });
  });

  test("delete, also when the answer to the one that did it was lost", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await simulator.faults({ kinds: ["drop-after-commit"], actions: ["DeleteImagePipeline"], count: 1 });
    await host.delete(id, properties);
    expect((await simulator.state()).pipelines).toEqual([]);
  });
});

describe("what is no answer of the service", () => {
  const servers: Server[] = [];

  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  async function listening(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A port at which nobody listens. */
  async function closedPort(): Promise<string> {
    const host = await listening(createServer());
    await new Promise((resolve) => servers.pop()?.close(resolve));
    return host;
  }

  const answering = (status: number, headers: Record<string, string>, body: string) =>
    createServer((request, response) => {
      request.resume();
      response.writeHead(status, headers).end(body);
    });
  /** A service of bare connections, for what Node's server would not send. */
  const writing = (text: string) =>
    createServer().on("connection", (socket) => {
      socket.removeAllListeners("data");
      socket.on("error", () => undefined).once("data", () => socket.end(text));
    });

  async function failureAt(host: string): Promise<EcsError & { milliseconds: number }> {
    const env = {
      ALICLOUD_ACCESS_KEY: "LTAIkey",
      ALICLOUD_SECRET_KEY: "the-secret",
      ALIBABA_CLOUD_ENDPOINT_ECS: `http://${host}`,
    };
    const config = (key: string) => (key === "alicloud:clientReadTimeout" ? "200" : undefined);
    const client = new EcsClient(stackSettings(config, env), { deadline: 700 });
    const start = performance.now();
    const outcome = await client
      .call("CreateImagePipeline", { regionId: "cn-hangzhou", buildContent: "RUN echo hunter2" })
      .catch((error: unknown) => error);
    if (outcome instanceof EcsError)
      return Object.assign(outcome, { milliseconds: performance.now() - start });
    throw new Error(`a failure was expected, but: ${outcome}`);
  }

  const HTML = { "content-type": "text/html; charset=utf-8" };
  const JSON_TYPE = { "content-type": "application/json" };
  const PAGE = "<html>hunter2 https://x</html>";
  const TRIES = " after <n> attempts in <n> s";
  const NOT_FROM_SERVICE = "not from the service: a proxy or gateway answered";
  const CHECK = "Check the network and alicloud:endpoints.";

  test.each<[string, () => Promise<string>, string, boolean]>([
    [
      "a port at which nobody listens",
      closedPort,
      `not sent${TRIES}: nothing listens on <host> (ALIBABA_CLOUD_ENDPOINT_ECS); the connection was refused. Start the simulator (npx image-builder-simulator --port <port>), or remove ALIBABA_CLOUD_ENDPOINT_ECS to use Alibaba Cloud.`,
      false,
    ],
    [
      "silence",
      () => listening(createServer(() => undefined)),
      `no response${TRIES}: the request timed out. Check the network and alicloud:clientReadTimeout.`,
      true,
    ],
    [
      "a connection that is reset",
      () => listening(createServer((request) => request.socket.resetAndDestroy())),
      `no response${TRIES}: the connection was reset. Check the network.`,
      true,
    ],
    [
      "a head that is not HTTP",
      () => listening(writing("hunter2 hunter2\r\n\r\n")),
      `no response${TRIES}: the response is not HTTP. ${CHECK}`,
      true,
    ],
    [
      "another protocol that is switched to",
      () => listening(writing("HTTP/1.1 101 Yes\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")),
      `no response${TRIES}: the connection was reset. Check the network.`,
      true,
    ],
    [
      "an answer that drips without an end",
      () =>
        listening(
          createServer((_, response) => {
            response.writeHead(200, JSON_TYPE);
            const drip = setInterval(() => response.write(" "), 20);
            response.on("close", () => clearInterval(drip));
          }),
        ),
      `no response${TRIES}: the request timed out. Check the network and alicloud:clientReadTimeout.`,
      true,
    ],
    ...[502, 503, 504, 408, 429].map((status): [string, () => Promise<string>, string, boolean] => [
      `a gateway's page with ${status}, which may pass`,
      () => listening(answering(status, HTML, PAGE)),
      `HTTP ${status} with text/html from <host>${TRIES}, ${NOT_FROM_SERVICE}. ${CHECK}`,
      status !== 429,
    ]),
    ...[401, 403, 404, 407, 413, 414].map((status): [string, () => Promise<string>, string, boolean] => [
      `a proxy's page with ${status}`,
      () => listening(answering(status, HTML, PAGE)),
      `HTTP ${status} with text/html from <host>, ${NOT_FROM_SERVICE}. ${CHECK}`,
      false,
    ]),
    [
      "a redirect, with its target's host and nothing more of it",
      () => listening(answering(302, { ...HTML, location: "https://login.example/?token=hunter2" }, PAGE)),
      `HTTP 302 with text/html from <host>, ${NOT_FROM_SERVICE} (a redirect to login.example, which was not followed). ${CHECK}`,
      false,
    ],
    [
      "a redirect with JSON",
      () => listening(answering(302, { ...JSON_TYPE, location: "/there" }, "{}")),
      `HTTP 302 with application/json from <host>, ${NOT_FROM_SERVICE} (a redirect to <host>, which was not followed). ${CHECK}`,
      false,
    ],
    [
      "a page with 200",
      () => listening(answering(200, HTML, PAGE)),
      `an unexpected response: HTTP 200 with text/html from <host>, which is not JSON. ${CHECK}`,
      true,
    ],
    [
      "XML",
      () => listening(answering(200, { "content-type": "text/xml;charset=utf-8" }, "<Error/>")),
      `an unexpected response: HTTP 200 with text/xml from <host>, which is not JSON. ${CHECK}`,
      true,
    ],
    [
      "a 204",
      () => listening(answering(204, {}, "")),
      `an unexpected response: HTTP 204 with no content type from <host>, but the service responds with 200. ${CHECK}`,
      true,
    ],
    [
      "half of an answer",
      () => listening(answering(200, JSON_TYPE, '{"ImagePipelineId": "ip-hunter2')),
      `an unexpected response${TRIES}: HTTP 200 with application/json from <host>, cut off. ${CHECK}`,
      true,
    ],
    ...["null", '"hunter2"', "[]", "7"].map((body): [string, () => Promise<string>, string, boolean] => [
      `${body} instead of an object`,
      () => listening(answering(200, JSON_TYPE, body)),
      `an unexpected response: HTTP 200 with application/json from <host>, which is not a JSON object. ${CHECK}`,
      true,
    ]),
    ...["null", "{}", '{"code": 7, "message": "hunter2"}', '{"Code": {"a": 1}, "RequestId": "r"}'].map(
      (body): [string, () => Promise<string>, string, boolean] => [
        `a 400 with ${body}`,
        () => listening(answering(400, JSON_TYPE, body)),
        `an unexpected response: HTTP 400 with application/json from <host>, without the Code and the RequestId of the service's errors. ${CHECK}`,
        true,
      ],
    ),
    [
      "an odd content type, which is not repeated",
      () => listening(answering(403, { "content-type": "a\tb<hunter2>" }, PAGE)),
      `HTTP 403 with no content type from <host>, ${NOT_FROM_SERVICE}. ${CHECK}`,
      false,
    ],
  ])("%s", async (_, start, said, unknown) => {
    const host = await start();
    const error = await failureAt(host);
    const [, port = ""] = host.split(":");
    expect(steady(error.message).replaceAll(host, "<host>").replaceAll(port, "<port>")).toBe(
      `CreateImagePipeline in cn-hangzhou: ${said}`,
    );
    expect(error.outcomeUnknown).toBe(unknown);
    expect(error.code).toBeUndefined();
    expect(error.milliseconds).toBeLessThan(said.includes(TRIES) ? 2500 : 600);
  });

  test("an answer without an end is not read further than 32 MB, and the connection is closed", async () => {
    let [written, closed] = [0, false];
    const chunk = "x".repeat(1024 * 1024);
    const server = createServer((_, response) => {
      response.writeHead(200, JSON_TYPE);
      const write = () => {
        if (response.destroyed) return;
        written += chunk.length;
        if (response.write(chunk)) setImmediate(write);
        else response.once("drain", write);
      };
      response.on("close", () => {
        closed = true;
      });
      write();
    });
    const host = await listening(server);
    const client = new EcsClient(
      stackSettings(() => undefined, {
        ALICLOUD_ACCESS_KEY: "LTAIkey",
        ALICLOUD_SECRET_KEY: "the-secret",
        ALIBABA_CLOUD_ENDPOINT_ECS: `http://${host}`,
      }),
    );
    const call = client.call("CreateImagePipeline", { regionId: "cn-hangzhou" });
    await expect(call).rejects.toMatchObject({
      message: `CreateImagePipeline in cn-hangzhou: an unexpected response: HTTP 200 with application/json from ${host}, longer than 32 MB. ${CHECK}`,
      outcomeUnknown: true,
    });
    await until("the end of the connection", () => closed);
    expect(written / chunk.length).toBeLessThan(64);
  });

  test("the standard Retry-After of a gateway is waited for", async () => {
    let calls = 0;
    const server = createServer((request, response) => {
      request.resume();
      calls += 1;
      if (calls === 1) response.writeHead(429, { ...HTML, "retry-after": "1" }).end(PAGE);
      else response.writeHead(403, HTML).end(PAGE);
    });
    const host = await listening(server);
    const env = { ALICLOUD_ACCESS_KEY: "a", ALICLOUD_SECRET_KEY: "b", ECS_ENDPOINT: `http://${host}` };
    const start = performance.now();
    await expect(
      new EcsClient(stackSettings(() => undefined, env)).call("DescribeImages", { regionId: "cn-hangzhou" }),
    ).rejects.toThrow("HTTP 403");
    expect(performance.now() - start).toBeGreaterThanOrEqual(995);
    expect(calls).toBe(2);
  });
});
