/** Images beyond one build: families, deprecating, public images, copies that take time, and whole accounts of images. */

import type { Flat } from "./support.js";
import {
  advance,
  call,
  control,
  createPipeline,
  describeExecution,
  REGION,
  startExecution,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();
const act = (action: string, parameters: Flat) =>
  verdict(simulator.current, action, { RegionId: REGION, ...parameters });
const modify = (ImageId: string, parameters: Flat) => act("ModifyImageAttribute", { ImageId, ...parameters });

type Described = Readonly<Record<string, unknown>>;

async function list(parameters: Flat = {}, target = simulator.current): Promise<readonly Described[]> {
  const all = { RegionId: REGION, ImageOwnerAlias: "self", ...parameters };
  const { body } = await call(target, "DescribeImages", all);
  return (body["Images"] as { Image: readonly Described[] }).Image;
}
const ids = async (parameters: Flat = {}) => (await list(parameters)).map((image) => image["ImageId"]);
const statuses = async (RegionId: string) =>
  (await list({ RegionId, Status: "ALL" })).map((image) => image["Status"]);

async function make(...images: readonly object[]): Promise<readonly string[]> {
  const body = { images: images.map((image) => ({ regionId: REGION, ...image })) };
  const answer = await control(simulator.current, "images", body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body["imageIds"] as readonly string[];
}

async function fromFamily(ImageFamily: string, target = simulator.current): Promise<Described | undefined> {
  const { body } = await call(target, "DescribeImageFromFamily", { RegionId: REGION, ImageFamily });
  return body["Image"] as Described | undefined;
}

const NEXT_DAY = 24 * 3600;
const OTHER = { accessKeyId: "other", accessKeySecret: "secret", accountId: "1999999999999999" };
const asOther = async () => {
  await control(simulator.current, "settings", { accessKeys: [OTHER] });
  return { ...simulator.current, ...OTHER };
};

/** A pipeline, and an execution of it that has just ended. */
async function build(parameters: Flat = {}): Promise<Described> {
  const pipeline = await createPipeline(simulator.current, parameters);
  const executionId = await startExecution(simulator.current, pipeline);
  await advance(simulator.current, 430);
  return describeExecution(simulator.current, executionId);
}

describe("a family", () => {
  test("stands for its newest image that is Available, and for none if there is none", async () => {
    const [old, young] = await make(
      { imageFamily: "web", creationTime: "2026-01-02T00:00:00Z" },
      { imageFamily: "web", creationTime: "2026-01-03T00:00:00Z" },
      { imageFamily: "web", creationTime: "2026-01-01T00:00:00Z" },
      { imageFamily: "db", creationTime: "2026-01-04T00:00:00Z" },
    );
    expect(await fromFamily("web")).toMatchObject({ ImageId: young, CreationTime: "2026-01-03T00:00:00Z" });
    expect(await modify(String(young), { Status: "Deprecated" })).toBe("200");
    expect(await fromFamily("web")).toMatchObject({ ImageId: old, Status: "Available" });
    expect(await modify(String(young), { Status: "Available" })).toBe("200");
    expect(await fromFamily("web")).toMatchObject({ ImageId: young });
    expect(await fromFamily("none")).toBeUndefined();
  });

  test("of Alibaba Cloud's public images stands for its newest one, in every region", async () => {
    expect(await fromFamily("acs:alibaba_cloud_linux_3_2104_lts_x64")).toMatchObject({
      ImageId: "aliyun_3_x64_20G_alibase_20240819.vhd",
      ImageOwnerAlias: "system",
    });
    const [newer] = await make({
      owner: "system",
      imageId: "ubuntu_22_04_x64_20G_alibase_20260101.vhd",
      imageFamily: "acs:ubuntu_22_04_x64",
    });
    expect(await fromFamily("acs:ubuntu_22_04_x64")).toMatchObject({ ImageId: newer, Size: 40 });
    const elsewhere = {
      RegionId: "us-west-1",
      ImageOwnerAlias: "system",
      ImageFamily: "acs:ubuntu_22_04_x64",
    };
    expect(await ids(elsewhere)).toEqual(["ubuntu_22_04_x64_20G_alibase_20240926.vhd"]);
  });

  test("has another name for those with whom the image is shared", async () => {
    const target = await asOther();
    const [ImageId] = await make({ imageFamily: "web", sharedWith: [OTHER.accountId] });
    const family = String((await list({ ImageOwnerAlias: "others" }, target))[0]?.["ImageFamily"]);
    expect(family).toMatch(/^acs:\d{16}:web$/);
    expect(await fromFamily(family, target)).toMatchObject({ ImageId, ImageOwnerAlias: "others" });
    expect(await fromFamily("web", target)).toBeUndefined();
    expect(await fromFamily("web")).toMatchObject({ ImageId, IsSelfShared: "true" });
  });

  test("is a base in a strict catalog as long as one of its images is Available", async () => {
    await control(simulator.current, "catalog", { strict: true });
    const [ImageId] = await make({ imageFamily: "web" });
    const create = (BaseImage: string) =>
      act("CreateImagePipeline", { BaseImageType: "IMAGE_FAMILY", BaseImage });
    expect(await create("web")).toBe("200");
    expect(await create("acs:ubuntu_22_04_x64")).toBe("200");
    await modify(String(ImageId), { Status: "Deprecated" });
    expect(await create("web")).toBe("404 InvalidImage.NotFound");
  });

  test("that is full fails the build of another image, unless one goes while it is built", async () => {
    await control(simulator.current, "settings", { quotas: { [REGION]: { familyImages: 2 } } });
    const [one] = await make({ imageFamily: "web" }, { imageFamily: "web", status: "Deprecated" });
    const web = { "ImageOptions.ImageFamily": "web" };
    expect(await build(web)).toMatchObject({
      Status: "FAILED",
      ErrorCode: "ImageQuotaExceed.ImageFamily",
      ErrorInfo: "The specified image family exceeds the maximum number of images for one image family.",
    });
    const pipeline = await createPipeline(simulator.current, web);
    const executionId = await startExecution(simulator.current, pipeline);
    await act("DeleteImage", { ImageId: String(one) });
    await advance(simulator.current, 430);
    expect(await describeExecution(simulator.current, executionId)).toMatchObject({ Status: "SUCCESS" });
    expect(await build({ "ImageOptions.ImageFamily": "other" })).toMatchObject({ Status: "SUCCESS" });
  });

  test("has room for 100 images unless the setting says otherwise", async () => {
    const [first] = await make({}, ...Array.from({ length: 100 }, () => ({ imageFamily: "web" })));
    expect(await modify(String(first), { ImageFamily: "web" })).toBe("400 ImageQuotaFull.ImageFamily");
    expect(await build({ "ImageOptions.ImageFamily": "web" })).toMatchObject({ Status: "FAILED" });
    expect((await list({ ImageFamily: "web", PageSize: 100 })).length).toBe(100);
  });
});

describe("an image", () => {
  test("gets another name, family and description, and keeps what is empty", async () => {
    const [one, two] = await make({ name: "one", imageFamily: "web" }, { name: "two" });
    const change = { ImageName: "uno", ImageFamily: "red.web", Description: "red" };
    expect(await modify(String(one), change)).toBe("200");
    expect(await modify(String(one), { ImageName: "", ImageFamily: "", Status: "", Description: "" })).toBe(
      "200",
    );
    expect(await list({ ImageId: String(one) })).toMatchObject([{ ...change, Status: "Available" }]);
    expect(await modify(String(two), { ImageName: "uno" })).toBe("400 InvalidImageName.Duplicated");
    expect(await modify(String(two), { ImageName: "two" })).toBe("200");
  });

  test("that is shared cannot be deprecated, and one that is deprecated cannot be shared", async () => {
    const [ImageId = ""] = await make({ sharedWith: ["1"] });
    expect(await modify(ImageId, { Status: "Deprecated" })).toBe("403 ImageUseShared");
    const share = (parameters: Flat) => act("ModifyImageSharePermission", { ImageId, ...parameters });
    expect(await share({ "RemoveAccount.1": "1" })).toBe("200");
    expect(await modify(ImageId, { Status: "Deprecated" })).toBe("200");
    expect(await share({ "AddAccount.1": "1" })).toBe("403 OperationDenied.InvalidImageStatus");
    expect(await act("DeleteImage", { ImageId })).toBe("200");
  });

  test.each<readonly [string, object, Flat, string]>([
    ["while it is copied", { status: "Creating" }, { ImageName: "aa" }, "403 InvalidStatus.ImageIsCreating"],
    ["twice", { status: "Deprecated" }, { Status: "Deprecated" }, "403 ImageStatus.NotAvailable"],
    ["after it failed", { status: "CreateFailed" }, { Status: "Deprecated" }, "403 ImageStatus.NotAvailable"],
    ["to Available twice", {}, { Status: "Available" }, "403 ImageStatus.NotDeprecated"],
    ["to another status", {}, { Status: "Waiting" }, "400 InvalidParameter.Status"],
    ["to a name of one letter", {}, { ImageName: "a" }, "400 InvalidImageName.Malformed"],
    ["to a family of Alibaba Cloud", {}, { ImageFamily: "acs:web" }, "400 InvalidImageFamily.Malformed"],
    ["to a description that is a URL", {}, { Description: "http://a" }, "400 InvalidDescription.Malformed"],
    ["of Alibaba Cloud", { owner: "system" }, { ImageName: "aa" }, "404 InvalidImageId.NotFound"],
  ])("is not changed %s", async (_what, image, change, expected) => {
    const [ImageId = ""] = await make(image);
    expect(await modify(ImageId, change)).toBe(expected);
  });

  test("of the community is listed by others on request only, and neither shared nor deleted", async () => {
    const target = await asOther();
    const [ImageId = ""] = await make({ isPublic: true });
    expect(await list()).toMatchObject([{ ImageId, IsPublic: true }]);
    expect(await list({ ImageOwnerAlias: "others" }, target)).toEqual([]);
    expect(await list({ ImageOwnerAlias: "others", IsPublic: true }, target)).toMatchObject([{ ImageId }]);
    expect(await act("ModifyImageSharePermission", { ImageId, "AddAccount.1": "1" })).toBe(
      "403 Image.Public",
    );
    expect(await act("DeleteImage", { ImageId, Force: true })).toBe("403 ImageIsPublic");
    await control(simulator.current, `images/${ImageId}`, { isPublic: false });
    expect(await act("DeleteImage", { ImageId })).toBe("200");
  });

  test("that instances use says so, and the instances can be counted", async () => {
    const [used = "", free = ""] = await make({ instances: 12 }, {});
    const count = async (ImageId: string) => {
      const parameters = { RegionId: REGION, ImageId, MaxResults: 10 };
      const { body } = await call(simulator.current, "DescribeInstances", parameters);
      const { Instance } = body["Instances"] as { Instance: readonly unknown[] };
      return [body["TotalCount"], Instance.length];
    };
    expect(await ids({ Usage: "instance" })).toEqual([used]);
    expect(await ids({ Usage: "none" })).toEqual([free]);
    expect([await count(used), await count(free)]).toEqual([
      [12, 10],
      [0, 0],
    ]);
    await control(simulator.current, `images/${used}`, { usage: "none" });
    expect(await count(used)).toEqual([0, 0]);
    expect(await act("DeleteImage", { ImageId: used })).toBe("200");
  });
});

describe("DescribeImages", () => {
  test("selects by architecture, system, resource group, tags and time of creation", async () => {
    const [arm, windows, old] = await make(
      { architecture: "arm64", tags: { env: "test", team: "a" }, creationTime: "2026-01-02T03:04:05Z" },
      { osType: "windows", tags: { env: "test" }, creationTime: "2026-01-02T03:06:00Z" },
      { resourceGroupId: "rg-1", creationTime: "2025-01-01T00:00:00Z" },
    );
    expect(await ids({ Architecture: "arm64" })).toEqual([arm]);
    expect(await ids({ OSType: "windows" })).toEqual([windows]);
    expect(await ids({ ResourceGroupId: "rg-1" })).toEqual([old]);
    expect(await ids({ "Tag.1.Key": "env", "Tag.1.Value": "test" })).toEqual([arm, windows]);
    expect(await ids({ "Tag.1.Key": "env", "Tag.2.Key": "team" })).toEqual([arm]);
    const created = (...bounds: readonly (readonly [string, string])[]): Flat =>
      Object.fromEntries(
        bounds.flatMap(([key, value], n) => [
          [`Filter.${n + 1}.Key`, key],
          [`Filter.${n + 1}.Value`, value],
        ]),
      );
    expect(await ids(created(["CreationStartTime", "2026-01-02T03:05Z"]))).toEqual([windows]);
    expect(await ids(created(["CreationEndTime", "2026-01-01T00:00Z"]))).toEqual([old]);
    const between = created(
      ["CreationStartTime", "2026-01-01T00:00Z"],
      ["CreationEndTime", "2026-01-02T03:05Z"],
    );
    expect(await ids(between)).toEqual([arm]);
  });

  test("lists public images, own ones and shared ones, unless an owner is asked for", async () => {
    const [own] = await make({});
    const all = await list({ ImageOwnerAlias: "" });
    expect(all.map((image) => image["ImageOwnerAlias"])).toEqual([...Array(5).fill("system"), "self"]);
    expect(await ids({ ImageOwnerAlias: "", OSType: "windows" })).toEqual([
      "win2022_21H2_x64_dtc_en-us_40G_alibase_20240911.vhd",
    ]);
    expect(await ids()).toEqual([own]);
  });
});

describe("a copy in another region", () => {
  const COPIED = {
    "ToRegionId.1": "cn-beijing",
    "ToRegionId.2": "us-west-1",
    "ImageOptions.ImageFamily": "web",
  };
  const copies = (...rules: readonly object[]) => control(simulator.current, "settings", { copies: rules });

  test("has an ID, a snapshot and no family of its own", async () => {
    const { ImageId } = await build(COPIED);
    const found = [
      await list(),
      await list({ RegionId: "cn-beijing" }),
      await list({ RegionId: "us-west-1" }),
    ];
    const all = found.flat();
    expect(all.map((image) => [image["IsCopied"], image["ImageFamily"]])).toEqual([
      [false, "web"],
      [true, undefined],
      [true, undefined],
    ]);
    expect(new Set(all.map((image) => image["ImageName"])).size).toBe(1);
    expect(new Set(all.map((image) => image["ImageId"])).size).toBe(3);
    expect(all[0]?.["ImageId"]).toBe(ImageId);
    const { body } = await control(simulator.current, "state");
    const snapshots = body["snapshots"] as readonly { id: string; regionId: string }[];
    expect(snapshots.map(({ regionId }) => regionId)).toEqual([REGION, "cn-beijing", "us-west-1"]);
  });

  test("is Creating for as long as the settings say, and cannot be deleted until it is Available", async () => {
    await copies({ regionId: "cn-beijing", seconds: 300 });
    await build(COPIED);
    expect(await ids({ RegionId: "cn-beijing" })).toEqual([]);
    const [copy] = await list({ RegionId: "cn-beijing", Status: "Creating" });
    expect(copy).toMatchObject({ Status: "Creating", Progress: "0%" });
    const which = { RegionId: "cn-beijing", ImageId: String(copy?.["ImageId"]) };
    expect(await act("DeleteImage", which)).toBe("403 OperationDenied.ImageCopying");
    expect(await statuses("us-west-1")).toEqual(["Available"]);
    await advance(simulator.current, 300);
    expect(await statuses("cn-beijing")).toEqual(["Available"]);
    expect(await act("DeleteImage", which)).toBe("200");
  });

  test("fails or never ends where the settings say so", async () => {
    const { body } = await copies(
      { regionId: "cn-beijing", seconds: 60, status: "CreateFailed" },
      { status: "Creating" },
    );
    expect(body["copies"]).toHaveLength(2);
    await build(COPIED);
    expect([await statuses("cn-beijing"), await statuses("us-west-1")]).toEqual([["Creating"], ["Creating"]]);
    await advance(simulator.current, NEXT_DAY);
    expect([await statuses("cn-beijing"), await statuses("us-west-1")]).toEqual([
      ["CreateFailed"],
      ["Creating"],
    ]);
    expect(await statuses(REGION)).toEqual(["Available"]);
  });

  test("is missing after a partial success only where the settings say so", async () => {
    const failures = [{ at: "DISTRIBUTING", missing: ["us-west-1"] }];
    await control(simulator.current, "settings", { failures });
    expect(await build({ ...COPIED, "AddAccount.1": "1" })).toMatchObject({ Status: "PARTITION_SUCCESS" });
    expect([await statuses("cn-beijing"), await statuses("us-west-1")]).toEqual([["Available"], []]);
    expect(await list()).toMatchObject([{ IsSelfShared: "true" }]);
  });
});

describe("POST images", () => {
  test("makes an account of images at once, in its regions and at its times", async () => {
    const made = await make(
      ...Array.from({ length: 300 }, (_, n) => ({
        regionId: n % 2 === 0 ? REGION : "cn-beijing",
        name: `nightly-${n}`,
        creationTime: new Date(Date.UTC(2026, 0, 1 + (n % 28), n % 24)).toISOString(),
        tags: { n: String(n) },
      })),
    );
    expect(new Set(made).size).toBe(300);
    const [first, ...rest] = await list({ PageSize: 100 });
    expect(rest).toHaveLength(99);
    expect(first).toMatchObject({ ImageName: "nightly-0", CreationTime: "2026-01-01T00:00:00Z" });
    expect(await ids({ RegionId: "cn-beijing", "Tag.1.Key": "n", "Tag.1.Value": "299" })).toEqual([
      made[299],
    ]);
    const { body } = await call(simulator.current, "DescribeSnapshots", { RegionId: REGION });
    expect(body["TotalCount"]).toBe(150);
  });

  test.each<readonly [string, object, string]>([
    ["no region", { images: [{ name: "a" }] }, "must have required property 'regionId'"],
    [
      "an unknown field",
      { images: [{ regionId: "a", family: "b" }] },
      "must NOT have additional properties (family)",
    ],
    ["no time", { images: [{ regionId: "a", creationTime: "monday" }] }, 'must match format "date-time"'],
    [
      "an ID twice",
      { images: [1, 2].map(() => ({ regionId: "a", imageId: "m-1" })) },
      "each imageId may be given once",
    ],
  ])("is refused with %s", async (_what, body, expected) => {
    const answer = await control(simulator.current, "images", body);
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(expected) } });
  });
});
