import { isDeepStrictEqual } from "node:util";
import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { argumentsAmong, type Change, type Changes, changes } from "../change";
import { asCompared } from "./as-sent";
import { normalize } from "./normalize";

type Argument = keyof ImagePipelineArguments;

/**
 * What a change of each argument costs. ECS has no Modify action for pipelines (docs/service.md, Actions), so any change
 * but that of tags creates a new one. The compiler checks that every argument has an entry.
 */
export const CHANGE = {
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
  // Used only by this provider.
  deleteTimeoutMinutes: "update",
  // Setting it to the ID in the state, or removing it, is no difference: see diff.
  adopt: "replace",
} satisfies Record<Argument, Change>;

/** The arguments from which a difference in a sent value can come, if there is more than one. */
const SOURCES: { [Name in Argument]?: Argument[] } = {
  baseImageType: ["baseImageType", "buildContent"],
  baseImage: ["baseImage", "buildContent"],
  imageOptions: ["imageOptions", "imageName", "imageFamily", "nvmeSupport"],
};

/**
 * Compares the state with the declaration.
 *
 * @param id the pipeline's ID, which is also the name of a pipeline without a declared one.
 * @param olds the outputs in the state. They are normalized like new inputs, so that a default added in a later release
 *   replaces nothing.
 * @param news the checked inputs. An unknown one counts as different.
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
  return changes(CHANGE, before, after, (name) => differing.has(name));
}

const ARGUMENTS = Object.keys(CHANGE) as Argument[];

/** The arguments among outputs. Other outputs are never compared. */
export const argumentsPresent = (properties: Record<string, unknown>): ImagePipelineArguments =>
  argumentsAmong<ImagePipelineArguments>(CHANGE, properties);

const argumentsIn = (properties: Record<string, unknown>): ImagePipelineArguments =>
  normalize(argumentsPresent(properties));
