/** The simulator's page in a real browser: Debian's chromium, without a window. */

import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openBrowser } from "../../tools/pictures/browser.cjs";
import { type Ready, startProcess } from "../simulator/process";
import { advance, call, control, createPipeline, REGION, startExecution } from "../simulator/support";
import { until } from "../support/until";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ib-page-"));
  browser = await openBrowser("--host-resolver-rules=MAP evil.example 127.0.0.1");
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

/** What went wrong in the pages of the test: scripts that the policy refused, exceptions, failed requests. */
let complaints: string[] = [];
beforeEach(() => {
  complaints = [];
});

async function open(
  { endpoint }: Pick<Ready, "endpoint">,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: "en-US", ...options });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(`${endpoint}/`);
  await page.getByText(/^(Live|实时)/).waitFor();
  return page;
}

const rows = (page: Page, section: string) => page.locator(`#${section} tbody tr`);
const result = (page: Page, form: string) => page.locator(`form[data-control=${form}] output`);

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" ")}`);
}

/** How far the page is wider than its window. */
const overflow = (page: Page) =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

test("an empty simulator says what to do next, in English and in Chinese", async () => {
  const simulator = await startProcess("--port", "0");
  const page = await open(simulator);
  expect(await page.locator("#pipelines .empty").textContent()).toContain(
    `ALIBABA_CLOUD_ENDPOINT_ECS=${simulator.endpoint}`,
  );
  for (const section of ["executions", "components", "images", "calls"])
    expect((await page.locator(`#${section} .empty`).textContent())?.length).toBeGreaterThan(40);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.getByRole("button", { name: "中文" }).click();
  expect(await page.locator("#pipelines h2").textContent()).toBe("镜像模板");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  await page.reload();
  await page.getByText("实时更新中").waitFor();
  const chinese = await open(simulator, { locale: "zh-CN" });
  expect(await chinese.locator("#pipelines .empty").textContent()).toContain("还没有镜像模板");
  expect(complaints).toEqual([]);
});

test("an execution moves through its states while one looks, and leaves images in its regions", async () => {
  const simulator = await startProcess("--port", "0");
  const page = await open(simulator);
  const pipeline = await createPipeline(simulator, {
    Name: "web",
    "ToRegionId.1": REGION,
    "ToRegionId.2": "cn-beijing",
  });
  await startExecution(simulator, pipeline);
  const current = rows(page, "executions").locator("[aria-current=step]");
  await current.getByText("PREPARING").waitFor();
  await advance(simulator, 31);
  await current.getByText("BUILDING").waitFor();
  await page.getByLabel("Seconds", { exact: true }).fill("1000");
  await page.getByRole("button", { name: "Advance" }).click();
  await current.getByText("SUCCESS").waitFor();
  await page.locator("#news", { hasText: "Execution of web: SUCCESS." }).waitFor({ state: "attached" });
  expect(await page.locator("#images caption").allInnerTexts()).toEqual(["cn-beijing: 1", "cn-hangzhou: 1"]);
  expect(await rows(page, "calls").first().textContent()).toContain("StartImagePipelineExecution");
  expect(complaints).toEqual([]);
});

test("hostile names are shown as they are, and run nothing", async () => {
  const simulator = await startProcess("--port", "0");
  const hostile = `<img/src=x/onerror="document.title='pwned'"><script>document.title='pwned'</script>"'&lt;`;
  const images = [{ regionId: hostile, name: hostile, imageFamily: hostile, tags: { [hostile]: hostile } }];
  await control(simulator, "images", { images });
  await control(simulator, "settings", {
    deny: { DescribeImages: hostile },
    failures: [{ at: "PREPARING", code: hostile, message: hostile }],
  });
  await call(simulator, "DescribeImages", { RegionId: hostile });
  const pipeline = await createPipeline(simulator, { BaseImage: hostile });
  await startExecution(simulator, pipeline);
  await advance(simulator, 40);
  const page = await open(simulator);
  await page.locator("#executions .error").waitFor();
  for (const section of ["executions", "pipelines", "images"])
    expect(await page.locator(`#${section}`).textContent()).toContain(hostile);
  await page.getByLabel("Filter").fill(hostile);
  await page.getByText("Nothing here contains").first().waitFor();
  await page.getByLabel("Setting", { exact: true }).selectOption("deny");
  await page.getByLabel("Value, as JSON").fill(JSON.stringify({ [hostile]: hostile }));
  await page.locator("form[data-control=settings]").getByRole("button", { name: "Apply" }).click();
  await page.getByText("Refused (400)").waitFor();
  expect(await page.locator("img, main script, aside script").count()).toBe(0);
  expect(await page.title()).toBe("image-builder-simulator");
  expect(complaints.filter((text) => !text.includes("400 (Bad Request)"))).toEqual([]);
});

test("the browser itself refuses to turn a text into HTML or a script on the page", async () => {
  const page = await open(await startProcess("--port", "0"));
  const attempts = [
    "document.body.innerHTML = '<b>x</b>'",
    "const script = document.createElement('script'); script.text = 'document.title = 1'; document.body.append(script)",
    "setTimeout('document.title = 1')",
  ];
  for (const attempt of attempts)
    expect([
      attempt,
      await page.evaluate(`(() => { try { ${attempt}; return "done" } catch { return "refused" } })()`),
    ]).toEqual([attempt, "refused"]);
  const loaded = await page.evaluate("fetch('http://evil.example/').then(() => 'loaded', () => 'refused')");
  expect([loaded, await page.title()]).toEqual(["refused", "image-builder-simulator"]);
});

test("every control shows its result, or why it was refused", async () => {
  const simulator = await startProcess("--port", "0");
  await createPipeline(simulator);
  const page = await open(simulator);
  const form = (name: string) => page.locator(`form[data-control=${name}]`);
  const button = (name: string, text: string) => form(name).getByRole("button", { name: text, exact: true });

  await button("clock", "+1 h").click();
  await result(page, "clock").getByText("The clock shows").waitFor();
  for (let n = 0; n < 251; n += 1) await control(simulator, "clock", { advanceSeconds: 1e9 });
  await form("clock").getByLabel("Seconds").fill("1000000000");
  await button("clock", "Advance").click();
  await result(page, "clock")
    .getByText("Refused (400): advanceSeconds: the clock ends with the year")
    .waitFor();

  await form("faults").getByLabel("throttle", { exact: true }).check();
  await form("faults").getByLabel("Actions").fill("DescribeImages, DescribeImagePipelines");
  await form("faults").getByLabel("How many").fill("");
  await button("faults", "Inject").click();
  await result(page, "faults").getByText("Faults are injected from now on.").waitFor();
  await page.locator("#faults-now").getByText("They do not end by themselves").waitFor();
  expect((await call(simulator, "DescribeImages", { RegionId: REGION })).body["Code"]).toMatch(/^Throttling/);
  await rows(page, "calls").getByText("fault: throttle").first().waitFor();
  await page.getByLabel("Refused calls only").check();
  await until("only the refused call", async () => (await rows(page, "calls").count()) === 1);
  await button("faults", "End all").click();
  await page.locator("#faults-now").getByText("No fault is injected.").waitFor();

  await form("quota").getByLabel("Calls per second").fill("5");
  await button("quota", "Apply").click();
  await page.locator("#quota-now").getByText("More than 5 calls").waitFor();

  await form("settings").getByLabel("Setting").selectOption("stateSeconds");
  await button("settings", "Insert the example").click();
  await button("settings", "Apply").click();
  await result(page, "settings").getByText("Applied: stateSeconds.").waitFor();
  expect(await form("settings").getByLabel("Value").inputValue()).toContain('"BUILDING": 60');
  await form("settings").getByLabel("Value").fill("{");
  await button("settings", "Apply").click();
  await result(page, "settings").getByText("The value is not JSON").waitFor();
  await form("settings").getByLabel("Value").fill('{"BUILDING": -1}');
  await button("settings", "Apply").click();
  await result(page, "settings")
    .getByText("Refused (400): body/stateSeconds/BUILDING must be >= 0")
    .waitFor();

  await button("reset", "Reset …").click();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await rows(page, "pipelines").count()).toBe(1);
  await button("reset", "Reset …").click();
  await page.getByRole("button", { name: "Delete everything" }).click();
  await result(page, "reset").getByText("Everything was deleted.").waitFor();
  await page.locator("#pipelines .empty").waitFor();
});

test("a thousand pipelines are fifty rows, and a filter finds each", async () => {
  const simulator = await startProcess("--port", "0");
  // A client waits three seconds for each answer.
  for (let n = 0; n < 1000; n += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, more) => createPipeline(simulator, { Name: `web-${n + more}.` })),
    );
  const page = await open(simulator, { viewport: { width: 360, height: 740 } });
  await page.getByText("50 of 1000 are shown").waitFor();
  expect([await rows(page, "pipelines").count(), await rows(page, "calls").count()]).toEqual([50, 200]);
  expect(await overflow(page)).toBe(0);
  await page.getByLabel("Filter").fill("web-7.");
  await until("one row", async () => (await rows(page, "pipelines").count()) === 1);
  expect(await rows(page, "pipelines").textContent()).toContain("web-7.");
  await page.getByRole("button", { name: "Clear" }).click();
  await until("all rows", async () => (await rows(page, "pipelines").count()) === 50);
  expect(complaints).toEqual([]);
}, 60_000);

test("the page goes on when the simulator was restarted", async () => {
  const data = ["--data", join(folder, "restarted.json")];
  const first = await startProcess("--port", "0", ...data);
  await createPipeline(first, { Name: "kept" });
  const page = await open(first);
  await first.end("SIGKILL");
  await page.getByText("The simulator does not answer.").waitFor();
  await page.getByRole("button", { name: "+1 min" }).click();
  await result(page, "clock").getByText("The simulator does not answer.").waitFor();
  const key = ["--access-key-id", first.accessKeyId, "--access-key-secret", first.accessKeySecret];
  const second = await startProcess("--port", new URL(first.endpoint).port, ...data, ...key);
  await page.getByText("The simulator was restarted.").waitFor();
  await createPipeline(second, { Name: "after" });
  await rows(page, "pipelines").getByText("after").waitFor();
  expect(await rows(page, "pipelines").getByText("kept").count()).toBe(1);
}, 60_000);

test("the keyboard reaches everything, and the focus stays while rows come", async () => {
  const simulator = await startProcess("--port", "0");
  const page = await open(simulator);
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the content");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("web");
  await createPipeline(simulator, { Name: "web" });
  await rows(page, "pipelines").waitFor();
  expect(await page.evaluate("document.activeElement.id")).toBe("filter");
  const reached = new Set<string>();
  for (let n = 0; n < 60; n += 1) {
    await page.keyboard.press("Tab");
    reached.add(
      String(await page.evaluate("document.activeElement.dataset.text ?? document.activeElement.id")),
    );
  }
  expect([...reached]).toEqual(
    expect.arrayContaining([
      "clear",
      "refusals",
      "minute",
      "advance",
      "startFaults",
      "endFaults",
      "setting",
      "value",
      "example",
      "resetOpen",
    ]),
  );
  await page.locator("form[data-control=reset] button").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  expect(await page.evaluate("document.activeElement.dataset.text")).toBe("resetOpen");
});

test.each([
  ["light", "en-US", 1280],
  ["dark", "zh-CN", 1280],
  ["light", "zh-CN", 360],
  ["dark", "en-US", 360],
] as const)(
  "a screen reader and little sight get all of it: %s, %s, %i px",
  async (colorScheme, locale, width) => {
    const simulator = await startProcess("--port", "0");
    const id = await createPipeline(simulator, { Name: "web" });
    await startExecution(simulator, id);
    await advance(simulator, 1000);
    await startExecution(simulator, id);
    await control(simulator, "settings", {
      failures: [{ at: "PREPARING", message: "a long reason ".repeat(20) }],
    });
    await call(simulator, "CreateImageComponent", {
      RegionId: REGION,
      Content: "RUN a",
      Name: "x".repeat(100),
    });
    await call(simulator, "DescribeImages", {});
    const page = await open(simulator, { colorScheme, locale, viewport: { width, height: 740 } });
    await rows(page, "images").first().waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.locator("form[data-control=reset] button").click();
    expect(await violations(page)).toEqual([]);
  },
);

describe("a page of another site", () => {
  let server: Server;
  let site: string;
  let html = "";

  beforeAll(async () => {
    server = createServer((_request, response) => response.setHeader("content-type", "text/html").end(html));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    site = `http://evil.example:${(server.address() as AddressInfo).port}/`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test("cannot change the simulator by a form or a script, cannot frame its page, and cannot reach it by its own name", async () => {
    const simulator = await startProcess("--port", "0");
    await createPipeline(simulator);
    const page = await (await browser.newContext()).newPage();
    html = `<form method=post enctype=text/plain action="${simulator.endpoint}/_simulator/reset"><button>go</button></form>`;
    await page.goto(site);
    await page.getByRole("button").click();
    await page.getByText("only requests from this machine").waitFor();

    html = `<iframe src="${simulator.endpoint}/_simulator/"></iframe>`;
    await page.goto(site);
    const sent = await page.evaluate(
      `fetch("${simulator.endpoint}/_simulator/reset", {method: "POST", mode: "no-cors", body: "{}"}).then(() => "sent", () => "refused")`,
    );
    expect(["sent", "refused"]).toContain(sent);
    const read = `fetch("${simulator.endpoint}/_simulator/state").then(() => "read", () => "refused")`;
    expect(await page.evaluate(read)).toBe("refused");
    const [, frame] = page.frames();
    expect(await frame?.locator("#pipelines").count()).toBe(0);

    const rebound = simulator.endpoint.replace("127.0.0.1", "evil.example");
    const answer = await page.goto(`${rebound}/_simulator/`);
    expect(answer?.status()).toBe(403);
    const { body } = await control(simulator, "state");
    expect(body["pipelines"]).toHaveLength(1);
  });
});
