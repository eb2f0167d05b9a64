import * as pulumi from "@pulumi/pulumi";
import {
  getImageComponents,
  getImageFromFamily,
  getImageFromFamilyOutput,
  getImagePipeline,
  getImagePipelineExecutions,
  getImagePipelineOutput,
  getImagePipelines,
  getImages,
} from "../../../provider/src";
import { Ecs } from "../../../provider/src/ecs/api/ecs";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { findImageFromFamily } from "../../../provider/src/lookups/images";
import { errorOf } from "../../support/error";
import { REGION, useStand } from "../resources/image-pipeline-execution/stand";

const stand = useStand();
const environment = { ...process.env };

beforeEach(() => {
  Object.assign(process.env, stand.env());
});
afterAll(() => {
  process.env = environment;
});

/** Pipelines made one after another, a simulated minute apart. */
async function pipelines(names: string[], more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    ids.push(await stand.pipeline({ name, ...more }));
    await stand.clock.sleep(60_000);
  }
  return ids;
}

const build = async (imagePipelineId: string, more: object = {}) => {
  const { executionId } = await stand.client.call("StartImagePipelineExecution", {
    regionId: REGION,
    imagePipelineId,
    ...more,
  });
  await stand.clock.sleep(3_600_000);
  return executionId;
};

const component = async (name: string, more: object = {}) => {
  const { imageComponentId } = await stand.client.call("CreateImageComponent", {
    regionId: REGION,
    name,
    content: "RUN a",
    ...more,
  });
  await stand.clock.sleep(60_000);
  return imageComponentId;
};

describe("getImagePipelines", () => {
  test("newest first, with names and arguments", async () => {
    const [a, b] = await pipelines(["web-a", "web-b"], { tag: [{ key: "team", value: "web" }] });
    const found = await getImagePipelines();
    expect(found.ids).toEqual([b, a]);
    expect(found.names).toEqual(["web-b", "web-a"]);
    expect(found.pipelines[1]).toMatchObject({
      imagePipelineId: a,
      name: "web-a",
      regionId: REGION,
      baseImageType: "IMAGE",
      baseImage: "m-1",
      buildContent: "RUN a",
      tags: { team: "web" },
      createTime: expect.stringMatching(/Z$/),
    });
  });

  test("by name, by a regular expression, by tags, by resource group", async () => {
    const [a, b] = await pipelines(["web-a", "web-b"]);
    const [c] = await pipelines(["db"], { resourceGroupId: "rg-1", tag: [{ key: "team", value: "db" }] });
    const ids = async (args: object) => (await getImagePipelines(args)).ids;
    expect(await ids({ name: "web-a" })).toEqual([a]);
    expect(await ids({ nameRegex: "^web-" })).toEqual([b, a]);
    expect(await ids({ tags: { team: "db" } })).toEqual([c]);
    expect(await ids({ resourceGroupId: "rg-1" })).toEqual([c]);
    expect(await ids({ ids: [a, c], nameRegex: "db" })).toEqual([c]);
    expect(await ids({ regionId: "cn-beijing" })).toEqual([]);
    expect(await ids({ ids: [] })).toEqual([]);
  });

  test.each<[string, string[]]>([
    ["web\\-prod", ["web-prod"]],
    ["^web[\\-_]prod$", ["web-prod", "web_prod"]],
    ["web\\_", ["web_prod"]],
    ["^web.prod$", ["web-prod", "web_prod"]],
    ["^web\\.prod$", []],
    ["^镜像\\-.$", ["镜像-网"]],
    ["\\p{Script=Han}", ["镜像-网"]],
  ])("nameRegex %j, as it is written for @pulumi/alicloud too", async (nameRegex, names) => {
    await pipelines(["web-prod", "web_prod", "镜像-网"]);
    expect((await getImagePipelines({ nameRegex })).names.sort()).toEqual(names);
  });

  test.each(["(", "\\Aweb\\z", "(?i)web", "[[:alpha:]]", "web\\Q-\\E", "\\pL"])(
    "nameRegex %j, which would mean something else here, is refused and not searched with",
    async (nameRegex) => {
      expect((await errorOf(getImagePipelines({ nameRegex }))).message).toBe(
        `nameRegex: is not a valid JavaScript regular expression (${nameRegex.length} character${nameRegex.length === 1 ? "" : "s"}). Correct it; ` +
          "syntax that only Go has ((?i), \\A, \\z, [[:alpha:]]) is not supported.",
      );
    },
  );

  test("more than 20 IDs, in batches; one that is given twice is there once, one that is gone is left out", async () => {
    const ids = await Promise.all(Array.from({ length: 45 }, () => stand.pipeline()));
    const found = await getImagePipelines({ ids: [...ids, ids[0] ?? "", "ip-gone"] });
    expect([...found.ids].sort()).toEqual([...ids].sort());
    expect((await stand.state()).calls["DescribeImagePipelines"]).toBe(3);
  });

  test("all pages", async () => {
    const call = jest.spyOn(stand.client.constructor.prototype, "call");
    const page = (id: string, nextToken?: string) => ({
      imagePipeline: {
        imagePipelineSet: [{ imagePipelineId: id, creationTime: `2026-11-0${id}T00:00:00Z` }],
      },
      nextToken,
    });
    call
      .mockResolvedValueOnce(page("1", "t1"))
      .mockResolvedValueOnce(page("2", "t2"))
      .mockResolvedValueOnce(page("3"));
    expect((await getImagePipelines()).ids).toEqual(["3", "2", "1"]);
    expect(call.mock.calls.map(([, request]) => (request as { nextToken?: string }).nextToken)).toEqual([
      undefined,
      "t1",
      "t2",
    ]);
    call.mockRestore();
  });

  test("one of a name that is not given is called by its ID", async () => {
    const id = await stand.pipeline();
    expect((await getImagePipelines({ nameRegex: "^ip-" })).names).toEqual([id]);
  });
});

describe("getImagePipeline", () => {
  test("the one that matches; also for arguments that are outputs", async () => {
    const [a] = await pipelines(["web-a", "web-b"]);
    expect((await getImagePipeline({ name: "web-a" })).imagePipelineId).toBe(a);
    const output = getImagePipelineOutput({ name: pulumi.output("web-a") });
    const found = await new Promise<string>((resolve) => {
      output.apply(({ imagePipelineId }) => resolve(imagePipelineId));
    });
    expect(found).toBe(a);
  });

  test("none, or more than one, is an error that helps", async () => {
    const ids = await pipelines(["web-a", "web-b"]);
    expect((await errorOf(getImagePipeline({ name: "none" }))).message).toBe(
      "getImagePipeline: no image pipeline in cn-hangzhou matches. Check the arguments, regionId and the account.",
    );
    expect((await errorOf(getImagePipeline({ nameRegex: "web" }))).message).toBe(
      `getImagePipeline: 2 image pipelines in cn-hangzhou match (${ids.reverse().join(", ")}). Add filters, or use getImagePipelines.`,
    );
  });
});

describe("getImageComponents", () => {
  test("by name and version, type, system; newest first, with what the YAML declares", async () => {
    const first = await component("base");
    const second = await component("base", { componentType: "Test", systemType: "Windows" });
    const yaml =
      "Parameters:\n  p: { Type: String, DefaultValue: x }\nTasks:\n  - Name: A\n    Action: RunShellCommand\n    Properties: { commandContent: a }\n";
    const third = await component("other", { content: yaml });
    const ids = async (args: object) => (await getImageComponents(args)).ids;
    expect(await ids({})).toEqual([third, second, first]);
    expect(await ids({ imageComponentName: "base" })).toEqual([second, first]);
    expect(await ids({ imageComponentName: "base", componentVersion: "1.*.*" })).toEqual([first]);
    expect(await ids({ componentType: "Test" })).toEqual([second]);
    expect(await ids({ systemType: "Windows" })).toEqual([second]);
    expect(await ids({ nameRegex: "^o" })).toEqual([third]);
    expect(await ids({ ids: [first] })).toEqual([first]);
    const { components, names } = await getImageComponents({ ids: [third ?? ""] });
    expect(names).toEqual(["other"]);
    expect(components[0]).toMatchObject({
      imageComponentId: third,
      componentVersion: "1.0.0",
      content: yaml,
      parameters: [{ name: "p", type: "String", defaultValue: "x" }],
    });
  });

  test("the one with the highest version, which is not always the newest", async () => {
    const made: (string | undefined)[] = [];
    for (const version of ["1.2.0", "1.10.0", "2.0.0", "1.9.9"]) {
      made.push(await component("base", { componentVersion: version }));
    }
    const other = await component("other", { componentVersion: "9.0.0" });
    const latest = async (args: object) => (await getImageComponents(args)).latestId;
    expect(await latest({ imageComponentName: "base" })).toBe(made[2]);
    expect(await latest({ imageComponentName: "base", componentVersion: "1.*.*" })).toBe(made[1]);
    expect(await latest({ ids: [other] })).toBe(other);
    expect(await latest({})).toBeUndefined();
    expect(await latest({ imageComponentName: "none" })).toBeUndefined();
  });

  test("a version without a name is refused, since the service would ignore it", async () => {
    expect((await errorOf(getImageComponents({ componentVersion: "1.*.*" }))).message).toBe(
      "getImageComponents: componentVersion requires imageComponentName, because the service would ignore it otherwise. Set imageComponentName.",
    );
  });
});

describe("getImagePipelineExecutions", () => {
  test("newest first; the latest image is that of the newest build that succeeded", async () => {
    const id = await stand.pipeline();
    const first = await build(id);
    await stand.settings({ failures: [{ at: "RELEASING" }] });
    const second = await build(id, { tag: [{ key: "night", value: "2" }] });
    await stand.settings({ failures: [{ at: "BUILDING", code: "CommandFailed", message: "exit status 1" }] });
    const third = await build(id);
    const found = await getImagePipelineExecutions({ imagePipelineId: id });
    expect(found.ids).toEqual([third, second, first]);
    expect(found.executions.map(({ status }) => status)).toEqual(["FAILED", "PARTITION_SUCCESS", "SUCCESS"]);
    expect(found.executions[0]).toMatchObject({
      executionId: third,
      imagePipelineId: id,
      regionId: REGION,
      imageId: undefined,
      errorCode: "CommandFailed",
      errorInfo: "exit status 1",
    });
    expect(found.latestImageId).toBe(found.executions[1]?.imageId);

    const ids = async (args: object) =>
      (await getImagePipelineExecutions({ imagePipelineId: id, ...args })).ids;
    expect(await ids({ statuses: ["SUCCESS", "FAILED"] })).toEqual([third, first]);
    expect(await ids({ tags: { night: "2" } })).toEqual([second]);
    expect((await getImagePipelineExecutions({ executionId: first ?? "" })).ids).toEqual([first]);
  });

  test("without a build there is no image", async () => {
    const found = await getImagePipelineExecutions({ imagePipelineId: await stand.pipeline() });
    expect(found).toEqual({ ids: [], executions: [], latestImageId: undefined });
  });

  test("neither a pipeline nor an execution is refused", async () => {
    expect((await errorOf(getImagePipelineExecutions({}))).message).toBe(
      "getImagePipelineExecutions: set imagePipelineId or executionId; the service requires one of them.",
    );
  });
});

describe("getImages", () => {
  const day = (n: number) => `2026-01-0${n}T03:04:05Z`;

  test("available images, newest first, with what a program needs of them", async () => {
    const [old, young] = await stand.images(
      { name: "web-1", creationTime: day(1), imageFamily: "web", description: "old", tags: { env: "test" } },
      { name: "web-2", creationTime: day(2), instances: 2, sharedWith: ["1"] },
      { name: "web-3", creationTime: day(3), status: "Deprecated" },
    );
    const found = await getImages({ ownerAlias: "self" });
    expect(found.ids).toEqual([young, old]);
    expect(found.names).toEqual(["web-2", "web-1"]);
    expect(found.images[0]).toMatchObject({
      imageId: young,
      usage: "instance",
      isSelfShared: true,
      tags: {},
    });
    expect(found.images[1]).toEqual({
      imageId: old,
      imageName: "web-1",
      imageFamily: "web",
      description: "old",
      regionId: REGION,
      status: "Available",
      createTime: day(1),
      ownerAlias: "self",
      isPublic: false,
      isSelfShared: false,
      architecture: "x86_64",
      osType: "linux",
      osName: undefined,
      platform: "Others Linux",
      size: 40,
      usage: "none",
      tags: { env: "test" },
      snapshotIds: [expect.stringMatching(/^s-/)],
    });
  });

  test("by owner, family, name, regular expression, architecture, system, status, tags and region", async () => {
    const [web, arm, windows, old] = await stand.images(
      { name: "web", imageFamily: "web", tags: { env: "test", team: "a" } },
      { name: "web-arm", architecture: "arm64", tags: { env: "test" } },
      { name: "win", osType: "windows" },
      { name: "old", status: "Deprecated" },
      { name: "web", regionId: "cn-beijing" },
    );
    const ids = async (args: object) => (await getImages({ ownerAlias: "self", ...args })).ids.sort();
    const sorted = (...all: (string | undefined)[]) => all.sort();
    expect(await ids({})).toEqual(sorted(web, arm, windows));
    expect(await ids({ imageFamily: "web" })).toEqual([web]);
    expect(await ids({ imageName: "web" })).toEqual([web]);
    expect(await ids({ nameRegex: "^web\\-?" })).toEqual(sorted(web, arm));
    expect(await ids({ architecture: "arm64" })).toEqual([arm]);
    expect(await ids({ osType: "windows" })).toEqual([windows]);
    expect(await ids({ statuses: ["Deprecated"] })).toEqual([old]);
    expect(await ids({ statuses: ["Available", "Deprecated"] })).toEqual(sorted(web, arm, windows, old));
    expect(await ids({ statuses: ["ALL"], nameRegex: "o" })).toEqual([old]);
    expect(await ids({ tags: { env: "test", team: "a" } })).toEqual([web]);
    expect(await ids({ regionId: "cn-beijing" })).toHaveLength(1);
    const system = await getImages({ ownerAlias: "system", nameRegex: "^ubuntu_22_04_x64" });
    expect(system.images).toMatchObject([{ imageFamily: "acs:ubuntu_22_04_x64", ownerAlias: "system" }]);
    expect((await getImages()).ids).toHaveLength(8);
  });

  test("more than one page of them", async () => {
    const made = await stand.images(...Array.from({ length: 230 }, (_, n) => ({ name: `web-${n}` })));
    const { ids } = await getImages({ ownerAlias: "self" });
    expect([...ids].sort()).toEqual(made.sort());
    expect((await stand.state()).calls["DescribeImages"]).toBe(3);
  });

  test("a regular expression that is none is refused", async () => {
    expect((await errorOf(getImages({ nameRegex: "(" }))).message).toContain("nameRegex: is not a valid");
  });
});

describe("getImageFromFamily", () => {
  test("the newest available image of the family, own or public; also for arguments that are outputs", async () => {
    const [young] = await stand.images(
      { imageFamily: "web", name: "two", creationTime: "2026-01-02T00:00:00Z" },
      { imageFamily: "web", name: "one", creationTime: "2026-01-01T00:00:00Z" },
      { imageFamily: "web", name: "three", creationTime: "2026-01-03T00:00:00Z", status: "Deprecated" },
    );
    const found = await getImageFromFamily({ imageFamily: "web" });
    expect(found).toMatchObject({ imageId: young, imageName: "two", regionId: REGION, ownerAlias: "self" });
    expect(found.isPublic).toBeUndefined();
    const output = getImageFromFamilyOutput({ imageFamily: pulumi.output("acs:ubuntu_22_04_x64") });
    const imageId = await new Promise<string>((resolve) => {
      output.apply((image) => resolve(image.imageId));
    });
    expect(imageId).toBe("ubuntu_22_04_x64_20G_alibase_20240926.vhd");
  });

  test("a public family, also if the service answers for own families only, as an older page says", async () => {
    const client = await stand.between((action, answer) =>
      action === "DescribeImageFromFamily" ? { RequestId: answer["RequestId"] } : answer,
    );
    const there = { ecs: new Ecs(client), settings: stackSettings(() => undefined, stand.env()) };
    const imageFamily = "acs:alibaba_cloud_linux_3_2104_lts_x64";
    expect(await findImageFromFamily(there, { imageFamily })).toMatchObject({
      imageId: "aliyun_3_x64_20G_alibase_20240819.vhd",
      ownerAlias: "system",
    });
    await stand.images({ imageFamily: "web" });
    const { message } = await errorOf(findImageFromFamily(there, { imageFamily: "web" }));
    expect(message).toContain("the image family web has no Available image in cn-hangzhou.");
  });

  test("a missing permission is named, with the resource that allows it: every one", async () => {
    await stand.settings({ deny: { DescribeImageFromFamily: "Forbidden.RAM" } });
    expect((await errorOf(getImageFromFamily({ imageFamily: "web" }))).message).toContain(
      "needs the permission ecs:DescribeImageFromFamily. Allow it for *: docs/ram-policy.md has the policies.",
    );
  });

  test("none is an error that names the family and the region, and what does not count", async () => {
    await stand.images({ imageFamily: "web", status: "Deprecated" });
    expect((await errorOf(getImageFromFamily({ imageFamily: "web" }))).message).toBe(
      "getImageFromFamily: the image family web has no Available image in cn-hangzhou. Check imageFamily, regionId and the account. " +
        "Images that are deprecated or still being copied do not count, and copies in other regions have no family.",
    );
    expect((await errorOf(getImageFromFamily({ imageFamily: "" }))).message).toBe(
      "getImageFromFamily: imageFamily is missing. Set it to the name of an image family.",
    );
  });
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "getImages",
    () => getImages({ imageFamly: "web" } as object),
    "imageFamly: unknown argument. Did you mean imageFamily?",
  ],
  [
    "getImageFromFamily",
    () => getImageFromFamily({ imageFamily: "web", owner: "self" } as { imageFamily: string }),
    "owner: unknown argument.",
  ],
  [
    "getImagePipelines",
    () => getImagePipelines({ tag: { team: "a" } } as object),
    "tag: unknown argument. Did you mean tags?",
  ],
  [
    "getImagePipeline",
    () => getImagePipeline({ constructor: "web" } as object),
    "constructor: unknown argument.",
  ],
  [
    "getImageComponents",
    () => getImageComponents({ nameRegexp: "^web" } as object),
    "nameRegexp: unknown argument. Did you mean nameRegex?",
  ],
  [
    "getImagePipelineExecutions",
    () => getImagePipelineExecutions({ status: ["SUCCESS"] } as object),
    "status: unknown argument. Did you mean statuses?",
  ],
])(
  "%s: an argument that does not exist is refused, because nothing would be filtered by it",
  async (name, found, said) => {
    expect((await errorOf(found())).message).toBe(`${name}: ${said} Correct or remove it.`);
  },
);

test.each([
  ["getImages", (regionId: string) => getImages({ regionId })],
  ["getImageFromFamily", (regionId: string) => getImageFromFamily({ regionId, imageFamily: "web" })],
  ["getImagePipelines", (regionId: string) => getImagePipelines({ regionId })],
  ["getImagePipeline", (regionId: string) => getImagePipeline({ regionId, name: "web" })],
  ["getImageComponents", (regionId: string) => getImageComponents({ regionId })],
  [
    "getImagePipelineExecutions",
    (regionId: string) => getImagePipelineExecutions({ regionId, imagePipelineId: "ip-1" }),
  ],
])("%s: what is no region becomes no part of a host name", async (_, find) => {
  expect((await errorOf(find("x.evil.test:42809/"))).message).toContain(
    "regionId is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.",
  );
});
