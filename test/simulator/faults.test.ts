/** Faults and quotas: what goes wrong between a client and a service, on demand. */

import {
  control,
  createPipeline,
  describePipelines,
  MINIMAL,
  REGION,
  signed,
  signedRequest,
  useSimulator,
} from "./support.js";

const simulator = useSimulator();
const inject = (rules: unknown) => control(simulator.current, "faults", rules);
const pipelines = async () => {
  await inject({});
  return (await describePipelines(simulator.current)).TotalCount;
};

/** What a client gets for a create: the status and code, or how the connection failed. */
async function create(): Promise<string> {
  try {
    const { status, text } = await signedRequest(simulator.current, {
      action: "CreateImagePipeline",
      query: MINIMAL,
    });
    return text.startsWith("{")
      ? `${status} ${JSON.parse(text).Code ?? "OK"}`
      : `${status} ${text.slice(0, 6)}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

describe("a fault", () => {
  test.each([
    ["throttle", "400 Throttling.User", 0],
    ["throttle-retry-after", "400 Throttling.User", 0],
    ["http-500", "500 InternalError", 0],
    ["http-503-html", "503 <html>", 0],
    ["drop-before-commit", "ECONNRESET", 0],
    ["drop-after-commit", "ECONNRESET", 1],
    ["truncate", "ECONNRESET", 1],
  ])("of kind %s shows as %s, and leaves %i pipelines", async (kind, shown, count) => {
    await inject({ kinds: [kind], count: 1 });
    expect(await create()).toBe(shown);
    expect((await control(simulator.current, "state")).body).toMatchObject({
      calls: { CreateImagePipeline: 1 },
    });
    expect(await pipelines()).toBe(count);
  });

  test("of kind delay answers late, although the action was done at once", async () => {
    await inject({ kinds: ["delay"], delayMs: 400, count: 1 });
    const started = Date.now();
    const answer = create();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await describePipelines(simulator.current)).TotalCount).toBe(1);
    expect(await answer).toBe("200 OK");
    expect(Date.now() - started).toBeGreaterThanOrEqual(390);
  });

  test("of kind throttle-retry-after says when to retry", async () => {
    await inject({ kinds: ["throttle-retry-after"] });
    const { url, headers } = signed(simulator.current, { query: { RegionId: REGION } });
    const { host: _host, ...sent } = headers;
    const answer = await fetch(url, { method: "POST", headers: sent });
    expect(Number(answer.headers.get("x-acs-retry-after"))).toBeGreaterThan(0);
  });
});

describe("fault rules", () => {
  test("give the same calls the same faults for the same seed", async () => {
    const run = async (seed: number) => {
      await inject({ seed, rate: 0.5, kinds: ["throttle", "http-500", "http-503-html"] });
      const outcomes: string[] = [];
      for (let n = 0; n < 20; n += 1) outcomes.push(await create());
      return outcomes;
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(new Set(first).size).toBe(4);
  });

  test("stop after their count", async () => {
    await inject({ kinds: ["throttle"], count: 2 });
    expect([await create(), await create(), await create()]).toEqual([
      "400 Throttling.User",
      "400 Throttling.User",
      "200 OK",
    ]);
  });

  test("apply only to the actions that they name", async () => {
    await inject({ kinds: ["throttle"], actions: ["CreateImagePipeline"] });
    expect((await describePipelines(simulator.current)).TotalCount).toBe(0);
    expect(await create()).toBe("400 Throttling.User");
  });

  test("apply about as often as their rate says", async () => {
    await inject({ seed: 1, rate: 0.3, kinds: ["throttle"] });
    const outcomes: string[] = [];
    for (let n = 0; n < 200; n += 1) outcomes.push(await create());
    const hits = outcomes.filter((outcome) => outcome !== "200 OK").length;
    expect(hits).toBeGreaterThan(40);
    expect(hits).toBeLessThan(80);
  });

  test("are cleared by {}", async () => {
    await inject({ kinds: ["throttle"] });
    await inject({});
    expect(await create()).toBe("200 OK");
  });
});

describe("a quota", () => {
  test("throttles calls that exceed it within a second", async () => {
    await control(simulator.current, "quota", { callsPerSecond: 3 });
    const outcomes = await Promise.all(Array.from({ length: 10 }, create));
    expect(outcomes.filter((outcome) => outcome === "200 OK")).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome === "400 Throttling.User")).toHaveLength(7);
    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect(await create()).toBe("200 OK");
  });

  test("is cleared by {}", async () => {
    await control(simulator.current, "quota", { callsPerSecond: 1 });
    await control(simulator.current, "quota", {});
    const ids = await Promise.all(Array.from({ length: 5 }, () => createPipeline(simulator.current)));
    expect(new Set(ids).size).toBe(5);
  });
});
