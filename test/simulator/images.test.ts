/** The images that executions leave: what they are called, who sees them where, and deleting them. */

import type { Flat, Target } from "./support.js";
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

interface Listed {
  readonly Images: { readonly Image: readonly Record<string, unknown>[] };
  readonly TotalCount: number;
}

/** Without the public images of Alibaba Cloud, unless the owner says otherwise. */
async function list(parameters: Flat = {}, target: Target = simulator.current): Promise<Listed> {
  const all = { RegionId: REGION, ImageOwnerAlias: "self", ...parameters };
  const { body } = await call(target, "DescribeImages", all);
  return body as unknown as Listed;
}

const ids = async (parameters: Flat = {}) =>
  (await list(parameters)).Images.Image.map((image) => image["ImageId"]);

/** A pipeline, and an execution of it that has ended. */
async function build(parameters: Flat = {}): Promise<{ executionId: string; imageId: string }> {
  const pipeline = await createPipeline(simulator.current, parameters);
  const executionId = await startExecution(simulator.current, pipeline);
  await advance(simulator.current, 10_000);
  const { ImageId } = await describeExecution(simulator.current, executionId);
  return { executionId, imageId: String(ImageId) };
}

const NAMED = { "ImageOptions.ImageName": "web" } as const;

describe("an image", () => {
  test("exists when its execution has ended, as the pipeline describes it", async () => {
    const options = {
      "ImageOptions.ImageFamily": "web-family",
      "ImageOptions.Description": "a web server",
      "ImageOptions.ImageFeatures.NvmeSupport": "supported",
      "ImageOptions.ImageTags.1.Key": "env",
      "ImageOptions.ImageTags.1.Value": "test",
    };
    const parameters = { ...NAMED, ...options, SystemDiskSize: 60, ResourceGroupId: "rg-1" };
    const pipeline = await createPipeline(simulator.current, parameters);
    const executionId = await startExecution(simulator.current, pipeline);
    await advance(simulator.current, 400);
    expect(await ids()).toEqual([]);
    await advance(simulator.current, 30);
    const { ImageId, ModifiedTime } = await describeExecution(simulator.current, executionId);
    const { Images } = await list();
    expect(Images.Image).toEqual([
      {
        ImageId,
        ImageName: `web_${executionId}`,
        ImageFamily: "web-family",
        Description: "a web server",
        ImageOwnerAlias: "self",
        // A number, which this SDK makes an object of its own when it is a long one.
        ImageOwnerId: expect.anything(),
        ResourceGroupId: "rg-1",
        CreationTime: ModifiedTime,
        Status: "Available",
        Progress: "100%",
        Size: 60,
        OSType: "linux",
        Platform: "Others Linux",
        Architecture: "x86_64",
        BootMode: "BIOS",
        Features: { NvmeSupport: "supported" },
        IsCopied: false,
        IsPublic: false,
        IsSelfShared: "false",
        Usage: "none",
        Tags: { Tag: [{ TagKey: "env", TagValue: "test" }] },
        DiskDeviceMappings: {
          DiskDeviceMapping: [
            {
              Type: "system",
              Device: "/dev/xvda",
              Size: "60",
              SnapshotId: expect.stringMatching(/^s-[a-z0-9]{20}$/),
            },
          ],
        },
      },
    ]);
  });

  test.each<readonly [string, Flat, (executionId: string) => string]>([
    ["a prefix and the execution", NAMED, (id) => `web_${id}`],
    ["the deprecated prefix too", { ImageName: "old" }, (id) => `old_${id}`],
    [
      "the prefix alone without suffix",
      { ...NAMED, "AdvancedOptions.ImageNameSuffix": "disable" },
      () => "web",
    ],
    ["the execution without a prefix", {}, (id) => id],
  ])("is called by %s", async (_what, parameters, name) => {
    const { executionId } = await build(parameters);
    expect((await list()).Images.Image).toMatchObject([{ ImageName: name(executionId) }]);
  });

  test("that was imported has the disks, the system and the architecture of the import", async () => {
    await build({
      BaseImageType: "OSS",
      BaseImage: "",
      "ImportImageOptions.OSType": "windows",
      "ImportImageOptions.Architecture": "arm64",
      "ImportImageOptions.DiskDeviceMappings.1.OSSBucket": "bucket",
      "ImportImageOptions.DiskDeviceMappings.1.OSSObject": "a",
      "ImportImageOptions.DiskDeviceMappings.2.OSSBucket": "bucket",
      "ImportImageOptions.DiskDeviceMappings.2.OSSObject": "b",
      "ImportImageOptions.DiskDeviceMappings.2.DiskImageSize": 200,
    });
    expect((await list()).Images.Image).toMatchObject([
      {
        ...{ OSType: "windows", Platform: "Other Windows", Architecture: "arm64", BootMode: "UEFI" },
        DiskDeviceMappings: {
          DiskDeviceMapping: [
            { Type: "system", Device: "/dev/xvda", Size: "40" },
            { Type: "data", Device: "/dev/xvdb", Size: "200" },
          ],
        },
      },
    ]);
  });

  test("stays when its pipeline is deleted, and can be the base of another in a strict catalog", async () => {
    const { imageId } = await build({ "ImageOptions.ImageFamily": "golden" });
    const { body } = await control(simulator.current, "state");
    const [pipeline] = body["pipelines"] as { id: string }[];
    await act("DeleteImagePipeline", { ImagePipelineId: pipeline?.id ?? "" });
    expect(await ids()).toEqual([imageId]);
    await control(simulator.current, "catalog", { strict: true });
    const create = (BaseImageType: string, BaseImage: string) =>
      act("CreateImagePipeline", { BaseImageType, BaseImage });
    expect(await create("IMAGE", imageId)).toBe("200");
    expect(await create("IMAGE_FAMILY", "golden")).toBe("200");
    expect(await create("IMAGE", "m-other")).toBe("404 InvalidImage.NotFound");
  });

  test("is copied to the regions and shared with the accounts that the pipeline names", async () => {
    const other = { accessKeyId: "other", accessKeySecret: "secret", accountId: "1999999999999999" };
    await control(simulator.current, "settings", { accessKeys: [other] });
    const distribution = { "ToRegionId.1": REGION, "ToRegionId.2": "cn-beijing" };
    const { imageId } = await build({ ...NAMED, ...distribution, "AddAccount.1": other.accountId });
    const target = { ...simulator.current, ...other };
    expect((await list({ ImageOwnerAlias: "others" }, target)).Images.Image).toMatchObject([
      { ImageId: imageId, ImageOwnerAlias: "others" },
    ]);
    const [copy, ...more] = (await list({ RegionId: "cn-beijing" })).Images.Image;
    expect(more).toEqual([]);
    expect(copy).toMatchObject({ IsCopied: true, ImageName: expect.stringMatching(/^web_exec-/) });
    expect(copy?.["ImageId"]).not.toBe(imageId);
    const elsewhere = { RegionId: "cn-beijing", ImageOwnerAlias: "others" };
    expect((await list(elsewhere, target)).Images.Image).toEqual([]);
    expect(await ids()).toEqual([imageId]);
  });

  test("is not distributed when the distribution or the test fails, and does not exist when the build fails", async () => {
    for (const [at, here] of [
      ["TESTING", 1],
      ["DISTRIBUTING", 2],
      ["BUILDING", 2],
    ] as const) {
      await control(simulator.current, "settings", { failures: [{ at }] });
      await build({ TestContent: "RUN true", "ToRegionId.1": "cn-beijing" });
      expect((await list()).TotalCount).toBe(here);
    }
    expect((await list({ RegionId: "cn-beijing" })).TotalCount).toBe(0);
    await control(simulator.current, "settings", { failures: [{ at: "RELEASING" }] });
    await build({ "ToRegionId.1": "cn-beijing" });
    expect((await list({ RegionId: "cn-beijing" })).TotalCount).toBe(1);
  });

  test("does not exist after its execution was cancelled", async () => {
    const pipeline = await createPipeline(simulator.current);
    const ExecutionId = await startExecution(simulator.current, pipeline);
    await act("CancelImagePipelineExecution", { ExecutionId });
    await advance(simulator.current, 10_000);
    const { body } = await control(simulator.current, "state");
    expect([await ids(), body["images"]]).toEqual([[], []]);
  });

  test("is tagged as an image", async () => {
    const { imageId } = await build();
    const which = { ResourceType: "image", "ResourceId.1": imageId };
    expect(await act("TagResources", { ...which, "Tag.1.Key": "a", "Tag.1.Value": "1" })).toBe("200");
    expect(await ids({ "Tag.1.Key": "a" })).toEqual([imageId]);
  });

  test("is in the state as it is described", async () => {
    const { imageId } = await build(NAMED);
    const { body } = await control(simulator.current, "state");
    const [described] = (await list()).Images.Image;
    const current = { ...described, ImageOwnerId: Number(described?.["ImageOwnerId"]) };
    const accountId = expect.stringMatching(/^\d+$/);
    expect(body["images"]).toEqual([{ id: imageId, accountId, regionId: REGION, request: {}, current }]);
  });
});

describe("DescribeImages", () => {
  test("selects by ID, name, family, status, snapshot and owner", async () => {
    const one = (await build({ ...NAMED, "ImageOptions.ImageFamily": "family" })).imageId;
    const two = (await build({ "ImageOptions.ImageName": "db" })).imageId;
    const disks = (await list({ ImageId: two })).Images.Image[0]?.["DiskDeviceMappings"];
    const [disk] = (disks as { DiskDeviceMapping: { SnapshotId: string }[] }).DiskDeviceMapping;
    expect(await ids()).toEqual([one, two]);
    expect(await ids({ ImageId: one })).toEqual([one]);
    expect(await ids({ ImageName: "eb_ex" })).toEqual([one]);
    expect(await ids({ ImageFamily: "family" })).toEqual([one]);
    expect(await ids({ SnapshotId: disk?.SnapshotId ?? "" })).toEqual([two]);
    expect(await ids({ Status: "Creating,Available" })).toEqual([one, two]);
    expect(await ids({ ImageOwnerAlias: "marketplace" })).toEqual([]);
    expect(await ids({ Status: "Creating" })).toEqual([]);
    expect(await ids({ Status: "ALL" })).toEqual([one, two]);
    expect(await ids({ ImageId: "m-none" })).toEqual([]);
  });

  test("lists what is deprecated, copied or unavailable only when its status is asked for", async () => {
    const { imageId } = await build();
    for (const status of ["Deprecated", "Creating", "UnAvailable"]) {
      await control(simulator.current, `images/${imageId}`, { status });
      expect(await ids()).toEqual([]);
      expect(await ids({ ImageId: imageId, Status: "Available,Waiting" })).toEqual([]);
      for (const Status of [status, `Available,${status}`, "ALL"]) {
        expect((await list({ Status })).Images.Image).toMatchObject([{ ImageId: imageId, Status: status }]);
      }
    }
    await control(simulator.current, `images/${imageId}`, { status: "Available" });
    expect(await ids()).toEqual([imageId]);
  });

  test("returns ten images a page by default", async () => {
    for (let n = 0; n < 11; n += 1) await build();
    const answer = await list();
    expect(answer).toMatchObject({ TotalCount: 11, PageNumber: 1, PageSize: 10 });
    expect(answer.Images.Image).toHaveLength(10);
    expect(await ids({ PageNumber: 2 })).toHaveLength(1);
    expect(await ids({ PageNumber: 2, PageSize: 6 })).toHaveLength(5);
    expect(await ids({ PageNumber: 9 })).toEqual([]);
  });

  test.each<readonly [string, Flat, string]>([
    ["no region", { RegionId: "" }, "400 MissingParameter"],
    ["101 on a page", { PageSize: 101 }, "400 InvalidParameter.PageSize"],
    ["page 0", { PageNumber: 0 }, "400 InvalidParameter.PageNumber"],
    ["a status that does not exist", { Status: "Gone" }, "400 InvalidParameter.Status"],
    ["an owner that does not exist", { ImageOwnerAlias: "me" }, "400 InvalidParameter.ImageOwnerAlias"],
    ["what is not supported", { DryRun: true }, "400 InvalidParameter.DryRun"],
    ["ALL beside another status", { Status: "ALL,Available" }, "400 InvalidParameter.Status"],
    ["another system", { OSType: "macos" }, "400 InvalidParameter.OSType"],
    ["community images of its own", { IsPublic: true }, "400 InvalidParameter.IsPublic"],
    [
      "seconds in a time",
      { "Filter.1.Key": "CreationStartTime", "Filter.1.Value": "2026-01-01T00:00:00Z" },
      "400 InvalidParameter.Filter.1.Value",
    ],
    [
      "another filter",
      { "Filter.1.Key": "NetworkType", "Filter.1.Value": "vpc" },
      "400 InvalidParameter.Filter.1.Key",
    ],
  ])("is refused with %s", async (_what, parameters, expected) => {
    expect(await act("DescribeImages", parameters)).toBe(expected);
  });
});

describe("deleting", () => {
  const snapshots = async (parameters: Flat = {}) => {
    const { body } = await call(simulator.current, "DescribeSnapshots", { RegionId: REGION, ...parameters });
    return (body["Snapshots"] as { Snapshot: readonly Record<string, string>[] }).Snapshot;
  };
  const deleteSnapshot = (SnapshotId: string, more: Flat = {}) =>
    verdict(simulator.current, "DeleteSnapshot", { SnapshotId, ...more });

  test("removes an image and leaves its snapshot, which can be deleted only then", async () => {
    const { imageId } = await build();
    const [snapshot] = await snapshots();
    const id = String(snapshot?.["SnapshotId"]);
    expect(snapshot).toMatchObject({ Usage: "image", Status: "accomplished", SourceDiskType: "system" });
    expect(await deleteSnapshot(id, { Force: true })).toBe("403 SnapshotCreatedImage");
    expect(await act("DeleteImage", { ImageId: imageId, Force: true })).toBe("200");
    expect(await ids()).toEqual([]);
    expect(await snapshots()).toMatchObject([{ SnapshotId: id, Usage: "none" }]);
    expect(await deleteSnapshot(id)).toBe("200");
    expect(await snapshots()).toEqual([]);
  });

  test("of what does not exist does nothing, and does not touch what belongs to others", async () => {
    const { imageId } = await build();
    const notFound = "404 InvalidImageId.NotFound";
    expect(await act("DeleteImage", { ImageId: "m-none" })).toBe(notFound);
    expect(await deleteSnapshot("s-none")).toBe("200");
    const other = { accessKeyId: "other", accessKeySecret: "secret" };
    await control(simulator.current, "settings", { accessKeys: [other] });
    const foreign = { ...simulator.current, ...other };
    expect(await verdict(foreign, "DeleteImage", { RegionId: REGION, ImageId: imageId })).toBe(notFound);
    expect(await act("DeleteImage", { RegionId: "us-west-1", ImageId: imageId })).toBe(notFound);
    expect(await ids()).toEqual([imageId]);
  });

  test("an image that was shared works after it is unshared", async () => {
    const { imageId: ImageId } = await build({ "AddAccount.1": "1", "AddAccount.2": "2" });
    const accounts = async (parameters: Flat = {}) => {
      const all = { RegionId: REGION, ImageId, ...parameters };
      const { body } = await call(simulator.current, "DescribeImageSharePermission", all);
      const { Account } = body["Accounts"] as { Account: readonly { AliyunId: string }[] };
      return [body["TotalCount"], ...Account.map(({ AliyunId }) => AliyunId)];
    };
    expect(await act("DeleteImage", { ImageId, Force: true })).toBe("403 ImageUseShared");
    expect(await accounts()).toEqual([2, "1", "2"]);
    expect(await accounts({ PageSize: 1, PageNumber: 2 })).toEqual([2, "2"]);
    const change = { "RemoveAccount.1": "1", "AddAccount.1": "3" };
    expect(await act("ModifyImageSharePermission", { ImageId, ...change })).toBe("200");
    expect(await accounts()).toEqual([2, "2", "3"]);
    const rest = { "RemoveAccount.1": "2", "RemoveAccount.2": "3" };
    expect(await act("ModifyImageSharePermission", { ImageId, ...rest })).toBe("200");
    expect(await act("DeleteImage", { ImageId })).toBe("200");
  });

  test("sharing uses the first ten accounts of a call, and ignores the others", async () => {
    const { imageId: ImageId } = await build();
    const twelve = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`AddAccount.${n + 1}`, n + 1]));
    expect(await act("ModifyImageSharePermission", { ImageId, ...twelve })).toBe("200");
    const { body } = await call(simulator.current, "DescribeImageSharePermission", {
      RegionId: REGION,
      ImageId,
    });
    expect(body["TotalCount"]).toBe(10);
  });

  test("an image that instances use needs Force", async () => {
    const { imageId: ImageId } = await build();
    await control(simulator.current, `images/${ImageId}`, { usage: "instance" });
    expect((await list()).Images.Image).toMatchObject([{ Usage: "instance", Status: "Available" }]);
    expect(await act("DeleteImage", { ImageId })).toBe("403 ImageUsingByInstance");
    expect(await act("DeleteImage", { ImageId, Force: true })).toBe("200");
  });

  test("an image that is being copied is refused until the copy is done", async () => {
    const { imageId: ImageId } = await build();
    await control(simulator.current, `images/${ImageId}`, { status: "Creating" });
    expect(await act("DeleteImage", { ImageId, Force: true })).toBe("403 OperationDenied.ImageCopying");
    await control(simulator.current, `images/${ImageId}`, { status: "Available" });
    expect(await act("DeleteImage", { ImageId })).toBe("200");
  });

  test("snapshots are found by their IDs, and page by page", async () => {
    for (let n = 0; n < 3; n += 1) await build();
    const all = (await snapshots()).map((snapshot) => snapshot["SnapshotId"]);
    expect(all).toHaveLength(3);
    const wanted = { SnapshotIds: JSON.stringify([all[1], "s-none"]) };
    expect(await snapshots(wanted)).toMatchObject([{ SnapshotId: all[1] }]);
    const two = { RegionId: REGION, MaxResults: 2 };
    const { body } = await call(simulator.current, "DescribeSnapshots", two);
    expect(body["TotalCount"]).toBe(3);
    const next = { MaxResults: 2, NextToken: String(body["NextToken"]) };
    expect(await snapshots(next)).toMatchObject([{ SnapshotId: all[2] }]);
    expect(await snapshots({ RegionId: "us-west-1" })).toEqual([]);
  });

  test.each<readonly [string, Flat, string]>([
    ["no array", { SnapshotIds: "s-1" }, "400 InvalidParameter.SnapshotIds"],
    ["an empty array", { SnapshotIds: "[]" }, "400 InvalidParameter.SnapshotIds"],
    ["numbers", { SnapshotIds: "[1]" }, "400 InvalidParameter.SnapshotIds"],
    ["101 results", { MaxResults: 101 }, "400 InvalidParameter.MaxResults"],
  ])("snapshots are refused with %s", async (_what, parameters, expected) => {
    expect(await act("DescribeSnapshots", parameters)).toBe(expected);
  });
});
