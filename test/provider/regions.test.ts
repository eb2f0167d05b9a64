import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "../../tools/lib/clean-environment.cjs";
import { startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";

jest.setTimeout(60_000);

/** What would make of `ecs.REGION.aliyuncs.com` another host, path, port or user, or an invalid request. */
const REGIONS = [
  "x.evil.test:42809/",
  "evil.test#",
  "cn-hangzhou@evil",
  "cn-hangzhou\n",
  "CN-HANGZHOU",
  "../x",
];

let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
});

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...cleanEnvironment(process.env),
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
  ALICLOUD_ACCESS_KEY: "id",
  ALICLOUD_SECRET_KEY: "secret",
  NODE_OPTIONS: `--require=${join(root, "test/provider/region-trap.cjs")}`,
  ...more,
});

/** Each way by which a resource, a lookup and `get` come to a region: by argument, by state, by configuration. */
const WAYS = `
const host = require("pulumi-alicloud-image-builder/host");
const lookups = require("pulumi-alicloud-image-builder");
const { BY, REGION: region } = process.env;
const config = BY === "configuration" ? { "alicloud:region": region } : {};
const stored = BY === "argument" || BY === "state" ? { regionId: region } : {};
const resources = ["imagePipeline", "imageComponent", "imagePipelineExecution"];
const held = { imagePipelineId: "ip-1", imageComponentId: "ic-1", executionId: "e-1", accountId: "1", status: "SUCCESS" };
const ways = {};
for (const name of resources) {
  const resource = host[name];
  const state = { ...held, ...stored, deleteImageOnDestroy: true, imageId: "m-1" };
  resource.configure({ config: { get: (key) => config[key] } });
  ways["create " + name] = () => resource.create({ ...stored, imagePipelineId: "ip-1", content: "RUN a", baseImageType: "IMAGE", baseImage: "m-1" });
  ways["adopt " + name] = () => resource.create({ ...stored, imagePipelineId: "ip-1", adopt: "ip-1", content: "RUN a" });
  ways["read " + name] = () => resource.read("id-1", state);
  ways["update " + name] = () => resource.update("id-1", { ...state, tags: { a: "1" } }, { ...state, tags: { a: "2" }, triggers: { a: "2" } });
  ways["delete " + name] = () => resource.delete("id-1", state);
  ways["get " + name] = () => host.get[name].read("id-1", stored);
}
const args = stored.regionId === undefined ? {} : { regionId: region };
ways.getImagePipelines = () => lookups.getImagePipelines(args);
ways.getImagePipeline = () => lookups.getImagePipeline(args);
ways.getImageComponents = () => lookups.getImageComponents(args);
ways.getImages = () => lookups.getImages(args);
ways.getImageFromFamily = () => lookups.getImageFromFamily({ ...args, imageFamily: "web" });
ways.getImagePipelineExecutions = () => lookups.getImagePipelineExecutions({ ...args, imagePipelineId: "ip-1" });
(async () => {
  const said = {};
  for (const [way, go] of Object.entries(ways)) {
    said[way] = await Promise.resolve().then(go).then(() => "it succeeded", ({ message }) => message);
  }
  process.stdout.write(JSON.stringify(said));
})();
`;

/** What each way in says to a region, and what was sent. */
async function goEveryWay(by: "argument" | "configuration" | "environment", region: string) {
  const child = startChild(process.execPath, ["-e", WAYS], {
    cwd: folder,
    env: environment({
      BY: by,
      REGION: region,
      ...(by === "environment" && { ALICLOUD_REGION: region }),
      ...(by === "configuration" && { PULUMI_CONFIG: JSON.stringify({ "alicloud:region": region }) }),
    }),
  });
  await child.ended;
  return { said: JSON.parse(child.stdout()) as Record<string, string>, sent: child.stderr() };
}

test("a region that is one leads every way to a host of that region", async () => {
  const { said, sent } = await goEveryWay("argument", "cn-hangzhou");
  expect(Object.keys(said)).toHaveLength(24);
  for (const message of Object.values(said)) expect(message).not.toContain("region ID");
  expect(sent).toContain("ecs-cn-hangzhou.aliyuncs.com");
});

describe.each(["argument", "configuration", "environment"] as const)("a region that is none, by %s", (by) => {
  test.each(REGIONS)("%j: is refused on every way in, and nothing is sent", async (region) => {
    const { said, sent } = await goEveryWay(by, region);
    expect(sent).toBe("");
    expect(Object.keys(said)).toHaveLength(24);
    for (const [way, message] of Object.entries(said)) {
      expect(`${way}: ${message}`).toContain(
        "is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.",
      );
    }
  });
});

describe("orphans", () => {
  async function orphans(region: string, by: "--region" | "state" | "environment") {
    const type = "pulumi-nodejs:dynamic/alicloud:ImagePipeline";
    const web = {
      urn: `urn:pulumi:a::b::${type}::web`,
      type,
      id: "ip-1",
      outputs: { regionId: by === "state" ? region : "cn-hangzhou" },
    };
    const state = join(folder, "state.json");
    writeFileSync(state, JSON.stringify({ deployment: { resources: [web] } }));
    const command = join(root, "provider/bin/pulumi-alicloud-image-builder.js");
    const args = ["orphans", "--state", "state.json", ...(by === "--region" ? ["--region", region] : [])];
    const child = startChild(process.execPath, [command, ...args], {
      cwd: folder,
      env: environment(by === "environment" ? { ALICLOUD_REGION: region } : {}),
    });
    return { code: await child.ended, stderr: child.stderr() };
  }

  const refusal = (where: string) => ({
    code: 1,
    stderr:
      `pulumi-alicloud-image-builder: ${where} is not a region ID; it must be lower-case letters, digits and hyphens, ` +
      "like cn-hangzhou. No call was made.\n",
  });

  test.each(REGIONS)(
    "%j: is refused, with the place where it stands, and nothing is sent",
    async (region) => {
      expect(await orphans(region, "--region")).toEqual(refusal("--region"));
      expect(await orphans(region, "state")).toEqual(refusal("state.json: outputs.regionId of resource web"));
      expect(await orphans(region, "environment")).toEqual(
        refusal("the region of the environment (ALICLOUD_REGION and its other names)"),
      );
    },
  );
});
