import { cast } from "@darabonba/typescript";
import fc from "fast-check";
import type { ImagePipelineArguments } from "../../../../provider/src/arguments/image-pipeline";
import { pipelineDefinition } from "../../../../provider/src/ecs/api/pipeline-fields";
import { DescribeImagePipelinesResponseBody } from "../../../../provider/src/ecs/transport/newer-models";
import { disagreements } from "../../../../provider/src/resources/image-pipeline/adoption";
import { diff } from "../../../../provider/src/resources/image-pipeline/diff";
import { readBack } from "../../../../provider/src/resources/image-pipeline/read-back";
import { checkPipeline } from "../../../support/check";
import { FULL } from "../full-declaration";

type Args = Record<string, unknown>;
const MINIMAL = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" } as const;
const IMPORT = { diskDeviceMappings: [{ ossBucket: "bucket", ossObject: "system.raw" }] };

/** The answer for FULL, in the exact shape of docs/service.md, DescribeImagePipelines. */
const DESCRIBED = {
  ImagePipelineId: "ip-1",
  CreationTime: "2026-11-24T00:00Z",
  Name: "镜像-web.1",
  Description: "一个网站",
  BaseImageType: "OSS",
  BaseImage: "m-bp1full",
  BuildContent: FULL.buildContent,
  TestContent: FULL.testContent,
  ImageOptions: {
    ImageName: "web",
    ImageFamily: "web-family",
    Description: "target image",
    ImageFeatures: { NvmeSupport: "supported" },
    ImageTags: { ImageTag: [{ TagKey: "image", TagValue: "yes" }] },
  },
  ImportImageOptions: {
    DiskDeviceMappings: {
      DiskDeviceMapping: [
        { OSSBucket: "bucket", OSSObject: "system.raw", Format: "RAW", DiskImageSize: 40 },
        { OSSBucket: "bucket", OSSObject: "data.qcow2", Format: "QCOW2", DiskImageSize: 100 },
      ],
    },
    Architecture: "arm64",
    BootMode: "UEFI",
    OSType: "linux",
    Platform: "Rocky Linux",
    LicenseType: "BYOL",
    Features: { ImdsSupport: "v2", NvmeSupport: "supported" },
    RetentionStrategy: "RetainAlways",
    RetainImportedImage: true,
    ImageName: "imported",
    Description: "imported image",
    ImportImageTags: { ImportImageTag: [{ Key: "imported", Value: "yes" }] },
    RoleName: "AliyunECSImageImportDefaultRole",
  },
  ImageSecurityOptions: { SecurityScanMode: "Basic" },
  AdvancedOptions: { ImageNameSuffix: "disable", RetainCloudAssistant: true },
  RepairMode: "Customized",
  RepairItems: { RepairItem: ["fstab", "dhcp"] },
  InstanceType: "ecs.g7.large",
  SystemDiskSize: 60,
  InternetMaxBandwidthOut: 10,
  DeleteInstanceOnFailure: false,
  VSwitchId: "vsw-bp1full",
  AddAccounts: { AddAccount: ["9999999999999999", "1234567890123456"] },
  ToRegionIds: { ToRegionId: ["cn-shanghai", "cn-beijing"] },
  ResourceGroupId: "rg-bp1full",
  Tags: {
    Tag: [
      { TagKey: "team", TagValue: "platform" },
      { TagKey: "env", TagValue: "prod" },
    ],
  },
};

/** As it comes out of the official SDK. */
function described(change: Args = {}): ImagePipelineArguments {
  const body = { ImagePipeline: { ImagePipelineSet: [{ ...DESCRIBED, ...change }] } };
  const answer = cast(body, new DescribeImagePipelinesResponseBody({})) as DescribeImagePipelinesResponseBody;
  const [item] = answer.imagePipeline?.imagePipelineSet ?? [];
  return pipelineDefinition(item as NonNullable<typeof item>);
}

function held(args: Args): ImagePipelineArguments {
  const { inputs, reasons } = checkPipeline(args);
  expect(reasons).toEqual([]);
  const { regionId: _, ...rest } = inputs;
  return rest as ImagePipelineArguments;
}

/** What the next preview finds after a refresh. */
function planned(declared: Args, observed: ImagePipelineArguments): string[] {
  const outputs = { ...readBack(held(declared), observed), regionId: "cn-hangzhou" };
  const { replaces, updates } = diff("ip-1", { name: "ip-1", ...outputs }, checkPipeline(declared).inputs);
  return [...replaces, ...updates];
}

describe("an untouched pipeline shows no difference after a refresh", () => {
  test("with every argument at once", () => expect(planned(FULL, described())).toEqual([]));

  test.each(
    Object.keys(FULL).filter((name) => !["regionId", "baseImageType", "importImageOptions"].includes(name)),
  )("with %s alone", (name) => {
    const declared = {
      ...MINIMAL,
      baseImageType: "OSS",
      baseImage: undefined,
      importImageOptions: FULL.importImageOptions,
      ...(name === "repairItems" && { repairMode: FULL.repairMode }),
      [name]: FULL[name as keyof typeof FULL],
    };
    const everything: Args = { ...described() };
    const defaults = {
      systemDiskSize: 40,
      internetMaxBandwidthOut: 0,
      deleteInstanceOnFailure: true,
      tags: undefined,
    };
    const observed = { ...everything, ...defaults, ...(name in everything && { [name]: everything[name] }) };
    expect(planned(declared, observed as ImagePipelineArguments)).toEqual([]);
  });

  test.each<[string, Args, Args]>([
    [
      "a FROM line put in by the service",
      { buildContent: "RUN a" },
      { BuildContent: "FROM IMAGE:m-1\nRUN a" },
    ],
    [
      "a FROM line that the service left away",
      { buildContent: "FROM IMAGE:m-1\nRUN a", baseImage: undefined, baseImageType: undefined },
      { BuildContent: "RUN a" },
    ],
    [
      "a FROM line that the service kept",
      { buildContent: "FROM IMAGE:m-1\nRUN a", baseImage: undefined, baseImageType: undefined },
      { BuildContent: "FROM IMAGE:m-1\nRUN a" },
    ],
    [
      "a deprecated name read back where it belongs",
      { imageName: "web" },
      { ImageOptions: { ImageName: "web" } },
    ],
    ["a deprecated name read back where it was", { imageName: "web" }, { ImageName: "web" }],
    [
      "a name read back under the deprecated one",
      { imageOptions: { imageName: "web" } },
      { ImageName: "web" },
    ],
    [
      "empty texts and lists for what is unset",
      {},
      { Description: "", AddAccounts: { AddAccount: [] }, ImageOptions: {}, Tags: { Tag: [] } },
    ],
    [
      "things that the service chose for what is unset",
      {},
      {
        InstanceType: "ecs.g6.large",
        ResourceGroupId: "rg-default",
        ImageOptions: { ImageFeatures: { NvmeSupport: "auto" } },
      },
    ],
    ["zeroes left away", { internetMaxBandwidthOut: 0 }, {}],
    [
      "account IDs as numbers",
      { addAccounts: ["1234567890"] },
      { AddAccounts: { AddAccount: [1234567890] } },
    ],
  ])("with %s", (_, declared, answer) => {
    const bare = {
      BaseImageType: "IMAGE",
      BaseImage: "m-1",
      Name: "ip-1",
      ImagePipelineId: "ip-1",
      ...answer,
    };
    const body = { ImagePipeline: { ImagePipelineSet: [bare] } };
    const parsed = cast(
      body,
      new DescribeImagePipelinesResponseBody({}),
    ) as DescribeImagePipelinesResponseBody;
    const [item] = parsed.imagePipeline?.imagePipelineSet ?? [];
    expect(
      planned({ ...MINIMAL, ...declared }, pipelineDefinition(item as NonNullable<typeof item>)),
    ).toEqual([]);
  });
});

describe("a change outside shows after a refresh, one argument at a time", () => {
  test.each<[string, Args]>([
    ["name", { Name: "other" }],
    ["description", { Description: "other" }],
    ["baseImage", { BaseImage: "m-other" }],
    ["baseImageType", { BaseImageType: "IMAGE" }],
    ["buildContent", { BuildContent: "RUN other" }],
    ["buildContent", { BuildContent: undefined }],
    ["testContent", { TestContent: "RUN other" }],
    ["repairMode", { RepairMode: "All" }],
    ["repairItems", { RepairItems: { RepairItem: ["dhcp"] } }],
    ["repairItems", { RepairItems: undefined }],
    ["instanceType", { InstanceType: "ecs.other" }],
    ["systemDiskSize", { SystemDiskSize: 61 }],
    ["systemDiskSize", { SystemDiskSize: undefined }],
    ["internetMaxBandwidthOut", { InternetMaxBandwidthOut: 11 }],
    ["deleteInstanceOnFailure", { DeleteInstanceOnFailure: true }],
    ["vswitchId", { VSwitchId: "vsw-other" }],
    ["addAccounts", { AddAccounts: { AddAccount: ["1"] } }],
    ["toRegionIds", { ToRegionIds: { ToRegionId: ["cn-other"] } }],
    ["resourceGroupId", { ResourceGroupId: "rg-other" }],
    ["tags", { Tags: { Tag: [{ TagKey: "team", TagValue: "other" }] } }],
    ["tags", { Tags: undefined }],
    ["imageSecurityOptions", { ImageSecurityOptions: { SecurityScanMode: "Full" } }],
    ["advancedOptions", { AdvancedOptions: { RetainCloudAssistant: false, ImageNameSuffix: "disable" } }],
    ["importImageOptions", { ImportImageOptions: { ...DESCRIBED.ImportImageOptions, RoleName: "Other" } }],
    [
      "importImageOptions",
      { ImportImageOptions: { ...DESCRIBED.ImportImageOptions, ImportImageTags: { ImportImageTag: [] } } },
    ],
    [
      "importImageOptions",
      {
        ImportImageOptions: {
          ...DESCRIBED.ImportImageOptions,
          DiskDeviceMappings: {
            DiskDeviceMapping: [DESCRIBED.ImportImageOptions.DiskDeviceMappings.DiskDeviceMapping[0]],
          },
        },
      },
    ],
    ["importImageOptions", { ImportImageOptions: undefined }],
  ])("%s: %j", (name, change) => {
    expect(planned(FULL, described(change))).toEqual([name]);
  });

  test.each<[string[], Args]>([
    [["imageName", "imageOptions"], { ImageName: "other" }],
    [["imageFamily", "imageOptions"], { ImageFamily: "other" }],
    [["imageOptions"], { Description: "other" }],
    [["imageOptions", "nvmeSupport"], { ImageFeatures: { NvmeSupport: "auto" } }],
    [["imageOptions"], { ImageTags: { ImageTag: [{ TagKey: "image", TagValue: "no" }] } }],
  ])("%j: the target image's %j", (names, change) => {
    const observed = described({ ImageOptions: { ...DESCRIBED.ImageOptions, ...change } });
    expect(planned(FULL, observed).sort()).toEqual(names);
  });

  test("a tag added outside while the program declares none", () => {
    expect(planned(MINIMAL, { ...MINIMAL, tags: { stray: "1" } } as ImagePipelineArguments)).toEqual([
      "tags",
    ]);
  });

  test("another base image while the content has a FROM line: reported at the content, which may be secret", () => {
    const declared = { regionId: "cn-hangzhou", buildContent: "FROM IMAGE:m-1\nRUN a" };
    const observed = {
      baseImageType: "IMAGE",
      baseImage: "m-2",
      buildContent: "FROM IMAGE:m-2\nRUN a",
    } as const;
    expect(readBack(held(declared), observed)).toMatchObject({ buildContent: "FROM IMAGE:m-2\nRUN a" });
    expect(readBack(held(declared), observed)).not.toHaveProperty("baseImage");
    expect(planned(declared, observed)).toEqual(["buildContent"]);
  });
});

/** A base image as a declaration or an answer can have it: apart, in a FROM line, or both. */
interface Base {
  apart?: string;
  from?: string;
}

const based = ({ apart, from }: Base): Args => ({
  regionId: "cn-hangzhou",
  ...(apart !== undefined && { baseImageType: "IMAGE", baseImage: apart }),
  buildContent: `${from === undefined ? "" : `FROM IMAGE:${from}\n`}RUN x`,
});

describe("a base image that is another than the declared one", () => {
  test.each<[string, Base, Base, string[]]>([
    [
      "apart, while the content has the declared FROM line",
      { apart: "m-a", from: "m-a" },
      { apart: "m-b", from: "m-a" },
      ["baseImage", "buildContent"],
    ],
    [
      "apart, while the service left the FROM line away",
      { apart: "m-a", from: "m-a" },
      { apart: "m-b" },
      ["baseImage", "buildContent"],
    ],
    [
      "apart, where it is declared by the FROM line alone",
      { from: "m-a" },
      { apart: "m-b", from: "m-a" },
      ["buildContent"],
    ],
    [
      "in the FROM line, where it is declared apart",
      { apart: "m-a" },
      { apart: "m-a", from: "m-b" },
      ["baseImage"],
    ],
    [
      "in the FROM line, where it stands there",
      { from: "m-a" },
      { apart: "m-a", from: "m-b" },
      ["buildContent"],
    ],
  ])("%s: is found, by a refresh and by an adoption", (_, declared, seen, names) => {
    const observed = based(seen) as unknown as ImagePipelineArguments;
    expect(planned(based(declared), observed)).toEqual(names);
    expect(disagreements("ip-1", checkPipeline(based(declared)).inputs, observed)).toEqual(names);
  });

  test("is found, however declaration and answer say it, and only then (property)", () => {
    const image = fc.constantFrom("m-a", "m-b");
    const optional = fc.option(image, { nil: undefined });
    const declaration = fc
      .record({ apart: optional, from: optional })
      .filter(({ apart, from }) => (apart ?? from) !== undefined && (apart ?? from) === (from ?? apart));
    fc.assert(
      fc.property(declaration, fc.record({ apart: image, from: optional }), (declared, seen) => {
        const wanted = declared.apart ?? declared.from;
        const same = seen.apart === wanted && (seen.from ?? wanted) === wanted;
        const observed = based(seen as Base) as unknown as ImagePipelineArguments;
        expect(planned(based(declared as Base), observed).length === 0).toBe(same);
        const { inputs } = checkPipeline(based(declared as Base));
        expect(disagreements("ip-1", inputs, observed).length === 0).toBe(same);
      }),
    );
  });

  test("is not compared where none is declared, as with a base image that is imported", () => {
    const declared = {
      regionId: "cn-hangzhou",
      baseImageType: "OSS",
      importImageOptions: IMPORT,
      buildContent: "RUN x",
    };
    const observed = { ...declared, baseImage: "m-imported" } as unknown as ImagePipelineArguments;
    expect(readBack(held(declared), observed)).toMatchObject({ buildContent: "RUN x" });
    expect(planned(declared, observed)).toEqual([]);
  });
});

test("a FROM line put into the content that names no base image is a difference of the content", () => {
  const observed = { ...MINIMAL, buildContent: "FROM ubuntu\nRUN x" } as unknown as ImagePipelineArguments;
  expect(planned({ ...MINIMAL, buildContent: "RUN x" }, observed)).toEqual(["buildContent"]);
});

test("a value that drifted is stored at the argument's own path, also under a deprecated name", () => {
  const declared = held({ ...MINIMAL, imageName: "web", nvmeSupport: "auto" });
  const observed = {
    ...MINIMAL,
    imageOptions: { imageName: "other", imageFeatures: { nvmeSupport: "auto" } },
  } as const;
  const result = readBack(declared, observed);
  expect(result).toMatchObject({ imageName: "other", nvmeSupport: "auto" });
  expect(result).not.toHaveProperty("imageOptions");
});

test("with nothing in the state, everything observed is taken", () => {
  const {
    imageName: _1,
    imageFamily: _2,
    nvmeSupport: _3,
    regionId: _4,
    adopt: _5,
    deleteTimeoutMinutes: _6,
    ...expected
  } = FULL;
  expect(readBack({}, described())).toEqual(expected);
});
