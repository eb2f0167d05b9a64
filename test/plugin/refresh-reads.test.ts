import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import { argumentSettings } from "../../provider/src/ecs/settings/settings";
import { EcsClient } from "../../provider/src/ecs/transport/client";
import { consoleOf } from "../support/console";
import type { Properties } from "../support/dynamic-host";
import { type ResourceClass, reaching } from "../support/plugin";
import { type Simulator, startSimulator } from "../support/simulator";
import { FRONTS, type Front } from "./fronts";
import { ownPlugin } from "./stand";

jest.setTimeout(60_000);

/** As many reads as the engine has under way at once on two processors. */
const AT_ONCE = 8;

/** What is in the state of some resources, by their ID. */
type State = Map<string, Properties>;

const [[, lifecycles]] = FRONTS as [(typeof FRONTS)[number]];

let simulator: Simulator;
let way: Awaited<ReturnType<typeof wayTo>>;
/** The lifecycles in this process. The fronts do not know what it changes. */
let others: (type: ResourceClass) => Front;
let pipelines: State;
let components: State;

beforeAll(async () => {
  simulator = await startSimulator();
  way = await wayTo(simulator);
  others = await lifecycles(simulator);
  pipelines = await made(300, "ImagePipeline");
  components = await made(60, "ImageComponent");
});

beforeEach(() => way.lists("pass"));

afterAll(async () => {
  way.stop();
  await simulator.stop();
});

/**
 * An endpoint that forwards to the simulator, but not each list: the simulator's own settings and faults do not tell a list
 * from a read by ID.
 */
async function wayTo(simulator: Simulator) {
  let mode: "pass" | "refuse" | "throttle" | "never answer" = "pass";
  let calls = { lists: 0, byId: 0 };
  const target = new URL(simulator.endpoint);
  const server = createServer((request, response) => {
    const action = String(request.headers["x-acs-action"]);
    const isList = /^DescribeImage(Pipelines|Components)$/.test(action) && !/Id\.1=/.test(request.url ?? "");
    if (action.startsWith("Describe")) calls[isList ? "lists" : "byId"] += 1;
    if (isList && mode === "never answer") return;
    if (isList && mode !== "pass") {
      const [status, code] = mode === "refuse" ? [403, "Forbidden.RAM"] : [400, "Throttling.User"];
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ RequestId: "R", Code: code, Message: "refused" }));
      return;
    }
    const { method, url, headers } = request;
    const { hostname, port } = target;
    const passed = forward({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lists(next: typeof mode) {
      mode = next;
    },
    /** How many calls passed during some work. */
    async during(work: () => Promise<unknown>) {
      calls = { lists: 0, byId: 0 };
      await work();
      return calls;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const declared = (type: ResourceClass, number: number): Properties =>
  type === "ImagePipeline"
    ? { baseImageType: "IMAGE", baseImage: "m-1", buildContent: "RUN a", tags: { number: String(number) } }
    : { imageComponentName: `web-${number}`, content: "RUN a", componentVersion: "1.0.0" };

/** Resources that somebody made, as they are in the state. */
async function made(count: number, type: ResourceClass): Promise<State> {
  const one = async (number: number) => {
    const { inputs } = await others(type).check(declared(type, number));
    const { id, outputs } = await others(type).create(inputs);
    return [id, outputs] as const;
  };
  return new Map(await inWaves([...Array(count).keys()], one));
}

/** The answers for all items, of which each time eight are asked for together, as the engine does. */
async function inWaves<Item, Answer>(items: Item[], one: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [index, item] of rest) answers[index] = await one(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return answers;
}

/** The outputs of each after a refresh; of one that is gone, undefined. */
const refreshed = async (front: Front, state: State) =>
  new Map(
    await inWaves(
      [...state],
      async ([id, outputs]) => [id, (await front.read(id, outputs))?.outputs] as const,
    ),
  );

const some = (state: State, count: number): State => new Map([...state].slice(0, count));

describe.each(FRONTS)("through %s", (_, start) => {
  let front: (type: ResourceClass) => Front;

  beforeEach(async () => {
    front = await start({ ...simulator, endpoint: way.endpoint });
  });

  test("a refresh of 300 pipelines reads two waves by ID and lists the region; so does one of components", async () => {
    const calls = await way.during(async () => {
      expect(await refreshed(front("ImagePipeline"), pipelines)).toEqual(pipelines);
      expect(await refreshed(front("ImageComponent"), components)).toEqual(components);
    });
    expectFewCalls(calls, 2 * 2);
  });

  test("what was changed or deleted outside is found, and what is gone is asked for by ID", async () => {
    const state = await made(20, "ImagePipeline");
    const [gone = "", tagged = "", altered = ""] = [...state.keys()].slice(-3);
    await consoleOf(simulator).delete(gone);
    await consoleOf(simulator).tag(tagged, { team: "other" });
    await simulator.alter(altered, { BuildContent: "RUN other" });
    let found: Awaited<ReturnType<typeof refreshed>> = new Map();
    const calls = await way.during(async () => {
      found = await refreshed(front("ImagePipeline"), state);
    });
    expectFewCalls(calls, 2 + 1);
    expect(found.get(gone)).toBeUndefined();
    expect(found.get(tagged)).toMatchObject({ tags: { number: "18", team: "other" } });
    expect(found.get(altered)).toMatchObject({ buildContent: "RUN other" });
    expect(some(found as State, 17)).toEqual(some(state, 17));
  });
});

/** Where the machine is so busy that a list comes late, a few reads go by ID: some of the tests above allow for it. */
function expectFewCalls({ byId, lists }: { byId: number; lists: number }, byIdAtLeast: number): void {
  expect(lists).toBeGreaterThan(0);
  expect(byId).toBeGreaterThanOrEqual(byIdAtLeast);
  expect(byId + lists).toBeLessThanOrEqual(byIdAtLeast + 6);
}

describe("through the lifecycle", () => {
  let front: (type: ResourceClass) => Front;

  // A client for each test: a refused list counts for its life.
  beforeEach(async () => {
    front = await lifecycles({ ...simulator, endpoint: way.endpoint });
  });

  test("a refresh finds what the same process has just changed", async () => {
    const state = await made(32, "ImagePipeline");
    const pipeline = front("ImagePipeline");
    await refreshed(pipeline, some(state, 24));
    const [id, outputs] = [...state].at(-1) ?? ["", {}];
    await pipeline.update(id, outputs, { ...outputs, tags: { number: "changed" } });
    expect(await pipeline.read(id, outputs)).toMatchObject({ outputs: { tags: { number: "changed" } } });
  });

  test("what is read for the first time, adopted, or already gone when it is deleted goes by ID", async () => {
    const pipeline = front("ImagePipeline");
    const [, adopted = "", gone = ""] = [...(await made(3, "ImagePipeline")).keys()];
    const [[first = "", outputs = {}] = []] = [...pipelines].slice(-1);
    await refreshed(pipeline, some(pipelines, 24));
    const readFirst = () => pipeline.read(first, {});
    expect(await way.during(readFirst)).toEqual({ byId: 1, lists: 0 });
    const { inputs } = await pipeline.check({ ...declared("ImagePipeline", 1), adopt: adopted });
    expect(await way.during(() => pipeline.create(inputs))).toEqual({ byId: 1, lists: 0 });
    await consoleOf(simulator).delete(gone);
    const deletion = () => pipeline.delete(gone, { ...outputs, imagePipelineId: gone });
    expect(await way.during(deletion)).toEqual({ byId: 1, lists: 0 });
  });

  test("credentials that may read by ID only: one list is tried, and the refresh succeeds", async () => {
    way.lists("refuse");
    const state = some(pipelines, 40);
    const calls = await way.during(async () => {
      expect(await refreshed(front("ImagePipeline"), state)).toEqual(state);
      expect(await refreshed(front("ImagePipeline"), state)).toEqual(state);
    });
    expect(calls.lists).toBe(1);
  });

  test("a throttled list is not repeated either", async () => {
    way.lists("throttle");
    const state = some(pipelines, 40);
    const calls = await way.during(async () => {
      expect(await refreshed(front("ImagePipeline"), state)).toEqual(state);
    });
    expect(calls.lists).toBe(1);
  });

  test("a list that is not answered holds the refresh up for half a second", async () => {
    way.lists("never answer");
    const state = some(pipelines, 40);
    const start = performance.now();
    expect(await refreshed(front("ImagePipeline"), state)).toEqual(state);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

test("a process that is configured for another account answers nothing from the first one's list", async () => {
  const other = { accessKeyId: "LTAIother", accessKeySecret: "other" };
  await simulator.settings({ accessKeys: [{ ...other, accountId: "2222222222222222" }] });
  const plugin = await ownPlugin({ args: reaching({ ...simulator, endpoint: way.endpoint }) });
  const read = (id: string) => plugin.read("ImagePipeline", id, pipelines.get(id));
  const ids = [...pipelines.keys()];
  await inWaves(ids.slice(0, 24), read);
  await plugin.configure(reaching({ ...other, endpoint: way.endpoint }));
  await expect(read(ids[30] ?? "")).rejects.toThrow(/2222222222222222/);
});

test("a change counts when it begins and when it ends, even if it fails, and a read does not count", async () => {
  const args = reaching({ ...simulator, endpoint: way.endpoint });
  const client = new EcsClient(argumentSettings(args, "test", {}));
  const regionId = "cn-hangzhou";
  const deletion = client.call("DeleteImagePipeline", { regionId, imagePipelineId: "ip-none" });
  expect(client.changes).toBe(1);
  await expect(deletion).rejects.toThrow(/NotFound/);
  expect(client.changes).toBe(2);
  await client.call("DescribeImagePipelines", { regionId });
  expect(client.changes).toBe(2);
});
