import { consoleOf } from "../support/console";
import type { DynamicHost } from "../support/dynamic-host";
import type { Simulator } from "../support/simulator";
import { __provider, checkAndCreate, declared, hostOnSimulator, startHost } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let host: DynamicHost;

beforeAll(async () => {
  ({ simulator, host } = await hostOnSimulator());
});

beforeEach(() => simulator.reset());

test("check fills in defaults and the region, and brings sets and line ends to one form", async () => {
  const { inputs, failures } = await host.check(
    {},
    declared({
      buildContent: "RUN a\r\nRUN b",
      addAccounts: [200, "100", "200"],
      toRegionIds: ["cn-shanghai", "cn-beijing", "cn-shanghai"],
      repairItems: [],
      imageOptions: {},
    }),
  );
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    __provider,
    regionId: "cn-hangzhou",
    baseImageType: "IMAGE",
    baseImage: "m-bp1base",
    buildContent: "RUN a\nRUN b",
    systemDiskSize: 40,
    internetMaxBandwidthOut: 0,
    deleteInstanceOnFailure: true,
    addAccounts: ["100", "200"],
    toRegionIds: ["cn-beijing", "cn-shanghai"],
  });
  expect((await simulator.state()).calls).toEqual({});
});

test("create makes one pipeline of what was declared, and gives every argument back where it stood", async () => {
  const { inputs } = await host.check(
    {},
    declared({
      name: "网站-web",
      description: "一个网站",
      buildContent: "RUN yum install -y nginx",
      testContent: "RUN nginx -t",
      imageOptions: {
        imageName: "web",
        imageFeatures: { nvmeSupport: "auto" },
        imageTags: { os: "alinux" },
      },
      advancedOptions: { retainCloudAssistant: true },
      repairMode: "Customized",
      repairItems: ["grub", "fstab"],
      instanceType: "ecs.g6.large",
      systemDiskSize: 60,
      internetMaxBandwidthOut: 10,
      deleteInstanceOnFailure: false,
      vswitchId: "vsw-1",
      resourceGroupId: "rg-1",
      addAccounts: ["1234567890123456"],
      toRegionIds: ["cn-shanghai"],
      tags: { empty: "", team: "platform" },
    }),
  );
  const { id, properties } = await host.create(inputs);

  expect(id).toMatch(/^ip-/);
  expect(properties).toEqual({
    ...inputs,
    imagePipelineId: id,
    requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    accountId: expect.stringMatching(/^\d+$/),
  });
  const { pipelines, calls } = await simulator.state();
  expect(calls["CreateImagePipeline"]).toBe(1);
  expect(pipelines).toHaveLength(1);
  expect(pipelines[0]).toMatchObject({
    id,
    regionId: "cn-hangzhou",
    request: {
      Name: "网站-web",
      Description: "一个网站",
      BuildContent: "RUN yum install -y nginx",
      TestContent: "RUN nginx -t",
      "ImageOptions.ImageName": "web",
      "ImageOptions.ImageFeatures.NvmeSupport": "auto",
      "ImageOptions.ImageTags.1.Key": "os",
      "ImageOptions.ImageTags.1.Value": "alinux",
      "AdvancedOptions.RetainCloudAssistant": "true",
      RepairMode: "Customized",
      "RepairItem.1": "fstab",
      "RepairItem.2": "grub",
      SystemDiskSize: "60",
      DeleteInstanceOnFailure: "false",
      VSwitchId: "vsw-1",
      "AddAccount.1": "1234567890123456",
      "ToRegionId.1": "cn-shanghai",
      "Tag.1.Key": "empty",
      "Tag.1.Value": "",
      "Tag.2.Key": "team",
      "Tag.2.Value": "platform",
    },
  });
});

test("a pipeline without a name is named by its ID, and that is no difference", async () => {
  const { inputs } = await host.check({}, declared());
  const { id, properties } = await host.create(inputs);
  expect(properties).toMatchObject({ name: id });
  expect(await host.diff(id, properties, inputs)).toMatchObject({ changes: "none", replaces: [] });
});

test("a pipeline whose state comes from the plugin is updated without a call, so that this provider can delete it", async () => {
  const { inputs } = await host.check({}, declared());
  const { id, properties } = await host.create(inputs);
  const { __provider: _, ...ofPlugin } = properties;
  const before = await simulator.state();
  expect(await host.diff(id, ofPlugin, inputs)).toMatchObject({ changes: "some", replaces: [] });
  const { properties: updated } = await host.update(id, ofPlugin, inputs);
  expect(updated).toEqual(properties);
  expect((await simulator.state()).calls).toEqual(before.calls);
});

test("an image file in OSS is imported, with its disks and tags as the API spells them", async () => {
  const { id } = await checkAndCreate(host, {
    __provider,
    baseImageType: "OSS",
    importImageOptions: {
      diskDeviceMappings: [
        { ossBucket: "images", ossObject: "web.qcow2", format: "QCOW2", diskImageSize: 40 },
        { ossBucket: "images", ossObject: "data.raw", format: "" },
      ],
      architecture: "arm64",
      osType: "linux",
      features: { imdsSupport: "v2" },
      importImageTags: { source: "oss" },
    },
  });
  const { pipelines } = await simulator.state();
  expect(pipelines[0]).toMatchObject({
    id,
    request: {
      BaseImageType: "OSS",
      "ImportImageOptions.DiskDeviceMappings.1.OSSBucket": "images",
      "ImportImageOptions.DiskDeviceMappings.1.DiskImageSize": "40",
      "ImportImageOptions.DiskDeviceMappings.2.OSSObject": "data.raw",
      "ImportImageOptions.OSType": "linux",
      "ImportImageOptions.Features.ImdsSupport": "v2",
      "ImportImageOptions.ImportImageTags.1.Key": "source",
    },
  });
});

describe("diff says what a change costs", () => {
  const before = declared({
    regionId: "cn-hangzhou",
    name: "web",
    buildContent: "RUN a",
    imageOptions: { imageName: "web" },
    tags: { team: "a" },
  });

  test.each([
    ["nothing differs", {}, { changes: "none", replaces: [] }],
    ["a tag", { tags: { team: "b" } }, { changes: "unknown", replaces: [] }],
    ["all tags taken away", { tags: undefined }, { changes: "unknown", replaces: [] }],
    ["the build content", { buildContent: "RUN b" }, { changes: "some", replaces: ["buildContent"] }],
    ["the region", { regionId: "cn-beijing" }, { changes: "some", replaces: ["regionId"] }],
    [
      "a tag and two others",
      { tags: { team: "b" }, name: "site", systemDiskSize: 50 },
      { changes: "some", replaces: ["name", "systemDiskSize"] },
    ],
    [
      "the image name moved out of its deprecated place",
      { imageOptions: undefined, imageName: "web" },
      { changes: "none", replaces: [] },
    ],
    [
      "the base image named by a FROM line instead",
      { buildContent: "FROM IMAGE:m-bp1base\nRUN a", baseImage: undefined, baseImageType: undefined },
      { changes: "none", replaces: [] },
    ],
    [
      "another base image named by a FROM line",
      { buildContent: "FROM IMAGE:m-other\nRUN a", baseImage: undefined, baseImageType: undefined },
      { changes: "some", replaces: ["baseImage", "buildContent"] },
    ],
  ])("%s", async (_, change, expected) => {
    const { inputs: olds } = await host.check({}, before);
    const { inputs: news, failures } = await host.check({}, { ...before, ...change });
    expect(failures).toEqual([]);
    const answer = await host.diff("ip-1", { ...olds, imagePipelineId: "ip-1", requestId: "r" }, news);
    expect(answer).toEqual({ ...expected, deleteBeforeReplace: false });
  });
});

describe("read", () => {
  test("finds a pipeline as it was: nothing differs afterwards", async () => {
    const { inputs } = await host.check(
      {},
      declared({
        buildContent: "FROM IMAGE:m-bp1base\nRUN a",
        imageName: "web",
        toRegionIds: ["cn-shanghai", "cn-beijing"],
        tags: { team: "a" },
      }),
    );
    const { id, properties } = await host.create(inputs);
    const found = await host.read(id, properties);
    expect(found).toEqual({ id, properties, inputs });
  });

  test("says which tags somebody else has changed", async () => {
    const { id, properties } = await checkAndCreate(host, declared({ tags: { team: "a" } }));
    await consoleOf(simulator).tag(id, { owner: "me" });
    const found = await host.read(id, properties);
    expect(found.properties).toEqual({ ...properties, tags: { team: "a", owner: "me" } });
    expect(found.inputs).toMatchObject({ tags: { team: "a", owner: "me" } });
  });

  test("says that a pipeline is gone", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await consoleOf(simulator).delete(id);
    expect(await host.read(id, properties)).toMatchObject({ id: "" });
  });

  test("asks for many pipelines in few calls, and finds each", async () => {
    const made = await Promise.all(
      Array.from({ length: 25 }, (_, index) => checkAndCreate(host, declared({ name: `web-${index}` }))),
    );
    const found = await Promise.all(made.map(({ id, properties }) => host.read(id, properties)));
    expect(found.map(({ properties }) => properties)).toEqual(made.map(({ properties }) => properties));
    expect((await simulator.state()).calls["DescribeImagePipelines"]).toBeLessThanOrEqual(4);
  });
});

describe("delete", () => {
  test("deletes the pipeline", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await host.delete(id, properties);
    expect((await simulator.state()).pipelines).toEqual([]);
  });

  test("is done when the pipeline is gone already", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await host.delete(id, properties);
    await host.delete(id, properties);
    expect((await simulator.state()).calls["DeleteImagePipeline"]).toBe(2);
  });
});

test("read, update and delete go to the stored region, whatever the configuration says by now", async () => {
  const { inputs } = await host.check({}, declared({ tags: { team: "a" } }));
  const { id, properties } = await host.create(inputs);
  const moved = await startHost({ simulator, config: { "alicloud:region": "ap-southeast-1" } });
  expect(await moved.read(id, properties)).toMatchObject({ id, properties });
  await moved.update(id, properties, { ...inputs, tags: { team: "b" } });
  expect((await simulator.state()).pipelines).toMatchObject([
    { id, regionId: "cn-hangzhou", current: { Tags: { Tag: [{ TagKey: "team", TagValue: "b" }] } } },
  ]);
  await moved.delete(id, properties);
  expect((await simulator.state()).pipelines).toEqual([]);
});

test.each([
  ["the argument", { regionId: "cn-shenzhen" }, { "alicloud:region": "cn-hangzhou" }, "cn-shenzhen"],
  ["the stack configuration", {}, { "alicloud:region": "cn-beijing" }, "cn-beijing"],
  ["ALICLOUD_REGION", {}, {}, "cn-shanghai"],
])("the region comes from %s", async (_, args, config, expected) => {
  const placed = await startHost({
    config,
    env: { ALICLOUD_REGION: "cn-shanghai", ALIBABA_CLOUD_REGION: "us-west-1" },
  });
  const { inputs } = await placed.check({}, declared(args));
  expect(inputs).toMatchObject({ regionId: expected });
});
