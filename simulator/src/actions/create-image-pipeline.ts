import { errors } from "../errors.js";
import { readCatalog, refuseUnknownReferences, withOwnImages } from "../model/catalog.js";
import { refuseWrongComponents } from "../model/components.js";
import type { TokenUse } from "../model/idempotency.js";
import { earlierAnswer, rememberAnswer } from "../model/idempotency.js";
import { ownImages } from "../model/images.js";
import { newPipeline, putPipeline } from "../model/pipelines.js";
import type { FromMode } from "../model/records.js";
import { readSettings } from "../model/settings.js";
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
    "BaseImage is required when BaseImageType is IMAGE or IMAGE_FAMILY; ImportImageOptions when it is OSS.",
    "Architecture arm64 with BootMode BIOS is refused.",
    "BuildContent and TestContent can have 127 commands each, of the documented list, in the documented form: see the error codes. Comments and blank lines are no commands, and one that is continued by a backslash or a heredoc is one. Contents in YAML are not looked into.",
    "With the setting `from: honoured` a line `FROM <type>:<image>` takes the place of BaseImageType and BaseImage, and a missing one is added in front of the stored content.",
    "COMPONENT lines of BuildContent may name Build components only, those of TestContent Test components only. A component that the simulator does not have is let pass, unless the catalog is strict or its name contains notfound.",
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
  refuseUnknownReferences(withOwnImages(catalog, ownImages(store, use, clock.now().getTime())), {
    baseParameter: kept["BaseImage"] === undefined ? "BaseImage" : "BuildContent",
    baseImageType: kept["BaseImageType"] ?? parameters.text("BaseImageType") ?? "",
    baseImage: kept["BaseImage"] ?? parameters.text("BaseImage"),
    resourceGroupId: parameters.text("ResourceGroupId"),
    vSwitchId: parameters.text("VSwitchId"),
  });
  refuseWrongComponents(store, use, (parameter) => parameters.text(parameter), catalog);
  const pipeline = newPipeline(store, {
    accountId: use.accountId,
    regionId: use.regionId,
    createdAt: clock.now().getTime(),
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
  const imported = [...parameters.flat.keys()].some((name) => name.startsWith("ImportImageOptions."));
  if (parameters.text("BaseImageType") === "OSS") {
    if (!imported) throw errors.missingParameter("ImportImageOptions");
  } else if (!parameters.text("BaseImage")) {
    throw errors.missingParameter("BaseImage");
  }
  if (
    parameters.text("ImportImageOptions.Architecture") === "arm64" &&
    parameters.text("ImportImageOptions.BootMode") === "BIOS"
  ) {
    throw errors.invalidParameter("ImportImageOptions.BootMode", "arm64 boots by UEFI only");
  }
  for (const name of ["BuildContent", "TestContent"] as const) {
    const fault = faultInCommands(parameters.text(name) ?? "", name);
    if (fault !== undefined) throw errors.invalidContent(name, fault);
  }
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
