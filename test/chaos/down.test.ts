import { type AddressInfo, createServer, type Server } from "node:net";
import type { Run } from "../support/cli";
import { front, keyOn } from "../support/front";
import { makeProject, type Project } from "../support/project";
import {
  fleet,
  type Held,
  held,
  names,
  pipelinesInState,
  pipelinesOf,
  type RememberingSimulator,
  startRememberingSimulator,
} from "./support/fleet";
import { type Result, record } from "./support/record";
import { numberFrom } from "./support/seed";

/** Seconds; `CHAOS_RETRY_TIMEOUT=120` tries the default. */
const deadline = numberFrom("CHAOS_RETRY_TIMEOUT", 5);
/** Of one attempt, in seconds. */
const attempt = 1;
/** What starting the CLI and the program may take on a busy machine, in seconds. */
const overhead = 100;

jest.setTimeout(1000 * (deadline * 1.3 + 120));

/** What is done to each of the stacks while the service is away. */
interface Operation {
  name: "up" | "refresh" | "change of tags" | "destroy";
  action: string;
  /** The program that is applied; the stack holds `web-0` and `web-1` before. */
  program: string;
  run(project: Project, options: { env: NodeJS.ProcessEnv; fails: boolean }): Promise<Run>;
  /** How many pipelines there are once the service is back and the operation was repeated. */
  afterwards: number;
}

const OPERATIONS: Operation[] = [
  {
    name: "up",
    action: "CreateImagePipeline",
    program: fleet(names(4)),
    run: (project, options) => project.up(options),
    afterwards: 4,
  },
  {
    name: "refresh",
    action: "DescribeImagePipelines",
    program: fleet(names(2)),
    run: (project, options) => project.refresh(options),
    afterwards: 2,
  },
  {
    name: "change of tags",
    action: "UntagResources",
    program: fleet(names(2), { team: "data" }),
    run: (project, options) => project.up(options),
    afterwards: 2,
  },
  {
    name: "destroy",
    action: "DeleteImagePipeline",
    program: fleet(names(2)),
    run: (project, options) => project.destroy(options),
    afterwards: 0,
  },
];

interface Stack {
  operation: Operation;
  simulator: RememberingSimulator;
  project: Project;
  before: Held[];
}

const stacks: Stack[] = [];
const results: Result[] = [];

beforeAll(async () => {
  // Each process of the four stacks listens for the end of this one.
  process.setMaxListeners(40);
  await together(OPERATIONS, async (operation) => {
    const simulator = await startRememberingSimulator();
    const project = await makeProject({
      simulator,
      front,
      program: fleet(names(2)),
      config: {
        "alicloud:maxRetryTimeout": String(deadline),
        "alicloud:clientReadTimeout": String(500 * attempt),
        "alicloud:clientConnectTimeout": String(500 * attempt),
      },
    });
    stacks.push({ operation, simulator, project, before: [] });
    await project.up();
    project.write("index.ts", operation.program);
  });
  for (const stack of stacks) stack.before = held(await pipelinesInState(stack.project));
}, 240_000);

afterAll(async () => {
  record("down", undefined, results);
  silent.close();
  for (const { project, simulator } of stacks) {
    project.remove();
    await simulator.stop();
  }
});

const together = <T, R>(list: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> =>
  Promise.all(list.map(work));

/** The line in which an action's failure is told: without what differs each time, and then that. */
function errorOf(action: string, printed: string) {
  const line = printed.split("\n").find((text) => text.includes(`${action} in cn-hangzhou: `)) ?? printed;
  const [found = "", tries = "", seconds = ""] = /after (\d+) attempts in (\d+) s/.exec(line) ?? [];
  const message = line
    .replace(found, "<tries>")
    .replace(/request ID [\w-]+/, "request ID <id>")
    .replace(/127\.0\.0\.1:\d+/, "<host>")
    .replace(/--port \d+/, "--port <port>");
  return { message, tries, seconds };
}

/** Takes connections, and says nothing. */
const silent = createServer((socket) => socket.on("error", () => undefined));

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closedPort(): Promise<string> {
  const server = createServer();
  const endpoint = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return endpoint;
}

const at = (endpoint: () => Promise<string>) => async () => {
  const url = await endpoint();
  return { ALIBABA_CLOUD_ENDPOINT_ECS: url, ALIBABA_CLOUD_ENDPOINT_STS: url };
};

const faulty = (kind: string) => async () => {
  for (const { simulator } of stacks) await simulator.faults({ kinds: [kind] });
  return {};
};

describe("a service that is down for good: up, refresh, a change of tags and destroy end with a legible error in time, and the state is intact", () => {
  test.each<[string, () => Promise<NodeJS.ProcessEnv>, string]>([
    [
      "nobody listens",
      at(closedPort),
      "not sent <tries>: nothing listens on <host> (ALIBABA_CLOUD_ENDPOINT_ECS); the connection was refused. Start the simulator (npx image-builder-simulator --port <port>), or remove ALIBABA_CLOUD_ENDPOINT_ECS to use Alibaba Cloud.",
    ],
    [
      "silence",
      at(() => listening(silent)),
      "no response <tries>: the request timed out. Check the network and alicloud:clientReadTimeout.",
    ],
    [
      "only a gateway's page",
      faulty("http-503-html"),
      "HTTP 503 with text/html from <host> <tries>, not from the service: a proxy or gateway answered. Check the network and alicloud:endpoints.",
    ],
    ["throttled for good", faulty("throttle"), "Throttling.User (HTTP 400, request ID <id>) <tries>."],
  ])("%s", async (fault, breakIt, reason) => {
    const env = await breakIt();
    const failures = await together(stacks, async (stack) => {
      const started = Date.now();
      const { stdout, stderr } = await stack.operation.run(stack.project, { env, fails: true });
      return { ...stack, printed: stdout + stderr, took: (Date.now() - started) / 1000 };
    });
    for (const { operation, project, before, printed, took } of failures) {
      const { message, tries, seconds } = errorOf(operation.action, printed);
      expect(message).toContain(keyOn(front, reason));
      expect(Number(tries)).toBeGreaterThan(1);
      expect(Number(seconds)).toBeLessThanOrEqual(deadline * 1.1 + 2 * attempt + 3);
      expect(took).toBeLessThan(deadline * 1.1 + overhead);
      // No stack trace.
      expect(printed).not.toMatch(/^\s+at .*:\d+:\d+/m);

      const { deployment } = await project.exportState();
      const after = held(pipelinesOf(deployment));
      results.push({
        fault,
        tried: operation.name,
        times: 1,
        lost: before.length - after.length,
        seen: `error after ${seconds} s, with retries for ${deadline} s`,
      });
      expect(after).toEqual(before);
      expect(deployment.pending_operations ?? []).toEqual([]);
    }
  });

  test("once the service is back, the same command does the rest", async () => {
    await together(stacks, async ({ operation, simulator, project }) => {
      await simulator.faults({});
      await operation.run(project, { env: {}, fails: false });
      expect(await pipelinesInState(project)).toHaveLength(operation.afterwards);
      expect((await simulator.state()).pipelines).toHaveLength(operation.afterwards);
    });
  });
});
