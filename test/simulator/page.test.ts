/** The page for browsers, under `/_simulator/`, and what the control interface has for it. */

import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { extname, join } from "node:path";
import { PAGE_FILES } from "../../simulator/src/control/page.js";
import { startSimulator } from "../../simulator/src/index.js";
import {
  advance,
  call,
  control,
  createPipeline,
  MINIMAL,
  olderQuery,
  REGION,
  startExecution,
  useSimulator,
} from "./support.js";

const simulator = useSimulator();
const folder = join(__dirname, "../../simulator/page");
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as a browser or an attacker sends it: with any Host and Origin. */
function send(path: string, { method = "GET", headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sent = request(`${simulator.current.endpoint}${path}`, { method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      });
      sent.on("error", reject).end(body);
    },
  );
}

interface Row {
  readonly id: string;
  readonly [name: string]: unknown;
}

interface List {
  readonly total: number;
  readonly matching: number;
  readonly rows: readonly Row[];
}

interface Summary {
  readonly pipelines: List;
  readonly components: List;
  readonly executions: List;
  readonly images: {
    readonly total: number;
    readonly matching: number;
    readonly regions: readonly { regionId: string; matching: number; rows: readonly Row[] }[];
  };
  readonly calls: {
    readonly byAction: Record<string, number>;
    readonly rejected: number;
    readonly last: readonly Record<string, unknown>[];
  };
  readonly faults: unknown;
  readonly quota: unknown;
  readonly settings: Record<string, unknown>;
}

async function summary(query = ""): Promise<Summary> {
  return (await control(simulator.current, `summary${query}`)).body as unknown as Summary;
}

describe("a browser", () => {
  test.each(["/_simulator/", "/_simulator"])("gets a page at %s", async (path) => {
    const { status, headers, text } = await send(path, { headers: { accept: BROWSER } });
    expect([status, headers["content-type"], headers["vary"]]).toEqual([
      200,
      "text/html; charset=utf-8",
      "accept",
    ]);
    expect(text).toContain("<!doctype html>");
  });

  test("is sent to the page from the endpoint that the simulator printed", async () => {
    const { status, headers } = await send("/", { headers: { accept: BROWSER } });
    expect([status, headers["location"]]).toEqual([303, "/_simulator/"]);
  });

  test.each([undefined, "*/*", "application/json", "application/json, text/html;q=0.5"])(
    "is what asks for HTML: a program that accepts %s gets the index in JSON, at both paths",
    async (accept) => {
      const headers = accept === undefined ? {} : { accept };
      for (const path of ["/", "/_simulator/"]) {
        const answer = await send(path, { headers });
        expect([answer.status, JSON.parse(answer.text)]).toEqual([
          200,
          expect.objectContaining({
            name: "image-builder-simulator",
            page: `${simulator.current.endpoint}/_simulator/`,
          }),
        ]);
      }
    },
  );

  test("finds everything that the page refers to, on the simulator and nowhere else", async () => {
    const { text } = await send("/_simulator/", { headers: { accept: BROWSER } });
    const references = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, to = ""]) => to);
    const files = references.filter((to) => to.startsWith("/"));
    expect(references.filter((to) => !/^(#|\/_simulator\/|data:,$)/.test(to))).toEqual([]);
    expect(files).toEqual(["/_simulator/page.css", "/_simulator/page.mjs"]);
    for (const [path, type] of [
      ["/_simulator/page.css", "text/css"],
      ["/_simulator/page.mjs", "text/javascript"],
      ["/_simulator/texts.mjs", "text/javascript"],
    ] as const) {
      const { status, headers, text } = await send(path);
      expect([path, status, headers["content-type"]]).toEqual([path, 200, `${type}; charset=utf-8`]);
      expect([path, text.match(/https?:\/\/|@import|url\(/)]).toEqual([path, null]);
    }
  });

  test("may run nothing but the page's own script, and may show it in no frame", async () => {
    const { headers } = await send("/_simulator/", { headers: { accept: BROWSER } });
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toEqual(
      expect.arrayContaining([
        ...["default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'none'"],
        ...["frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"],
      ]),
    );
    expect(policy.join()).not.toMatch(/unsafe|\*|http/);
    for (const path of ["/_simulator/", "/_simulator/state", "/_simulator/summary", "/_simulator/explode"]) {
      expect((await send(path)).headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
      });
    }
  });
});

test("the published package has the files of the page", () => {
  const { files } = JSON.parse(readFileSync(join(folder, "../package.json"), "utf8")) as { files: string[] };
  const missing = ["index.html", ...PAGE_FILES].filter(
    (file) => !files.some((one) => one === "page" || one === `page/*${extname(file)}`),
  );
  expect(missing).toEqual([]);
});

describe("the page's script", () => {
  const scripts = readdirSync(folder)
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => readFileSync(join(folder, file), "utf8"))
    .join("\n");

  test("has no way to turn a text into HTML or a script", () => {
    expect(scripts).toContain("document.createElement(");
    expect(
      scripts.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|eval\(/),
    ).toBeNull();
    expect(scripts.match(/new Function|createContextualFragment|srcdoc|javascript:/)).toBeNull();
  });

  test("says everything in both languages, and nothing that is not used", async () => {
    const source = readFileSync(join(folder, "texts.mjs"), "utf8");
    const read = (language: string) => {
      const [, body = ""] = new RegExp(`\\n {2}${language}: \\{\\n([^]*?)\\n {2}\\},`).exec(source) ?? [];
      return new Map(
        [...body.matchAll(/^ {4}(\w+):\s+(["'])(.*)\2,$/gm)].map(([, key = "", , text = ""]) => [key, text]),
      );
    };
    const [en, zh] = [read("en"), read("zh")];
    expect(en.size).toBeGreaterThan(90);
    expect([...zh.keys()]).toEqual([...en.keys()]);
    const places = (text = "") => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [key, text] of en) expect([key, places(zh.get(key))]).toEqual([key, places(text)]);
    for (const [key, text] of zh)
      expect([key, /\p{Script=Han}/u.test(text) || key === "id"]).toEqual([key, true]);
    const html = readFileSync(join(folder, "index.html"), "utf8");
    const script = readFileSync(join(folder, "page.mjs"), "utf8");
    const named = [...html.matchAll(/data-(?:text|label)="(\w+)"/g)].map(([, key = ""]) => key);
    expect(named.filter((key) => !en.has(key))).toEqual([]);
    const used = (key: string) =>
      named.includes(key) || script.includes(`"${key}"`) || key.startsWith("help_");
    expect([...en.keys()].filter((key) => !used(key))).toEqual([]);
    const settings = Object.keys((await summary()).settings);
    expect(settings.filter((name) => !en.has(`help_${name}`))).toEqual([]);
    expect(settings.filter((name) => !source.includes(`\n  ${name}: `))).toEqual([]);
  });
});

describe("the summary", () => {
  test("has pipelines, components, executions with their states, and images by region", async () => {
    const { current } = simulator;
    const id = await createPipeline(current, {
      Name: "web",
      TestContent: "RUN true",
      "ToRegionId.1": REGION,
      "ToRegionId.2": "cn-beijing",
    });
    await call(current, "CreateImageComponent", { RegionId: REGION, Name: "nginx", Content: "RUN nginx" });
    const execution = await startExecution(current, id);
    await advance(current, 31);
    const place = { accountId: expect.stringMatching(/^1\d{15}$/), regionId: REGION };
    const running = await summary();
    expect(running.pipelines).toEqual({
      total: 1,
      matching: 1,
      rows: [
        {
          ...place,
          id,
          name: "web",
          base: "m-base",
          builds: 1,
          lastBuild: "BUILDING",
          createdAt: expect.any(String),
        },
      ],
    });
    expect(running.components.rows).toEqual([
      expect.objectContaining({ ...place, name: "nginx", version: "1.0.0", type: "Build", system: "Linux" }),
    ]);
    expect(running.executions.rows).toEqual([
      expect.objectContaining({
        ...place,
        id: execution,
        pipelineId: id,
        pipeline: "web",
        status: "BUILDING",
      }),
    ]);
    const steps = running.executions.rows[0]?.["steps"] as { status: string; begun: boolean }[];
    expect(steps.map(({ status, begun }) => `${status} ${begun}`)).toEqual([
      ...["PREPARING true", "BUILDING true", "TESTING false"],
      ...["DISTRIBUTING false", "RELEASING false", "SUCCESS false"],
    ]);
    expect(running.images).toEqual({ total: 0, matching: 0, regions: [] });
    await advance(current, 1000);
    const ended = await summary();
    expect(ended.executions.rows[0]).toMatchObject({ status: "SUCCESS", ended: true });
    expect(ended.images).toMatchObject({
      total: 2,
      regions: [
        { regionId: "cn-beijing", matching: 1, rows: [{ copied: true, status: "Available" }] },
        { regionId: REGION, matching: 1, rows: [{ id: ended.executions.rows[0]?.["imageId"] }] },
      ],
    });
  });

  test("stays small with many pipelines and a thousand images, and finds each by a part of its name", async () => {
    const { current } = simulator;
    await Promise.all(
      Array.from({ length: 70 }, (_, n) =>
        createPipeline(current, { Name: `web-${n}.`, BuildContent: `RUN ${"x".repeat(1000)}` }),
      ),
    );
    const images = Array.from({ length: 1000 }, (_, n) => ({ regionId: `cn-${n % 3}`, name: `image-${n}.` }));
    await control(current, "images", { images });
    const all = await summary();
    expect([all.pipelines.total, all.pipelines.matching, all.pipelines.rows.length]).toEqual([70, 70, 50]);
    expect(
      all.images.regions.map(({ regionId, matching, rows }) => [regionId, matching, rows.length]),
    ).toEqual([
      ["cn-0", 334, 16],
      ["cn-1", 333, 16],
      ["cn-2", 333, 16],
    ]);
    expect(JSON.stringify(all).length).toBeLessThan(100_000);
    const one = await summary("?filter=WEB-7.&rows=5");
    expect([one.pipelines.total, one.pipelines.matching]).toEqual([70, 1]);
    expect(one.pipelines.rows[0]).toMatchObject({ name: "web-7." });
    expect([one.images.total, one.images.regions]).toEqual([1000, []]);
    expect((await summary("?rows=500")).pipelines.rows).toHaveLength(70);
  });

  test.each(["rows=0", "rows=501", "rows=all", "colour=red", `filter=${"x".repeat(201)}`])(
    "refuses the query %s",
    async (query) => {
      const { status, body } = await control(simulator.current, `summary?${query}`);
      expect([status, body]).toEqual([400, { error: expect.stringContaining("querystring") }]);
    },
  );

  test("has the current faults, quota and settings", async () => {
    expect(await summary()).toMatchObject({
      faults: { rules: {} },
      quota: {},
      settings: { from: "ignored" },
    });
    await control(simulator.current, "faults", { kinds: ["throttle"], count: 2 });
    await control(simulator.current, "quota", { callsPerSecond: 5 });
    await control(simulator.current, "settings", { from: "honoured" });
    await call(simulator.current, "DescribeImages", { RegionId: REGION });
    expect(await summary()).toMatchObject({
      faults: { rules: { kinds: ["throttle"], count: 2 }, left: 1 },
      quota: { callsPerSecond: 5 },
      settings: { from: "honoured" },
    });
  });

  test("has no secret: no key, no content, no value of a parameter", async () => {
    const { current } = simulator;
    const key = {
      accessKeyId: "further-id",
      accessKeySecret: "further-secret",
      accountId: "1234567890123456",
    };
    await control(current, "settings", { accessKeys: [key] });
    await createPipeline(current, { BuildContent: "RUN hidden-word", Description: "hidden-word" });
    await call(current, "CreateImageComponent", { RegionId: REGION, Content: "RUN hidden-word" });
    await call(current, "DescribeImages", { RegionId: "hidden-word", ImageName: "hidden-word" });
    await call({ ...current, ...key }, "DescribeImages", { RegionId: REGION, "hidden-word": "x" });
    await fetch(`${current.endpoint}/?${olderQuery(current, "hidden-word hidden", { RegionId: REGION })}`);
    const text = JSON.stringify(await summary());
    for (const secret of [current.accessKeyId, current.accessKeySecret, "further-id", "further-secret"])
      expect(text).not.toContain(secret);
    expect(text.replaceAll(/"code":"[^"]*"/g, "")).not.toContain("hidden");
    expect((await summary()).settings["accessKeys"]).toBe(1);
  });
});

describe("the calls", () => {
  test("are listed with action, region, account, code and duration, newest first", async () => {
    const { current } = simulator;
    await createPipeline(current);
    await call(current, "CreateImagePipeline", { ...MINIMAL, SystemDiskSize: 1 });
    await call({ ...current, accessKeySecret: "wrong" }, "DescribeImages", { RegionId: REGION });
    await control(current, "faults", { kinds: ["http-500"] });
    await call(current, "DescribeImages", { RegionId: "cn-beijing" });
    const { last, byAction, rejected } = (await summary()).calls;
    const accountId = expect.stringMatching(/^1\d{15}$/);
    const common = { number: expect.any(Number), at: expect.any(String), milliseconds: expect.any(Number) };
    expect(last).toEqual([
      {
        ...common,
        action: "DescribeImages",
        regionId: "cn-beijing",
        accountId,
        status: 500,
        code: "InternalError",
        fault: "http-500",
      },
      { ...common, action: "DescribeImages", regionId: REGION, status: 400, code: "SignatureDoesNotMatch" },
      {
        ...common,
        action: "CreateImagePipeline",
        regionId: REGION,
        accountId,
        status: 400,
        code: expect.stringContaining("SystemDiskSize"),
      },
      { ...common, action: "CreateImagePipeline", regionId: REGION, accountId, status: 200, code: "OK" },
    ]);
    expect([byAction, rejected]).toEqual([{ CreateImagePipeline: 2, DescribeImages: 1 }, 1]);
    expect((await summary("?filter=beijing")).calls.last).toHaveLength(1);
  });

  test("are the last two hundred, and none after a reset", async () => {
    const { current } = simulator;
    const unsigned = `${current.endpoint}/?Action=DescribeImages`;
    for (let n = 0; n < 5; n += 1)
      await Promise.all(Array.from({ length: 50 }, async () => (await fetch(unsigned)).text()));
    const { last } = (await summary()).calls;
    expect(last).toHaveLength(200);
    const numbers = last.map(({ number }) => Number(number));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    await control(current, "reset", {});
    expect((await summary()).calls.last).toEqual([]);
  });

  test("are forgotten by a restart, which the summary shows", async () => {
    const [first, second] = [await startSimulator(), await startSimulator({ clock: () => 0 })];
    const started = async (endpoint: string) => (await control({ endpoint }, "summary")).body["startedAt"];
    expect(await started(second.endpoint)).toBe("1970-01-01T00:00:00.000Z");
    expect(await started(first.endpoint)).not.toBe(await started(second.endpoint));
    await Promise.all([first.close(), second.close()]);
  });
});

describe("another site", () => {
  const reading = ["/_simulator/", "/_simulator/page.css", "/_simulator/page.mjs", "/_simulator/texts.mjs"];
  const more = ["/_simulator/state", "/_simulator/summary", "/_simulator/clock"];

  test.each([...reading, ...more])(
    "gets nothing of %s through a name that resolves to this machine",
    async (path) => {
      for (const host of [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "evil.example:80",
      ]) {
        const { status, text } = await send(path, { headers: { host, accept: BROWSER } });
        expect([host, status, JSON.parse(text)]).toEqual([
          host,
          403,
          { error: "only requests from this machine are allowed, with a Host and an Origin on it" },
        ]);
      }
    },
  );

  test("is not sent to the page from the endpoint either", async () => {
    const { status } = await send("/", { headers: { host: "evil.example", accept: BROWSER } });
    expect(status).toBe(200);
  });

  /** What a form or a script of a page can send without asking first. */
  const simple = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"];
  const changes = [
    ["reset", {}],
    ["clock", { advanceSeconds: 1e6 }],
    ["faults", { kinds: ["http-500"] }],
    ["quota", { callsPerSecond: 0.001 }],
    ["settings", { deny: { DescribeImages: "Forbidden.RAM" } }],
    ["catalog", { strict: true }],
    ["images", { images: [{ regionId: REGION }] }],
  ] as const;

  test.each(changes)("cannot change anything by a form that posts to %s", async (path, body) => {
    await createPipeline(simulator.current);
    const { now: before, ...content } = (await control(simulator.current, "summary")).body;
    for (const origin of ["https://evil.example", "http://127.0.0.1.evil.example", "null"])
      for (const type of simple) {
        const headers = { origin, "content-type": type, host: new URL(simulator.current.endpoint).host };
        const sent = { method: "POST", headers, body: JSON.stringify(body) };
        expect([origin, type, (await send(`/_simulator/${path}`, sent)).status]).toEqual([origin, type, 403]);
      }
    const rebound = { method: "POST", headers: { host: "evil.example" }, body: JSON.stringify(body) };
    expect((await send(`/_simulator/${path}`, rebound)).status).toBe(403);
    const { now: after, ...same } = (await control(simulator.current, "summary")).body;
    expect(same).toEqual(content);
    expect(Date.parse(String(after)) - Date.parse(String(before))).toBeLessThan(60_000);
  });

  test("is not allowed to ask, in answer to a preflight request", async () => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "POST" };
    const answer = await send("/_simulator/reset", { method: "OPTIONS", headers });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
