import { isDeepStrictEqual } from "node:util";
import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { argumentsAmong, type Change, type Changes, changes } from "../change";
import { asCompared } from "./as-sent";
import { normalize } from "./normalize";

type Argument = keyof ImagePipelineArguments;

/**
 * What a change of each argument costs. ECS has no Modify action for pipelines (docs/service.md, Actions), so
 * everything but the tags makes a new one. The compiler checks that every argument has its entry.
 */
const CHANGE = {
  regionId: "replace",
  name: "replace",
  description: "replace",
  baseImageType: "replace",
  baseImage: "replace",
  buildContent: "replace",
  testContent: "replace",
  imageOptions: "replace",
  imageName: "replace",
  imageFamily: "replace",
  nvmeSupport: "replace",
  importImageOptions: "replace",
  imageSecurityOptions: "replace",
  advancedOptions: "replace",
  repairMode: "replace",
  repairItems: "replace",
  instanceType: "replace",
  systemDiskSize: "replace",
  internetMaxBandwidthOut: "replace",
  deleteInstanceOnFailure: "replace",
  vswitchId: "replace",
  addAccounts: "replace",
  toRegionIds: "replace",
  resourceGroupId: "replace",
  tags: "update",
  // Only steers us.
  deleteTimeoutMinutes: "update",
  // Set to the ID that is held, or taken away, it is no difference: see diff.
  adopt: "replace",
} satisfies Record<Argument, Change>;

/** Where a difference in what is sent can come from more than the argument of that name. */
const SOURCES: { [Name in Argument]?: Argument[] } = {
  baseImageType: ["baseImageType", "buildContent"],
  baseImage: ["baseImage", "buildContent"],
  imageOptions: ["imageOptions", "imageName", "imageFamily", "nvmeSupport"],
};

/**
 * What differs between what is in the state and what is declared.
 *
 * @param id the pipeline's ID, which is the name of a pipeline that was given none.
 * @param olds the outputs in the state; they go through the same normalizer as new inputs, so that a default that a
 *   later release adds replaces nothing.
 * @param news the checked inputs. One that is not known yet counts as different.
 */
export function diff(
  id: string,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): Changes<Argument> {
  const [before, after] = [argumentsIn(olds), argumentsIn(news)];
  const [then, now] = [asCompared(before), asCompared(after)];
  then.name ??= id;
  now.name ??= id;
  then.adopt = id;
  now.adopt ??= id;
  const differing = new Set(
    ARGUMENTS.filter((name) => !isDeepStrictEqual(then[name], now[name])).flatMap((name) => {
      const sources = SOURCES[name]?.filter((source) => !isDeepStrictEqual(before[source], after[source]));
      return sources?.length ? sources : [name];
    }),
  );
  return changes(CHANGE, (name) => differing.has(name));
}

const ARGUMENTS = Object.keys(CHANGE) as Argument[];

/** The arguments among outputs: those of another name are never compared. */
export const argumentsPresent = (properties: Record<string, unknown>): ImagePipelineArguments =>
  argumentsAmong<ImagePipelineArguments>(CHANGE, properties);

const argumentsIn = (properties: Record<string, unknown>): ImagePipelineArguments =>
  normalize(argumentsPresent(properties));
