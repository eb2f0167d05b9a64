import { errors } from "../errors.js";
import { readCatalog, refuseUnknownReferences, saysNotFound, withImages } from "../model/catalog.js";
import { refuseWrongComponents } from "../model/components.js";
import type { TokenUse } from "../model/idempotency.js";
import { earlierAnswer, rememberAnswer } from "../model/idempotency.js";
import { ownImages } from "../model/images.js";
import { refuseBeyondQuota, refuseWithoutRole } from "../model/limits.js";
import { newPipeline, putPipeline } from "../model/pipelines.js";
import type { FromMode, Scope } from "../model/records.js";
import { missingOssObject, referencesOf } from "../model/references.js";
import { readSettings } from "../model/settings.js";
import type { Store } from "../model/store.js";
import { baseReference, faultInCommands, fromOperand, isYaml } from "../parameters/content.js";
import type { Parameters } from "../parameters/read.js";
import type { Action, World } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { CREATE_IMAGE_PIPELINE_TABLE } from "./create-image-pipeline-table.js";
import { scopeOf } from "./scope.js";
import { tagsOf } from "./tag-parameters.js";

export const createImagePipeline: Action = {
  name: "CreateImagePipeline",
  version: ECS_VERSION,
  ...CREATE_IMAGE_PIPELINE_TABLE,
  notes: [
    "BaseImage is required when BaseImageType is IMAGE or IMAGE_FAMILY; ImportImageOptions with DiskDeviceMappings, each with OSSBucket and OSSObject, when it is OSS.",
    "Architecture arm64 with BootMode BIOS is refused, and RepairItem.N without RepairMode.",
    "With ImageNameSuffix disable, an image name is refused if an image of the account has it, in the region or in one of ToRegionId.",
    "The settings `quotas` and `serviceLinkedRole` simulate an account without a free place, and one without the role.",
    "BuildContent and TestContent can have 127 commands each, of the documented list, in the documented form: see the error codes. Comments and blank lines are no commands, and one that is continued by a backslash or a heredoc is one. Contents in YAML are not checked.",
    "With the setting `from: honoured` a line `FROM <type>:<image>` takes the place of BaseImageType and BaseImage, and a missing one is added in front of the stored content.",
    "COMPONENT lines of BuildContent may name Build components only, those of TestContent Test components only. A component that the simulator does not have is accepted, unless the catalog is strict or its name contains notfound.",
    "The same ClientToken with the same parameters gets the same answer; the account, the region and the action are its scope, and it is kept as long as the simulator's data.",
  ],
  run: (parameters, world) => {
    refuseContradictions(parameters);
    const use = {
      ...scopeOf(parameters, world),
      action: "CreateImagePipeline",
      clientToken: parameters.text("ClientToken"),
      parameters: parameters.flat,
    };
    return earlierAnswer(world.store, use) ?? create(parameters, world, use);
  },
};

function create(
  parameters: Parameters,
  { store, clock }: World,
  use: TokenUse,
): Readonly<Record<string, string>> {
  const catalog = readCatalog(store);
  const kept = keptInstead(parameters, readSettings(store).from);
  const now = clock.now().getTime();
  refuseUnknownRegions(parameters);
  refuseUnknownReferences(withImages(catalog, store, use, now), referencesOf(parameters, kept));
  const object = missingOssObject(parameters);
  if (object !== undefined) {
    throw errors.ossObjectNotFound("InvalidImportImageOptionsDiskDeviceMappingsOSSObject.NotFound", object);
  }
  refuseWrongComponents(store, use, (parameter) => parameters.text(parameter), catalog);
  refuseTakenImageName(store, use, parameters, now);
  refuseBeyondQuota(store, use, "pipelines");
  refuseWithoutRole(store);
  const pipeline = newPipeline(store, {
    accountId: use.accountId,
    regionId: use.regionId,
    createdAt: now,
    request: Object.fromEntries(parameters.flat),
    kept,
    tags: tagsOf(parameters),
  });
  const answer = { ImagePipelineId: pipeline.id };
  store.commit([putPipeline(pipeline), ...rememberAnswer(use, answer)]);
  return answer;
}

/**
 * The rules that tie parameters together (docs/service.md, Conditions between parameters, FROM, Limits and
 * units).
 */
export function refuseContradictions(parameters: Parameters): void {
  if (parameters.text("BaseImageType") === "OSS") refuseIncompleteImport(parameters);
  else if (!parameters.text("BaseImage")) throw errors.missingParameter("BaseImage");
  if (parameters.list("RepairItem") !== undefined && parameters.text("RepairMode") === undefined) {
    throw errors.missingParameter("RepairMode", "MissingParameter.RepairMode");
  }
  if (
    parameters.text("ImportImageOptions.Architecture") === "arm64" &&
    parameters.text("ImportImageOptions.BootMode") === "BIOS"
  ) {
    throw errors.invalidParameter(
      "ImportImageOptions.BootMode",
      "arm64 boots by UEFI only",
      "InvalidParameter.ImportImageOptionsBootMode",
    );
  }
  for (const name of ["BuildContent", "TestContent"] as const) {
    const fault = faultInCommands(parameters.text(name) ?? "", name);
    if (fault !== undefined) throw errors.invalidContent(name, fault);
  }
}

/** What an import from OSS needs; each has a code of its own (docs/service.md, Error codes). */
function refuseIncompleteImport(parameters: Parameters): void {
  if (![...parameters.flat.keys()].some((name) => name.startsWith("ImportImageOptions."))) {
    throw errors.missingParameter("ImportImageOptions", "MissingParameter.ImportImageOptions");
  }
  const list = "ImportImageOptions.DiskDeviceMappings";
  const disks = parameters.entries(list);
  if (disks === undefined) {
    throw errors.missingParameter(list, "MissingParameter.ImageOptionsDiskDeviceMappings");
  }
  for (const [position, disk] of disks.entries()) {
    for (const field of ["OSSBucket", "OSSObject"] as const) {
      if (!disk.text(field)) {
        throw errors.missingParameter(
          `${list}.${position + 1}.${field}`,
          `MissingParameter.ImportImageOptionsDiskDeviceMappings${field}`,
        );
      }
    }
  }
}

function refuseUnknownRegions(parameters: Parameters): void {
  const sent = [...parameters.flat].filter(([name]) => /^(RegionId|ToRegionId\.\d+)$/.test(name));
  const unknown = sent.find(([, id]) => saysNotFound(id));
  if (unknown !== undefined) throw errors.regionNotFound(unknown[0]);
}

/** Without the suffix, the image has the plain name in each region that it gets into. */
function refuseTakenImageName(store: Store, scope: Scope, parameters: Parameters, now: number): void {
  const name = parameters.text("ImageOptions.ImageName") ?? parameters.text("ImageName");
  if (name === undefined || parameters.text("AdvancedOptions.ImageNameSuffix") !== "disable") return;
  const regions = [scope.regionId, ...(parameters.list("ToRegionId") ?? [])];
  const taken = regions.find((regionId) =>
    ownImages(store, { ...scope, regionId }, now).some((image) => image.name === name),
  );
  if (taken !== undefined) throw errors.imageNameTaken("ImageOptions.ImageName", taken);
}

/**
 * What a FROM line changes, in the older edition of the API (docs/service.md, FROM); nothing in the newer.
 */
export function keptInstead(parameters: Parameters, from: FromMode): Readonly<Record<string, string>> {
  const content = parameters.text("BuildContent");
  if (from === "ignored" || content === undefined || isYaml(content)) return {};
  const operand = fromOperand(content);
  if (operand !== undefined) {
    const { baseImageType, baseImage } = baseReference(operand) ?? {};
    return baseImageType === undefined ? {} : { BaseImageType: baseImageType, BaseImage: baseImage ?? "" };
  }
  const type = parameters.text("BaseImageType");
  // The older edition has no OSS, so there is no line to add for it.
  if (type === "OSS") return {};
  return { BuildContent: `FROM ${type}:${parameters.text("BaseImage")}\n${content}` };
}
