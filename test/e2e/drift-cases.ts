import type { ImagePipelineArguments } from "../../provider/src/arguments/image-pipeline";
import { FULL } from "../unit/resources/full-declaration";

type Args = Record<string, unknown>;
/** Flat parameters of CreateImagePipeline as somebody else changed them; null is one that was taken away. */
type Outside = Record<string, string | null>;

/** A pipeline, what somebody else makes of it, and the argument where the next preview must show that. */
export interface Drift {
  declared: Args;
  outside: Outside;
  shownAt: string;
}

/** The region cannot change; the others are no property of a pipeline. */
type NotOfThePipeline = "regionId" | "adopt" | "deleteTimeoutMinutes";
type Argument = Exclude<keyof ImagePipelineArguments, NotOfThePipeline>;

const DISK = "ImportImageOptions.DiskDeviceMappings";

/** One change of each argument; the compiler says when one is missing. Tags change by an action of their own. */
const ARGUMENTS: Record<Exclude<Argument, "tags">, Outside> = {
  name: { Name: "other" },
  description: { Description: null },
  baseImageType: { BaseImageType: "IMAGE_FAMILY" },
  baseImage: { BaseImage: "m-other" },
  buildContent: { BuildContent: "RUN echo other" },
  testContent: { TestContent: "RUN echo other" },
  imageOptions: { "ImageOptions.ImageName": "other", "ImageOptions.Description": null },
  imageName: { "ImageOptions.ImageName": "other" },
  imageFamily: { "ImageOptions.ImageFamily": "other" },
  nvmeSupport: { "ImageOptions.ImageFeatures.NvmeSupport": "auto" },
  importImageOptions: { "ImportImageOptions.RoleName": "Other", [`${DISK}.2.DiskImageSize`]: "101" },
  imageSecurityOptions: { "ImageSecurityOptions.SecurityScanMode": "Full" },
  advancedOptions: { "AdvancedOptions.RetainCloudAssistant": "false" },
  repairMode: { RepairMode: "All" },
  repairItems: { "RepairItem.2": null },
  instanceType: { InstanceType: "ecs.other.large" },
  systemDiskSize: { SystemDiskSize: "61" },
  internetMaxBandwidthOut: { InternetMaxBandwidthOut: null },
  deleteInstanceOnFailure: { DeleteInstanceOnFailure: "true" },
  vswitchId: { VSwitchId: "vsw-other" },
  addAccounts: { "AddAccount.2": "9999999999999998" },
  toRegionIds: { "ToRegionId.1": "cn-other", "ToRegionId.2": null },
  resourceGroupId: { ResourceGroupId: "rg-other" },
};

/** One change of each nested field. */
const FIELDS: Record<string, Outside> = {
  "imageOptions.imageName": { "ImageOptions.ImageName": "other" },
  "imageOptions.imageFamily": { "ImageOptions.ImageFamily": null },
  "imageOptions.description": { "ImageOptions.Description": "other" },
  "imageOptions.imageFeatures.nvmeSupport": { "ImageOptions.ImageFeatures.NvmeSupport": "unsupported" },
  "imageOptions.imageTags": { "ImageOptions.ImageTags.1.Value": "no" },
  "importImageOptions.diskDeviceMappings": { [`${DISK}.1.OSSObject`]: "other.raw" },
  "importImageOptions.architecture": { "ImportImageOptions.Architecture": "x86_64" },
  "importImageOptions.bootMode": { "ImportImageOptions.BootMode": "BIOS" },
  "importImageOptions.platform": { "ImportImageOptions.Platform": "CentOS" },
  "importImageOptions.licenseType": { "ImportImageOptions.LicenseType": null },
  "importImageOptions.features.imdsSupport": { "ImportImageOptions.Features.ImdsSupport": "v1" },
  "importImageOptions.features.nvmeSupport": { "ImportImageOptions.Features.NvmeSupport": "unsupported" },
  "importImageOptions.retentionStrategy": { "ImportImageOptions.RetentionStrategy": "RetainOnlyFailed" },
  "importImageOptions.retainImportedImage": { "ImportImageOptions.RetainImportedImage": "false" },
  "importImageOptions.imageName": { "ImportImageOptions.ImageName": "other" },
  "importImageOptions.description": { "ImportImageOptions.Description": null },
  "importImageOptions.importImageTags": { "ImportImageOptions.ImportImageTags.1.Key": "other" },
  "importImageOptions.roleName": { "ImportImageOptions.RoleName": "Other" },
  "imageSecurityOptions.securityScanMode": { "ImageSecurityOptions.SecurityScanMode": null },
  "advancedOptions.imageNameSuffix": { "AdvancedOptions.ImageNameSuffix": null },
  "advancedOptions.retainCloudAssistant": { "AdvancedOptions.RetainCloudAssistant": "false" },
};

const BASE = { baseImageType: "IMAGE", baseImage: "m-bp1base" };
const IMPORT = {
  baseImageType: "OSS",
  importImageOptions: { osType: "linux", diskDeviceMappings: [{ ossBucket: "images", ossObject: "a.raw" }] },
};
const { regionId: _1, adopt: _2, ...EVERYTHING } = FULL;

/** The least that the API takes, and the full declaration's value at one path. */
function declaring(path: string): Args {
  const [name = "", ...inside] = path.split(".");
  if (name in BASE) return BASE;
  const nested = inside.reduceRight<unknown>((value, key) => ({ [key]: value }), valueAt(path));
  const more = name === "repairItems" ? { repairMode: "Customized" } : {};
  if (name !== "importImageOptions") return { ...BASE, ...more, [name]: nested };
  return { ...IMPORT, importImageOptions: { ...IMPORT.importImageOptions, ...(nested as object) } };
}

const valueAt = (path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Args)[key], EVERYTHING);

const FROM = "FROM IMAGE:m-bp1base\nRUN echo build";

const casesOf = (changes: Record<string, Outside>): Record<string, Drift> =>
  Object.fromEntries(
    Object.entries(changes).map(([path, outside]) => [
      path,
      { declared: declaring(path), outside, shownAt: path.split(".")[0] ?? path },
    ]),
  );

/** By the resource's name in the program. */
export const DRIFTS: Record<string, Drift> = {
  ...casesOf(ARGUMENTS),
  "the content after FROM": {
    declared: { buildContent: FROM },
    outside: { BuildContent: "FROM IMAGE:m-bp1base\nRUN echo other" },
    shownAt: "buildContent",
  },
  "the base image in FROM": {
    declared: { buildContent: FROM },
    outside: { BaseImage: "m-other", BuildContent: "FROM IMAGE:m-other\nRUN echo build" },
    shownAt: "buildContent",
  },
};

/** Where FROM lines are ignored, the base image can change beside them. */
export const BASE_DRIFTS: Record<string, Drift> = {
  "the base image behind FROM": {
    declared: { buildContent: FROM },
    outside: { BaseImage: "m-other" },
    shownAt: "buildContent",
  },
};

/** The same for nested fields, of which neither edition of the API says anything different. */
export const NESTED_DRIFTS = casesOf(FIELDS);

/** Nobody changes these. */
export const UNTOUCHED: Record<string, Args> = {
  "untouched, with everything": EVERYTHING,
  "untouched, with nothing": BASE,
  "untouched, with a FROM line": { buildContent: FROM },
  "untouched, with a content": { ...BASE, buildContent: "RUN echo build\r\n" },
};

/** Every argument changed of one pipeline; its tags apart. */
export const ALL_AT_ONCE = {
  declared: EVERYTHING,
  outside: Object.assign({}, ...Object.values(ARGUMENTS), { BaseImageType: "IMAGE" }) as Outside,
  shownAt: Object.keys(ARGUMENTS).sort(),
};

export const TAGGED = { ...BASE, tags: { team: "platform", env: "prod" } };
