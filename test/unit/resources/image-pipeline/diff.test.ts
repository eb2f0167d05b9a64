import fc from "fast-check";
import type { PathChange } from "../../../../provider/src/resources/change";
import { diff } from "../../../../provider/src/resources/image-pipeline/diff";
import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { checkPipeline } from "../../../support/check";
import { FULL } from "../full-declaration";

type Args = Record<string, unknown>;
const ID = "ip-1";
const MINIMAL = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };

function checked(args: Args): Args {
  const { inputs, reasons } = checkPipeline(args);
  expect(reasons).toEqual([]);
  return inputs;
}

/** The outputs that stand in the state after a declaration was applied. */
const outputsOf = (args: Args): Args => ({
  name: ID,
  ...checked(args),
  imagePipelineId: ID,
  requestId: "r",
  accountId: "1",
});

const difference = (from: Args, to: Args) => diff(ID, outputsOf(from), checked(to));
const NONE = { replaces: [], updates: [], paths: [] };

describe("what a change of one argument costs", () => {
  test.each<[string, unknown, string[]]>([
    ["regionId", "cn-beijing", ["regionId"]],
    ["name", "other", ["name"]],
    ["description", "another one", ["description"]],
    ["baseImage", "m-2", ["baseImage"]],
    ["buildContent", "RUN other", ["buildContent"]],
    ["testContent", "RUN other", ["testContent"]],
    ["importImageOptions", { ...FULL.importImageOptions, roleName: "Other" }, ["importImageOptions"]],
    ["imageSecurityOptions", { securityScanMode: "Full" }, ["imageSecurityOptions"]],
    ["advancedOptions", { retainCloudAssistant: true }, ["advancedOptions"]],
    ["repairMode", "All", ["repairMode"]],
    ["repairItems", ["dhcp"], ["repairItems"]],
    ["instanceType", "ecs.g7.xlarge", ["instanceType"]],
    ["systemDiskSize", 61, ["systemDiskSize"]],
    ["internetMaxBandwidthOut", 11, ["internetMaxBandwidthOut"]],
    ["deleteInstanceOnFailure", true, ["deleteInstanceOnFailure"]],
    ["vswitchId", "vsw-2", ["vswitchId"]],
    ["addAccounts", ["1234567890123456"], ["addAccounts"]],
    ["toRegionIds", ["cn-beijing"], ["toRegionIds"]],
    ["resourceGroupId", "rg-2", ["resourceGroupId"]],
  ])("%s: a replacement, with that argument named", (name, value, replaces) => {
    expect(difference(FULL, { ...FULL, [name]: value })).toMatchObject({ replaces, updates: [] });
  });

  test("baseImageType: a replacement", () => {
    expect(difference(MINIMAL, { ...MINIMAL, baseImageType: "IMAGE_FAMILY" })).toMatchObject({
      replaces: ["baseImageType"],
      updates: [],
    });
  });

  test("imageOptions and its deprecated twins: a replacement, with those named that were changed", () => {
    const from = { ...MINIMAL, imageName: "web", imageOptions: { imageFamily: "f1" } };
    expect(difference(from, { ...from, imageName: "web2" })).toMatchObject({
      replaces: ["imageName"],
      updates: [],
    });
    expect(difference(from, { ...from, imageOptions: { imageFamily: "f2" } })).toMatchObject({
      replaces: ["imageOptions"],
      updates: [],
    });
    expect(difference(from, { ...from, nvmeSupport: "auto" })).toMatchObject({
      replaces: ["nvmeSupport"],
      updates: [],
    });
  });

  test("tags: an update in place", () => {
    expect(difference(FULL, { ...FULL, tags: { env: "test" } })).toMatchObject({
      replaces: [],
      updates: ["tags"],
    });
    expect(difference(FULL, { ...FULL, tags: undefined })).toMatchObject({ replaces: [], updates: ["tags"] });
    expect(difference(MINIMAL, { ...MINIMAL, tags: { env: "test" } })).toMatchObject({
      replaces: [],
      updates: ["tags"],
    });
  });

  test("deleteTimeoutMinutes: an update without a call", () => {
    expect(difference(FULL, { ...FULL, deleteTimeoutMinutes: 60 })).toMatchObject({
      replaces: [],
      updates: ["deleteTimeoutMinutes"],
    });
  });

  test("adopt: none when it is taken away or names the pipeline that is held, else a replacement", () => {
    expect(difference({ ...MINIMAL, adopt: ID }, MINIMAL)).toEqual(NONE);
    expect(difference(MINIMAL, { ...MINIMAL, adopt: ID })).toEqual(NONE);
    expect(difference(MINIMAL, { ...MINIMAL, adopt: "ip-other" })).toMatchObject({
      replaces: ["adopt"],
      updates: [],
    });
  });

  test("several changes: all that force the replacement are named, in the order of their declaration", () => {
    const to = { ...FULL, systemDiskSize: 100, name: "other", tags: {} };
    expect(difference(FULL, to)).toMatchObject({ replaces: ["name", "systemDiskSize"], updates: ["tags"] });
  });

  test("a name taken away: a replacement, since the pipeline would be named by its ID", () => {
    expect(difference({ ...MINIMAL, name: "web" }, MINIMAL)).toMatchObject({
      replaces: ["name"],
      updates: [],
    });
  });

  test("a value that is not known yet counts as different", () => {
    expect(difference(FULL, { ...FULL, buildContent: UNKNOWN })).toMatchObject({
      replaces: ["buildContent"],
      updates: [],
    });
    expect(difference(FULL, { ...FULL, tags: { env: UNKNOWN } })).toMatchObject({
      replaces: [],
      updates: ["tags"],
    });
  });
});

describe("what is no difference", () => {
  const from = { ...MINIMAL, buildContent: "RUN a\nRUN b" };
  const oss = {
    regionId: "cn-hangzhou",
    baseImageType: "OSS",
    importImageOptions: { diskDeviceMappings: [{ ossBucket: "images", ossObject: "o" }] },
  };
  const arm = { ...oss.importImageOptions, architecture: "arm64", osType: "linux" };
  test.each<[string, Args, Args]>([
    ["the same declaration", FULL, FULL],
    ["line ends of Windows", from, { ...from, buildContent: "RUN a\r\nRUN b" }],
    ["a line end at the end of a content", from, { ...from, buildContent: "RUN a\nRUN b\n" }],
    [
      "the documented defaults spelled out",
      MINIMAL,
      {
        ...MINIMAL,
        systemDiskSize: 40,
        internetMaxBandwidthOut: 0,
        deleteInstanceOnFailure: true,
        advancedOptions: { retainCloudAssistant: false },
      },
    ],
    [
      "the defaults of an import spelled out",
      oss,
      {
        ...oss,
        importImageOptions: {
          ...oss.importImageOptions,
          architecture: "x86_64",
          bootMode: "BIOS",
          osType: "linux",
          platform: "Others Linux",
          licenseType: "Auto",
          features: { imdsSupport: "v1", nvmeSupport: "unsupported" },
          retentionStrategy: "RetainNever",
        },
      },
    ],
    [
      "the conditional defaults of an import spelled out",
      { ...oss, importImageOptions: arm },
      { ...oss, importImageOptions: { ...arm, bootMode: "UEFI" } },
    ],
    [
      "an empty format",
      oss,
      {
        ...oss,
        importImageOptions: { diskDeviceMappings: [{ ossBucket: "images", ossObject: "o", format: "" }] },
      },
    ],
    [
      "[] and {} for unset",
      MINIMAL,
      {
        ...MINIMAL,
        addAccounts: [],
        toRegionIds: [],
        tags: {},
        imageOptions: { imageTags: {} },
        advancedOptions: {},
      },
    ],
    ["-0 for 0", MINIMAL, { ...MINIMAL, internetMaxBandwidthOut: -0 }],
    ["null for unset", MINIMAL, { ...MINIMAL, description: null, imageOptions: { imageName: null } }],
    [
      "sets in another order, with duplicates",
      FULL,
      {
        ...FULL,
        addAccounts: ["9999999999999999", "1234567890123456", "9999999999999999"],
        repairItems: ["fstab", "dhcp"],
      },
    ],
    [
      "an account as a number",
      { ...MINIMAL, addAccounts: ["1234567890"] },
      { ...MINIMAL, addAccounts: [1234567890] },
    ],
    [
      "a FROM line instead of baseImage",
      from,
      { regionId: "cn-hangzhou", buildContent: "FROM IMAGE:m-1\nRUN a\nRUN b" },
    ],
    [
      "a FROM line beside the baseImage that it names",
      from,
      { ...from, buildContent: "FROM IMAGE:m-1\nRUN a\nRUN b" },
    ],
    [
      "a deprecated name moved to where it belongs",
      { ...MINIMAL, imageName: "web", nvmeSupport: "auto" },
      { ...MINIMAL, imageOptions: { imageName: "web", imageFeatures: { nvmeSupport: "auto" } } },
    ],
    ["the pipeline's ID as its name", MINIMAL, { ...MINIMAL, name: ID }],
  ])("%s", (_, one, other) => {
    expect(difference(one, other)).toEqual(NONE);
    expect(difference(other, one)).toEqual(NONE);
  });

  test("a default that an older release did not store", () => {
    const { systemDiskSize: _, ...old } = outputsOf(MINIMAL);
    expect(diff(ID, old, checked(MINIMAL))).toEqual(NONE);
  });

  test("an output of another name", () => {
    expect(diff(ID, { ...outputsOf(MINIMAL), requestId: "other", imageId: "m-9" }, checked(MINIMAL))).toEqual(
      NONE,
    );
  });

  test("any reordering of any set (property)", () => {
    const shuffled = (values: string[]) => fc.shuffledSubarray(values, { minLength: values.length });
    const accounts = ["1", "22", "333", "4444"];
    const regions = ["cn-beijing", "cn-shanghai", "ap-southeast-1"];
    const items = ["fstab", "grub", "nvme"];
    fc.assert(
      fc.property(
        shuffled(accounts),
        shuffled(regions),
        shuffled(items),
        (addAccounts, toRegionIds, repairItems) => {
          const one = {
            ...MINIMAL,
            repairMode: "Customized",
            addAccounts: accounts,
            toRegionIds: regions,
            repairItems: items,
          };
          expect(difference(one, { ...one, addAccounts, toRegionIds, repairItems })).toEqual(NONE);
        },
      ),
    );
  });
});

describe("a FROM line", () => {
  test("that names another image is a replacement, with the content named", () => {
    const from = { regionId: "cn-hangzhou", buildContent: "FROM IMAGE:m-1\nRUN a" };
    expect(difference(from, { ...from, buildContent: "FROM IMAGE:m-2\nRUN a" })).toMatchObject({
      replaces: ["buildContent"],
      updates: [],
    });
  });
});

test.each<[string, object, object, PathChange[]]>([
  [
    "a nested field",
    { imageOptions: { imageName: "web-a", imageFamily: "web" } },
    { imageOptions: { imageName: "web-b", imageFamily: "web" } },
    [{ path: ["imageOptions", "imageName"], kind: "update" }],
  ],
  [
    "an element of a set, in its stored order",
    { toRegionIds: ["cn-beijing", "cn-shanghai"] },
    { toRegionIds: ["cn-shanghai", "cn-shenzhen", "cn-beijing"] },
    [{ path: ["toRegionIds", 2], kind: "add" }],
  ],
  [
    "a tag that is added, one that is changed and one that is removed",
    { tags: { gone: "1", same: "1", "team.name": "a" } },
    { tags: { new: "1", same: "1", "team.name": "b" } },
    [
      { path: ["tags", "gone"], kind: "delete" },
      { path: ["tags", "team.name"], kind: "update" },
      { path: ["tags", "new"], kind: "add" },
    ],
  ],
  ["a whole argument", {}, { imageOptions: { imageName: "web" } }, [{ path: ["imageOptions"], kind: "add" }]],
  ["an unknown value", { name: "web" }, { name: UNKNOWN }, [{ path: ["name"], kind: "update" }]],
  ["a name that was removed", { name: "web" }, {}, [{ path: ["name"], kind: "delete" }]],
])("the paths of a difference lead to %s", (_, from, to, paths) => {
  expect(difference({ ...MINIMAL, ...from }, { ...MINIMAL, ...to })).toMatchObject({ paths });
});
