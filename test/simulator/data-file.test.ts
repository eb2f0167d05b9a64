/** `--data FILE`: what was acknowledged is there after a restart, however the process ended. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../simulator/src/index.js";
import { startSimulator } from "../../simulator/src/index.js";
import type { Running } from "./process.js";
import { startProcess } from "./process.js";
import {
  call,
  control,
  createPipeline,
  describePipeline,
  MINIMAL,
  REGION,
  signedRequest,
} from "./support.js";

const KEY = { accessKeyId: "key", accessKeySecret: "secret" };
const KEY_ARGS = ["--access-key-id", "key", "--access-key-secret", "secret"];

let folder: string;
let data: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "simulator-"));
  data = join(folder, "data.jsonl");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One life of a simulator after the other, on the same file. */
async function live<T>(what: (simulator: Simulator) => Promise<T>, real = Date.now): Promise<T> {
  const simulator = await startSimulator({ ...KEY, data, clock: real });
  try {
    return await what(simulator);
  } finally {
    await simulator.close();
  }
}

const state = async (simulator: Simulator) => (await control(simulator, "state")).body["pipelines"];

test("keeps pipelines, tags, deletions, tokens, settings and catalog", async () => {
  const before = await live(async (simulator) => {
    const id = await createPipeline(simulator, { ClientToken: "t", Name: "名字" });
    const gone = await createPipeline(simulator);
    await call(simulator, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId: gone });
    const which = { RegionId: REGION, ResourceType: "imagepipeline", "ResourceId.1": id };
    await call(simulator, "TagResources", { ...which, "Tag.1.Key": "a", "Tag.1.Value": "1" });
    await control(simulator, "settings", { from: "honoured" });
    await control(simulator, "catalog", { strict: true, images: ["m-base"] });
    return { id, state: await state(simulator) };
  });
  await live(async (simulator) => {
    expect(await state(simulator)).toEqual(before.state);
    expect(await createPipeline(simulator, { Name: "名字", ClientToken: "t" })).toBe(before.id);
    const id = await createPipeline(simulator, { BuildContent: "RUN a" });
    expect((await describePipeline(simulator, id))["BuildContent"]).toBe("FROM IMAGE:m-base\nRUN a");
    const unlisted = await call(simulator, "CreateImagePipeline", { ...MINIMAL, BaseImage: "m-other" });
    expect(unlisted.body["Code"]).toBe("InvalidImage.NotFound");
  });
});

test("keeps the simulated time going, also while it is down", async () => {
  const real = { time: Date.parse("2026-01-01T00:00:00Z") };
  const clock = () => real.time;
  await live(async (simulator) => control(simulator, "clock", { advanceSeconds: 3600 }), clock);
  real.time += 60_000;
  const { body } = await live(async (simulator) => control(simulator, "clock"), clock);
  expect(body).toEqual({ now: "2026-01-01T01:01:00.000Z" });
});

test("is empty after a reset, also after the next start", async () => {
  await live(async (simulator) => {
    await createPipeline(simulator);
    await control(simulator, "reset", {});
  });
  expect(await live(state)).toEqual([]);
});

test("passes over a last line that was not finished", async () => {
  const id = await live((simulator) => createPipeline(simulator));
  appendFileSync(data, '[{"put":"pipelines","key":"ip-half","val');
  expect(await live(state)).toMatchObject([{ id }]);
  expect(await live(state)).toMatchObject([{ id }]);
});

test("is rewritten at each start, as short as it can be", async () => {
  await live(async (simulator) => {
    for (let n = 0; n < 20; n += 1) {
      const ImagePipelineId = await createPipeline(simulator);
      await call(simulator, "DeleteImagePipeline", { RegionId: REGION, ImagePipelineId });
    }
  });
  const long = statSync(data).size;
  await live(async () => undefined);
  expect(statSync(data).size).toBeLessThan(long / 10);
});

test("refuses a damaged file, and one that is something else, and leaves both as they are", async () => {
  writeFileSync(data, '{"name":"my-package"}\n');
  await expect(live(state)).rejects.toThrow("is not a data file of this simulator");
  expect(readFileSync(data, "utf8")).toBe('{"name":"my-package"}\n');
  const damaged = '{"imageBuilderSimulator":1}\n[]\nnonsense\n[]\n';
  writeFileSync(data, damaged);
  await expect(live(state)).rejects.toThrow("is damaged in line 3");
  expect(readFileSync(data, "utf8")).toBe(damaged);
});

test("is used by one simulator at a time", async () => {
  await live(async () => {
    await expect(live(state)).rejects.toThrow(`process ${process.pid} is using the data file`);
  });
});

test("in 50 kills under load loses nothing that was acknowledged", async () => {
  const acknowledged = new Map<string, string>();
  for (let round = 0; round < 50; round += 1) {
    const simulator = await startProcess("--port", "0", "--data", data, ...KEY_ARGS);
    const workers = [0, 1, 2, 3].map((worker) =>
      createUntilGone(simulator, `${round}-${worker}`, acknowledged),
    );
    // By what was done and not by the time alone, which on a busy machine is enough for nothing.
    const enough = acknowledged.size + 3;
    do await new Promise((resolve) => setTimeout(resolve, (8 * round) % 30));
    while (acknowledged.size < enough && simulator.child.exitCode === null);
    await simulator.end("SIGKILL");
    await Promise.all(workers);
  }
  const there = (await live(state)) as readonly { id: string; request: Record<string, string> }[];
  const tokens = new Map(there.map(({ id, request }) => [String(request["ClientToken"]), id]));
  expect(acknowledged.size).toBeGreaterThan(100);
  for (const [token, id] of acknowledged) expect([token, tokens.get(token)]).toEqual([token, id]);
  // Each token made one pipeline, also those whose answer was lost.
  expect(tokens.size).toBe(there.length);
}, 180_000);

async function createUntilGone(
  simulator: Running,
  name: string,
  acknowledged: Map<string, string>,
): Promise<void> {
  for (let n = 0; ; n += 1) {
    const ClientToken = `${name}-${n}`;
    try {
      const query = { ...MINIMAL, ClientToken };
      const { text } = await signedRequest(simulator, { action: "CreateImagePipeline", query });
      acknowledged.set(ClientToken, JSON.parse(text).ImagePipelineId);
    } catch {
      return;
    }
  }
}
