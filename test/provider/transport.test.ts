import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { EcsClient } from "../../provider/src/ecs/client";
import { EcsError } from "../../provider/src/ecs/errors";
import type { DynamicHost } from "../support/dynamic-host";
import { type FaultRules, type Simulator, startSimulator } from "../support/simulator";
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

describe("a service that never answers is told as such once the deadline is over", () => {
  const servers: Server[] = [];

  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  async function listening(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A port at which nobody listens. */
  async function closedPort(): Promise<string> {
    const endpoint = await listening(createServer());
    await new Promise((resolve) => servers.pop()?.close(resolve));
    return endpoint;
  }

  async function failureAt(endpoint: string): Promise<EcsError> {
    const env = {
      ALICLOUD_ACCESS_KEY: "LTAIkey",
      ALICLOUD_SECRET_KEY: "the-secret",
      ALIBABA_CLOUD_ENDPOINT_ECS: endpoint,
    };
    const config = (key: string) => (key === "alicloud:clientReadTimeout" ? "200" : undefined);
    const client = new EcsClient({ config, env }, 700);
    const outcome = await client
      .call("CreateImagePipeline", { regionId: "cn-hangzhou", buildContent: "RUN echo hunter2" })
      .catch((error: unknown) => error);
    if (outcome instanceof EcsError) return outcome;
    throw new Error(`a failure was expected, but: ${outcome}`);
  }

  test.each<[string, () => Promise<string>, string]>([
    [
      "nobody listens",
      closedPort,
      "the endpoint refused the connection. Check alicloud:endpoints and the network.",
    ],
    [
      "silence",
      () => listening(createServer(() => undefined)),
      "it did not come in time. Check the network and alicloud:clientReadTimeout.",
    ],
    [
      "every connection is reset",
      () => listening(createServer((request) => request.socket.resetAndDestroy())),
      "the connection was reset. Check the network.",
    ],
    [
      "a gateway's page",
      () =>
        listening(
          createServer((request, response) => {
            request.resume();
            response.writeHead(503, { "content-type": "text/html" }).end("<html>hunter2 https://x</html>");
          }),
        ),
      "what came was not readable (a proxy's or gateway's page, or cut off).",
    ],
  ])("%s", async (_, endpoint, reason) => {
    const error = await failureAt(await endpoint());
    expect(steady(error.message)).toBe(
      `CreateImagePipeline in cn-hangzhou: no answer after <n> attempts in <n> s: ${reason}`,
    );
    expect(error.outcomeUnknown).toBe(true);
  });
});
