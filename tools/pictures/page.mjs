// Takes the pictures of the simulator's page that its README shows, in English and in Chinese: node tools/pictures/page.mjs
// It needs Debian's chromium and fonts-noto-cjk (test/system/install.sh), and `npm run setup`.

import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { startSimulator } from "../demo/simulator.mjs";
import { root } from "../lib/paths.mjs";
import { openBrowser } from "./browser.cjs";

const RpcClient = createRequire(import.meta.url)("@alicloud/pop-core");

const REGION = "cn-hangzhou";
const pictures = join(root, "simulator/pictures");

const simulator = await startSimulator();
const browser = await openBrowser();
try {
  await fill();
  mkdirSync(pictures, { recursive: true });
  for (const [file, locale, colorScheme] of /** @type {const} */ ([
    ["page-en.png", "en-US", "light"],
    ["page-zh.png", "zh-CN", "dark"],
  ])) {
    const context = await browser.newContext({ locale, colorScheme, viewport: { width: 1200, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${simulator.endpoint}/_simulator/`);
    await page.locator("#executions tbody tr").first().waitFor();
    await page.screenshot({ path: join(pictures, file) });
    await context.close();
  }
} finally {
  await browser.close();
  simulator.stop();
}

/** Three pipelines, builds in several states, images in two regions, and a call that is refused. */
async function fill() {
  const { endpoint, accessKeyId, accessKeySecret } = simulator;
  const client = new RpcClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: "2014-05-26" });
  /** @param {string} action @param {Record<string, unknown>} parameters */
  const call = (action, parameters) =>
    client.request(action, { RegionId: REGION, ...parameters }, { method: "POST" });
  /** @param {string} path @param {unknown} body */
  const control = (path, body) =>
    fetch(`${endpoint}/_simulator/${path}`, { method: "POST", body: JSON.stringify(body) });
  /** @param {string} Name @param {Record<string, unknown>} more @returns {Promise<string>} */
  const pipeline = async (Name, more = {}) => {
    const base = { BaseImageType: "IMAGE_FAMILY", BaseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64" };
    const made = /** @type {any} */ (await call("CreateImagePipeline", { Name, ...base, ...more }));
    return made.ImagePipelineId;
  };
  /** @param {string} ImagePipelineId */
  const build = (ImagePipelineId) => call("StartImagePipelineExecution", { ImagePipelineId });

  await call("CreateImageComponent", { Name: "nginx", Content: "RUN dnf install -y nginx" });
  const web = await pipeline("web", {
    BuildContent: "RUN dnf install -y nginx",
    TestContent: "RUN nginx -t",
    "ImageOptions.ImageName": "web",
    "ImageOptions.ImageFamily": "web",
    "ToRegionId.1": REGION,
    "ToRegionId.2": "cn-beijing",
  });
  const batch = await pipeline("batch", { BuildContent: "RUN dnf install -y python3" });
  const gpu = await pipeline("gpu", { BuildContent: "RUN ./install-driver.sh" });
  await build(web);
  await control("settings", {
    failures: [
      { imagePipelineId: gpu, at: "BUILDING", message: "line 1: RUN ./install-driver.sh: exit code 127" },
    ],
  });
  await build(gpu);
  await control("clock", { advanceSeconds: 900 });
  await build(batch);
  await control("clock", { advanceSeconds: 90 });
  await build(web);
  await control("clock", { advanceSeconds: 20 });
  await control("faults", { kinds: ["throttle"], actions: ["DescribeImages"], count: 1 });
  await call("DescribeImages", {}).catch(() => undefined);
  await call("DescribeImages", {});
  await call("DeleteImagePipeline", { ImagePipelineId: web }).catch(() => undefined);
}
