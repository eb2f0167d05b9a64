import { codesIn } from "../support/documented-codes";
/**
 * Every error code that docs/service.md lists: the simulator has it with the documented status and the same mark, and
 * answers with it, by its rule or on demand.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIONS } from "../../simulator/src/actions/index.js";
import { rowOf } from "../../simulator/src/codes.js";
import type { Flat } from "./support.js";
import {
  advance,
  call,
  control,
  createPipeline,
  describeExecution,
  MINIMAL,
  REGION,
  startExecution,
  useSimulator,
  verdict,
} from "./support.js";

const simulator = useSimulator();

interface Documented {
  readonly code: string;
  /** Undefined where no document has it. */
  readonly status: number | undefined;
  readonly known: string;
}

/** The rows of the page that have an HTTP status before the codes. */
const DOCUMENTED: readonly Documented[] = readFileSync(join(__dirname, "../../docs/service.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const cells = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const at = cells.findIndex((cell, index) => index < 2 && /^([45]\d\d|unknown)$/.test(cell));
    if (at === -1 || cells.length < at + 4) return [];
    const [status, codes = "", , known = ""] = cells.slice(at);
    return codesIn(codes).map((code) => ({
      code,
      status: status === "unknown" ? undefined : Number(status),
      known: /^\w+/.exec(known)?.[0] ?? "",
    }));
  });

/** `ServiceUnavailable` has another status for one action; `MissingParameter` is documented for one action only. */
const APART = ["ServiceUnavailable", "MissingParameter"];

test("each documented code has its documented status and mark", () => {
  expect(DOCUMENTED.length).toBeGreaterThan(150);
  const wrong = DOCUMENTED.filter(({ code, status, known }) => {
    const row = rowOf(code);
    const marks = DOCUMENTED.filter((other) => other.code === code).map((other) => other.known);
    if (row === undefined || !marks.includes(known)) return true;
    return (
      !APART.includes(code) && ((status !== undefined && row.status !== status) || !marks.includes(row.known))
    );
  });
  expect(wrong).toEqual([]);
});

const many = (count: number, name: (n: number) => string, value: (n: number) => string): Flat =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n + 1), value(n + 1)]));
const tags = (...keys: readonly string[]): Flat =>
  Object.assign({}, ...keys.map((key, n) => ({ [`Tag.${n + 1}.Key`]: key, [`Tag.${n + 1}.Value`]: "" })));
const numbered = (count: number): Flat => tags(...Array.from({ length: count }, (_, n) => `k${n}`));
const DISK = "ImportImageOptions.DiskDeviceMappings.1";
const OSS: Flat = { BaseImageType: "OSS", [`${DISK}.OSSBucket`]: "bucket", [`${DISK}.OSSObject`]: "object" };
const without = (parameters: Flat, name: string): Flat =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));

type Prepare = () => Promise<Flat | undefined>;
type Recipe = readonly [action: string, parameters: Flat, prepare?: Prepare | undefined];

const settings = (body: object) => async () => {
  await control(simulator.current, "settings", body);
  return undefined;
};
const component = async (parameters: Flat = {}) => {
  const all = { RegionId: REGION, Content: "RUN a", Name: "aa", ...parameters };
  return String((await call(simulator.current, "CreateImageComponent", all)).body["ImageComponentId"]);
};
const running = async (parameters: Flat = {}) => {
  const ImagePipelineId = await createPipeline(simulator.current, parameters);
  return { ImagePipelineId, ExecutionId: await startExecution(simulator.current, ImagePipelineId) };
};
const image = async (parameters: Flat = {}) => {
  const { ExecutionId } = await running(parameters);
  await advance(simulator.current, 1000);
  return String((await describeExecution(simulator.current, ExecutionId))["ImageId"]);
};
const changedImage = (change: object) => async () => {
  const ImageId = await image();
  await control(simulator.current, `images/${ImageId}`, change);
  return { ImageId };
};
const only = async <T>(from: Promise<T>, name: keyof T & string) => ({ [name]: String((await from)[name]) });
const catalog = (parameters: Flat, images: readonly string[]) => async () => {
  const ImagePipelineId = await createPipeline(simulator.current, parameters);
  await control(simulator.current, "catalog", { strict: true, images });
  return { ImagePipelineId };
};

const create = (parameters: Flat, prepare?: Prepare): Recipe => [
  "CreateImagePipeline",
  { ...MINIMAL, ...parameters },
  prepare,
];
const createComponent = (parameters: Flat, prepare?: Prepare): Recipe => [
  "CreateImageComponent",
  { Content: "RUN a", ...parameters },
  prepare,
];
const tagging = (parameters: Flat, prepare?: Prepare): Recipe => [
  "TagResources",
  { ResourceType: "imagepipeline", "ResourceId.1": "ip-1", ...parameters },
  prepare,
];
const tagged =
  (...keys: readonly string[]): Prepare =>
  async () => ({
    "ResourceId.1": await createPipeline(simulator.current, tags(...keys)),
  });

/** A request for each code that a rule of the simulator leads to. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "InvalidName.Malformed": create({ Name: "a" }),
  "InvalidDescription.Malformed": create({ Description: "a" }),
  "InvalidImageName.Malformed": create({ "ImageOptions.ImageName": "a" }),
  "InvalidImageFamily.Malformed": create({ "ImageOptions.ImageFamily": "acs:x" }),
  "InvalidImageOptions.Description": create({ "ImageOptions.Description": "a" }),
  "InvalidAdvancedOptions.ImageNameSuffix": create({ "AdvancedOptions.ImageNameSuffix": "enable" }),
  "InvalidImageName.Duplicated": create(
    {
      RegionId: "us-west-1",
      "ToRegionId.1": "cn-beijing",
      "ImageOptions.ImageName": "web",
      "AdvancedOptions.ImageNameSuffix": "disable",
    },
    async () => {
      const name = { "ImageOptions.ImageName": "web", "AdvancedOptions.ImageNameSuffix": "disable" };
      await image({ ...name, "ToRegionId.1": "cn-beijing" });
      return undefined;
    },
  ),
  "InvalidBaseImageType.NotSupportedValue": create({ BaseImageType: "DISK" }),
  "InvalidSystemDiskSize.NotSupportedValue": create({ SystemDiskSize: 19 }),
  "InvalidInternetMaxBandwidthOut.NotSupportedValue": create({ InternetMaxBandwidthOut: 101 }),
  "InvalidAddAccountSize.ExceededMaxNumber": create(many(21, (n) => `AddAccount.${n}`, String)),
  "InvalidToRegionIdSize.ExceededMaxNumber": create(
    many(
      21,
      (n) => `ToRegionId.${n}`,
      () => "cn-beijing",
    ),
  ),
  "InvalidBuildContent.LengthExceeded": create({ BuildContent: `RUN ${"x".repeat(16_381)}` }),
  "InvalidImageTemplateCommandSize.ExceededMaxNumber": create({ BuildContent: "RUN a\n".repeat(128) }),
  "InvalidParameter.TestContent": create({ TestContent: `RUN ${"x".repeat(16_381)}` }),
  "InvalidImageComponent.NotSupported": create({}, async () => ({
    BuildContent: `COMPONENT ${await component({ ComponentType: "Test" })}`,
  })),
  "InvalidParameter.RepairMode": create({ RepairMode: "None" }),
  "InvalidParameter.NvmeSupport": create({ "ImageOptions.ImageFeatures.NvmeSupport": "maybe" }),
  "InvalidParameter.ImportImageOptionsArchitecture": create({
    ...OSS,
    "ImportImageOptions.Architecture": "arm",
  }),
  "InvalidParameter.ImportImageOptionsOSType": create({ ...OSS, "ImportImageOptions.OSType": "Linux" }),
  "InvalidParameter.ImportImageOptionsBootMode": create({ ...OSS, "ImportImageOptions.BootMode": "uefi" }),
  "InvalidParameter.ImportImageOptionsPlatform": create({ ...OSS, "ImportImageOptions.Platform": "Linux" }),
  "InvalidParameter.ImportImageOptionsLicenseType": create({
    ...OSS,
    "ImportImageOptions.LicenseType": "Mine",
  }),
  "InvalidParameter.ImportImageOptionsFeaturesNvmeSupport": create({
    ...OSS,
    "ImportImageOptions.Features.NvmeSupport": "auto",
  }),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsFormat": create({
    ...OSS,
    [`${DISK}.Format`]: "VMDK",
  }),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSObject": create({
    ...OSS,
    [`${DISK}.OSSObject`]: "https://x",
  }),
  "InvalidParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket": create({
    ...OSS,
    [`${DISK}.OSSBucket`]: "-x",
  }),
  "InvalidImportImageOptionsDiskDeviceMappings.LengthLimitExceeded": create(
    many(
      18,
      (n) => `${DISK.replace("1", String(n))}.OSSObject`,
      () => "o",
    ),
  ),
  "InvalidOperation.DiskImageSizeExceeded": create({ ...OSS, [`${DISK}.DiskImageSize`]: 2049 }),
  "Duplicate.TagKey": create(tags("a", "a")),
  "InvalidTagKey.Malformed": create(tags("acs:a")),
  "InvalidTagValue.Malformed": create({ "Tag.1.Key": "a", "Tag.1.Value": "http://a" }),
  "QuotaExceed.ImagePipeline": create({}, settings({ quotas: { [REGION]: { imagePipelines: 0 } } })),
  "InvalidOperation.NoPermissionCreateServiceLinkedRole": create(
    {},
    settings({ serviceLinkedRole: "missing" }),
  ),
  "InvalidImage.NotFound": create({ BaseImage: "m-notfound" }),
  "InvalidResourceGroup.NotFound": create({ ResourceGroupId: "rg-notfound" }),
  "InvalidInstanceType.NotFound": create({ InstanceType: "ecs.notfound.large" }),
  "InvalidVSwitchId.NotFound": create({ VSwitchId: "vsw-notfound" }),
  "InvalidRegionId.NotFound": create({ RegionId: "cn-notfound" }),
  "ImageComponent.NotFound": create({ BuildContent: "COMPONENT ic-notfound" }),
  "InvalidImportImageOptionsDiskDeviceMappingsOSSObject.NotFound": create({
    ...OSS,
    [`${DISK}.OSSObject`]: "notfound.raw",
  }),
  "MissingParameter.RepairMode": create({ "RepairItem.1": "fstab" }),
  "MissingParameter.ImportImageOptions": create({ BaseImageType: "OSS" }),
  "MissingParameter.ImageOptionsDiskDeviceMappings": create({
    BaseImageType: "OSS",
    "ImportImageOptions.OSType": "linux",
  }),
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSObject": create(without(OSS, `${DISK}.OSSObject`)),
  "MissingParameter.ImportImageOptionsDiskDeviceMappingsOSSBucket": create(without(OSS, `${DISK}.OSSBucket`)),
  "InvalidSystemType.NotSupportedValue": createComponent({ SystemType: "linux" }),
  "InvalidComponentType.NotSupportedValue": createComponent({ ComponentType: "build" }),
  "InvalidContent.LengthExceeded": createComponent({ Content: `RUN ${"x".repeat(16_381)}` }),
  "MissingParameter.Content": createComponent({ Content: "" }),
  "InvalidParameter.Content": createComponent({ Content: "Tasks: []" }),
  "InvalidParameter.ComponentVersion": createComponent({ ComponentVersion: "1.0" }),
  "QuotaExceed.ImageComponent": createComponent(
    {},
    settings({ quotas: { [REGION]: { imageComponents: 0 } } }),
  ),
  "InvalidComponentVersion.Exist": createComponent({ Name: "aa", ComponentVersion: "1.0.0" }, async () => {
    await component();
    return undefined;
  }),
  "InvalidImagePipeline.HasRunningExecution": [
    "DeleteImagePipeline",
    {},
    () => only(running(), "ImagePipelineId"),
  ],
  "InvalidImagePipeline.NotFound": ["DeleteImagePipeline", { ImagePipelineId: "ip-1" }],
  "InvalidImagePipeline.BaseImageNotFound": ["StartImagePipelineExecution", {}, catalog({}, [])],
  "InvalidImagePipeline.OSSObjectNotFound": [
    "StartImagePipelineExecution",
    {},
    async () => {
      const ImagePipelineId = await createPipeline(simulator.current, OSS);
      const parameters = { [`${DISK}.OSSObject`]: "notfound" };
      await control(simulator.current, `pipelines/${ImagePipelineId}`, { parameters });
      return { ImagePipelineId };
    },
  ],
  "InvalidStatus.CancelFailed": [
    "CancelImagePipelineExecution",
    {},
    async () => {
      const { ExecutionId } = await running();
      await advance(simulator.current, 1000);
      return { ExecutionId };
    },
  ],
  "InvalidStatus.ImagePipelineExecution": [
    "CancelImagePipelineExecution",
    {},
    async () => {
      const { ExecutionId } = await running();
      await advance(simulator.current, 350);
      return { ExecutionId };
    },
  ],
  "InvalidImagePipelineExecution.NotFound": ["CancelImagePipelineExecution", { ExecutionId: "exec-1" }],
  "InvalidImageComponent.InUse": [
    "DeleteImageComponent",
    {},
    async () => {
      const ImageComponentId = await component();
      await createPipeline(simulator.current, { BuildContent: `COMPONENT ${ImageComponentId}` });
      return { ImageComponentId };
    },
  ],
  "InvalidImageComponent.NotFound": ["DeleteImageComponent", { ImageComponentId: "ic-1" }],
  "InvalidImagePipelineIdSize.ExceededMaxNumber": [
    "DescribeImagePipelines",
    many(
      21,
      (n) => `ImagePipelineId.${n}`,
      () => "ip-1",
    ),
  ],
  "InvalidImageComponentIdSize.ExceededMaxNumber": [
    "DescribeImageComponents",
    many(
      21,
      (n) => `ImageComponentId.${n}`,
      () => "ic-1",
    ),
  ],
  "InvalidParameter.Status": ["DescribeImagePipelineExecutions", { ExecutionId: "exec-1", Status: "DONE" }],
  "InvalidParameter.Owner": ["DescribeImageComponents", { Owner: "self" }],
  "MissingParameter.ImagePipelineId": ["DescribeImagePipelineExecutions", {}],
  "Invalid.NextToken": ["DescribeImagePipelines", { NextToken: "x" }],
  "InvalidResourceType.NotFound": tagging({ ResourceType: "pipeline", ...tags("a") }),
  "InvalidResourceId.NotSupported": tagging(
    tags("a"),
    settings({ untaggable: { imagepipeline: "InvalidResourceId.NotSupported" } }),
  ),
  "InvalidResourceId.NotFound": tagging(tags("a")),
  "NumberExceed.Tags": tagging(numbered(21)),
  "NumberExceed.ResourceIds": tagging({
    ...many(
      51,
      (n) => `ResourceId.${n}`,
      () => "ip-1",
    ),
    ...tags("a"),
  }),
  "OperationDenied.QuotaExceed": tagging(numbered(20), tagged("other")),
  "TagKey.Duplication": tagging(tags("A"), tagged("a")),
  "Param.Conflict": [
    "UntagResources",
    { ResourceType: "imagepipeline", "ResourceId.1": "ip-1", "TagKey.1": "a", All: true },
  ],
  "MissingParameter.ResourceIds": ["TagResources", { ResourceType: "imagepipeline", ...tags("a") }],
  "MissingParameter.ResourceType": ["TagResources", { "ResourceId.1": "ip-1", ...tags("a") }],
  "MissingParameter.Tags": tagging({}),
  "MissingParameter.RegionId": tagging({ RegionId: "", ...tags("a") }),
  "InvalidParameter.TagValue": ["ListTagResources", { ResourceType: "image", "Tag.1.Value": "a" }],
  ImageUsingByInstance: ["DeleteImage", {}, changedImage({ usage: "instance" })],
  ImageUseShared: [
    "DeleteImage",
    { Force: true },
    async () => ({ ImageId: await image({ "AddAccount.1": "1" }) }),
  ],
  ImageIsPublic: ["DeleteImage", { Force: true }, changedImage({ isPublic: true })],
  "Image.Public": ["ModifyImageSharePermission", { "AddAccount.1": "1" }, changedImage({ isPublic: true })],
  "OperationDenied.InvalidImageStatus": [
    "ModifyImageSharePermission",
    { "AddAccount.1": "1" },
    changedImage({ status: "Deprecated" }),
  ],
  "InvalidStatus.ImageIsCreating": [
    "ModifyImageAttribute",
    { Description: "aa" },
    changedImage({ status: "Creating" }),
  ],
  "ImageStatus.NotAvailable": [
    "ModifyImageAttribute",
    { Status: "Deprecated" },
    changedImage({ status: "Deprecated" }),
  ],
  "ImageStatus.NotDeprecated": [
    "ModifyImageAttribute",
    { Status: "Available" },
    changedImage({ instances: 0 }),
  ],
  "ImageQuotaFull.ImageFamily": [
    "ModifyImageAttribute",
    { ImageFamily: "web" },
    async () => {
      const ImageId = await image();
      await control(simulator.current, "settings", { quotas: { [REGION]: { familyImages: 0 } } });
      return { ImageId };
    },
  ],
  "OperationDenied.ImageCopying": ["DeleteImage", {}, changedImage({ status: "Waiting" })],
  "InvalidImageId.NotFound": ["DeleteImage", { ImageId: "m-1" }],
  SnapshotCreatedImage: [
    "DeleteSnapshot",
    {},
    async () => {
      await image();
      const { body } = await call(simulator.current, "DescribeSnapshots", { RegionId: REGION });
      const { Snapshot } = body["Snapshots"] as { Snapshot: readonly { SnapshotId: string }[] };
      return { SnapshotId: Snapshot[0]?.SnapshotId ?? "" };
    },
  ],
  MissingParameter: ["DeleteSnapshot", {}],
  IdempotentParameterMismatch: create({ ClientToken: "t", Name: "aa" }, async () => {
    await createPipeline(simulator.current, { ClientToken: "t" });
    return undefined;
  }),
};

const statusOf = (code: string): number => {
  const statuses = DOCUMENTED.filter((one) => one.code === code).map(({ status }) => status);
  return statuses.find((status) => status !== undefined) ?? 400;
};
const codes = [...new Set(DOCUMENTED.map(({ code }) => code))];

/** Those of the grammar of contents are test/conformance's. */
const OF_COMMANDS = /Command|^InvalidParameter\.BuildContent$/;
const byRule = codes.filter((code) => rowOf(code)?.onDemand !== true && !OF_COMMANDS.test(code));
const onDemand = codes.filter((code) => rowOf(code)?.onDemand === true);

test("each code that is not marked as on demand has a rule that leads to it", () => {
  const recipes = Object.keys(RECIPES).filter((code) => !OF_COMMANDS.test(code));
  expect([...byRule].filter((code) => code !== "ServiceUnavailable").sort()).toEqual(recipes.sort());
});

test.each(Object.entries(RECIPES))(
  "%s is sent with its documented status",
  async (code, [action, sent, prepare]) => {
    const prepared = await prepare?.();
    const region: Flat = action === "DeleteSnapshot" ? {} : { RegionId: REGION };
    const answer = await verdict(simulator.current, action, { ...region, ...sent, ...prepared });
    expect(answer).toBe(`${statusOf(code)} ${code}`);
  },
);

test("each code without a rule is sent on demand, with its documented status", async () => {
  expect(onDemand.length).toBeGreaterThan(20);
  for (const code of onDemand.filter((one) => !APART.includes(one))) {
    await control(simulator.current, "settings", { deny: { DescribeImages: code } });
    expect(await verdict(simulator.current, "DescribeImages", { RegionId: REGION })).toBe(
      `${statusOf(code)} ${code}`,
    );
  }
});

test("each code that an action's table names is in the list of codes", () => {
  const named = ACTIONS.flatMap(({ parameters, lists }) => [
    ...parameters.flatMap(({ code, missing }) => [code, missing]),
    ...lists.flatMap(({ tooLong, repeated, missing }) => [tooLong, repeated, missing]),
  ]);
  const unknown = named.filter((code) => code !== undefined && rowOf(code) === undefined);
  expect(unknown).toEqual([]);
});
