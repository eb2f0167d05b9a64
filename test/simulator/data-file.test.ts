/** `--data FILE`: what was acknowledged is there after a restart, however the process ended. */

import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator/src/index.js";
import { startSimulator } from "../../simulator/src/index.js";
import { temporaryFolder } from "../support/folder.js";
import type { Running } from "./process.js";
import { runToEnd, startProcess } from "./process.js";
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
  folder = temporaryFolder();
  data = join(folder, "data.jsonl");
});

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

test("keeps the simulated time running, even while it is stopped", async () => {
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

describe("a last line without its line feed", () => {
  const logged: string[] = [];
  const restart = async () => {
    logged.length = 0;
    const simulator = await startSimulator({ ...KEY, data, log: (line) => logged.push(line) });
    const found = (await state(simulator)) as readonly { readonly id: string }[];
    await simulator.close();
    return found.map(({ id }) => id);
  };

  test("is kept when it is complete", async () => {
    const id = await live((simulator) => createPipeline(simulator));
    truncateSync(data, statSync(data).size - 1);
    expect([await restart(), logged]).toEqual([[id], []]);
    expect(await restart()).toEqual([id]);
  });

  test.each([
    ["was not finished", '[{"put":"pipelines","key":"ip-half","val', "it is not JSON"],
    [
      "ends within a character",
      Buffer.from('[{"put":"pipelines","key":"名').subarray(0, -1),
      "it is not JSON",
    ],
    ["is no commit", "12", "it is not a list of changes"],
    [
      "has a value of the wrong form",
      '[{"put":"pipelines","key":"ip-1","value":{}}]',
      'change 1 of pipelines has no valid "id"',
    ],
  ])("is dropped when it %s, and the log says so", async (_what, end, why) => {
    const id = await live((simulator) => createPipeline(simulator));
    const lines = readFileSync(data, "utf8").split("\n").length;
    appendFileSync(data, end);
    expect(await restart()).toEqual([id]);
    expect(logged).toEqual([`${data}: the last line, ${lines}, is not complete and was dropped: ${why}`]);
    expect([await restart(), logged]).toEqual([[id], []]);
  });
});

test("is compacted at each start", async () => {
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

describe("is refused, and left as it is, when it is", () => {
  const TAKEN =
    "the data file must be one that this simulator wrote, an empty file, or a name that does not exist yet";

  async function refusal(name: string): Promise<string> {
    const { code, stdout, stderr } = await runToEnd("--port", "0", "--data", name);
    expect([code, stdout]).toEqual([1, ""]);
    expect(readdirSync(folder).filter((other) => /\.(lock|copy)/.test(other))).toEqual([]);
    return stderr;
  }

  test("a device", async () => {
    const before = statSync("/dev/null");
    expect(await refusal("/dev/null")).toBe(
      `image-builder-simulator: /dev/null is not a regular file; ${TAKEN}\n`,
    );
    const { mode, rdev } = statSync("/dev/null");
    expect([mode, rdev]).toEqual([before.mode, before.rdev]);
  });

  test("a folder, a pipe, or a link to one", async () => {
    mkdirSync(data);
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const link = join(folder, "link");
    symlinkSync(pipe, link);
    for (const name of [data, pipe, link]) {
      expect(await refusal(name)).toBe(`image-builder-simulator: ${name} is not a regular file; ${TAKEN}\n`);
    }
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test.each([
    '{"name":"my-package"}\n',
    "{",
    '{"imageBuilderSimulator":12}\n',
    '{"imageBuilderSimulator":1} \n[]\n',
    "\0".repeat(100),
    " ",
  ])("a file of somebody else: %j", async (content) => {
    writeFileSync(data, content);
    expect(await refusal(data)).toBe(
      `image-builder-simulator: ${data} is not a data file of this simulator; ${TAKEN}\n`,
    );
    expect(readFileSync(data, "utf8")).toBe(content);
  });

  test("a file that cannot be opened", async () => {
    const name = join(folder, "none/data");
    expect(await refusal(name)).toContain(`image-builder-simulator: ${name} cannot be opened: ENOENT`);
  });

  test.each([
    ["nonsense", "it is not JSON"],
    ["", "it is not JSON"],
    ["{}", "it is not a list of changes"],
    ["[null]", "change 1 is not an object"],
    ['[{"clear":true},{"put":"__proto__","key":"a","value":{}}]', "change 2 names no collection"],
    ['[{"delete":"pipelines"}]', "change 1 of pipelines has no key"],
    ['[{"put":"images","key":"m-1","value":null}]', "change 1 of images has no value"],
    [
      '[{"put":"clock","key":"anchor","value":{"real":1,"simulated":null}}]',
      'of clock has no valid "simulated"',
    ],
    [
      '[{"put":"settings","key":"settings","value":{"accessKeys":[{"accessKeyId":"a"}]}}]',
      'of settings has no valid "accessKeys"',
    ],
  ])("damaged, naming file and line: %s", async (line, why) => {
    const damaged = `{"imageBuilderSimulator":1}\n[]\n${line}\n[]\n`;
    writeFileSync(data, damaged);
    const said = await refusal(data);
    expect(said).toContain(`image-builder-simulator: ${data} is damaged in line 3: `);
    expect(said).toContain(why);
    expect(said).toContain("; correct the line or delete it, or use another file\n");
    expect(readFileSync(data, "utf8")).toBe(damaged);
  });
});

describe("stays the file that it was", () => {
  const once = () => live((simulator) => createPipeline(simulator));

  test("with its mode and its hard links; a new file is private to its owner", async () => {
    await once();
    expect(statSync(data).mode & 0o777).toBe(0o600);
    chmodSync(data, 0o640);
    const other = join(folder, "other");
    linkSync(data, other);
    const { ino } = statSync(data);
    await once();
    expect([statSync(data).mode & 0o777, statSync(data).ino]).toEqual([0o640, ino]);
    expect(readFileSync(other, "utf8")).toBe(readFileSync(data, "utf8"));
    expect(readdirSync(folder).sort()).toEqual(["data.jsonl", "other"]);
  });

  test("behind a link, even one to a file that does not exist yet", async () => {
    mkdirSync(join(folder, "real"));
    const target = join(folder, "real/data");
    symlinkSync(target, data);
    const ids = [await once(), await once()];
    expect(lstatSync(data).isSymbolicLink()).toBe(true);
    expect(lstatSync(target).isFile()).toBe(true);
    expect(await live(state)).toMatchObject(ids.map((id) => ({ id })));
    await live(async () => {
      await expect(startSimulator({ ...KEY, data: target })).rejects.toThrow("is using the data file");
    });
  });

  test("when it was empty before", async () => {
    writeFileSync(data, "", { mode: 0o644 });
    const id = await once();
    expect(await live(state)).toMatchObject([{ id }]);
    expect(statSync(data).mode & 0o777).toBe(0o644);
  });

  test("and loses nothing when the process dies at any point of the rewrite", async () => {
    const id = await live((simulator) => createPipeline(simulator, { Name: "名字" }));
    const whole = readFileSync(data);
    for (const length of [0, 1, 27, 28, 29, 200, whole.indexOf("名") + 1, whole.length - 1, whole.length]) {
      writeFileSync(`${data}.copy`, whole);
      writeFileSync(data, whole.subarray(0, length));
      expect(await live(state)).toMatchObject([{ id }]);
      // Or while the copy was written, with the file still whole.
      writeFileSync(`${data}.copy`, whole.subarray(0, length));
      expect(await live(state)).toMatchObject([{ id }]);
      expect(existsSync(`${data}.copy`)).toBe(false);
    }
  });

  test("and uses no other file as its copy", async () => {
    writeFileSync(`${data}.copy`, "mine\n");
    await expect(once()).rejects.toThrow(
      `${data}.copy is where this simulator makes a copy, but it is not such a copy: move it away`,
    );
    expect(readFileSync(`${data}.copy`, "utf8")).toBe("mine\n");
  });
});

describe("is used by one simulator at a time", () => {
  test("and names that process", async () => {
    await live(async () => {
      await expect(live(state)).rejects.toThrow(`process ${process.pid} is using the data file`);
    });
    expect(readdirSync(folder)).toEqual(["data.jsonl"]);
  });

  test("of three that start at the same moment one wins, even where a killed one left its lock", async () => {
    for (let round = 0; round < 4; round += 1) {
      const started = await Promise.allSettled(
        [0, 1, 2].map(() => startProcess("--port", "0", "--data", data, ...KEY_ARGS)),
      );
      const won = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      const lost = started.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
      expect(won).toHaveLength(1);
      for (const why of lost) {
        expect(why).toContain(`process ${won[0]?.child.pid} is using the data file`);
        expect(why).toContain("ended with exit code 1 ");
      }
      await won[0]?.end("SIGKILL");
    }
    expect(existsSync(`${data}.lock`)).toBe(true);
    await live(state);
    expect(readdirSync(folder)).toEqual(["data.jsonl"]);
  }, 60_000);

  test("but a lock whose process number now belongs to another process is ignored", async () => {
    mkdirSync(`${data}.lock`);
    writeFileSync(join(`${data}.lock`, `${process.ppid}-1-0123456789ab`), "");
    writeFileSync(join(`${data}.lock`, `${process.pid}-1-0123456789ab`), "");
    expect(await live(state)).toEqual([]);
  });

  test("and uses nothing else as its lock", async () => {
    writeFileSync(`${data}.lock`, "mine\n");
    const why = `${data}.lock is where the lock of the data file goes, but it is not a lock of this simulator: move it away`;
    await expect(live(state)).rejects.toThrow(why);
    expect(readFileSync(`${data}.lock`, "utf8")).toBe("mine\n");
    rmSync(`${data}.lock`);
    mkdirSync(`${data}.lock`);
    writeFileSync(join(`${data}.lock`, "mine"), "");
    await expect(live(state)).rejects.toThrow(why);
    expect(readdirSync(`${data}.lock`)).toEqual(["mine"]);
  });
});

test("loses nothing that was acknowledged in 50 kills under load", async () => {
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
