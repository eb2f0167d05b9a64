import type { ImageComponentArguments } from "../../arguments/image-component";
import { withoutServiceTags } from "../../values/service-tags";
import { argumentsAmong, type Change, type Changes, changes } from "../change";
import { normalize } from "./normalize";

type Argument = keyof ImageComponentArguments;
type Properties = Record<string, unknown>;

/**
 * Components have no Modify action either (docs/service.md, Actions). The compiler checks that every argument has an
 * entry.
 */
export const CHANGE = {
  regionId: "replace",
  imageComponentName: "replace",
  componentType: "replace",
  componentVersion: "replace",
  content: "replace",
  description: "replace",
  resourceGroupId: "replace",
  systemType: "replace",
  tags: "update",
  // Setting it to the ID in the state, or removing it, is no difference: see diff.
  adopt: "replace",
} satisfies Record<Argument, Change>;

/** The arguments among outputs. Other outputs are never compared. */
export const argumentsPresent = (properties: Properties): ImageComponentArguments =>
  argumentsAmong<ImageComponentArguments>(CHANGE, properties);

/**
 * Compares the outputs in the state with checked inputs. The service uses the ID as the name of a component without one,
 * and assigns the next version to a component without one. Those values do not count as differences.
 */
export function diff(id: string, olds: Properties, news: Properties): Changes<Argument> {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  then.tags = withoutServiceTags(then.tags);
  then.imageComponentName ??= id;
  now.imageComponentName ??= id;
  now.componentVersion ??= then.componentVersion;
  then.adopt = id;
  now.adopt ??= id;
  return changes(CHANGE, then, now);
}

/**
 * Why a replacement will be refused, or undefined. It is created before the old component is deleted, so it needs another
 * version, unless its name or region differs (API: CreateImageComponent, InvalidComponentVersion.Exist).
 */
export function sameVersionWarning(
  id: string,
  news: Properties,
  { replaces }: Changes<Argument>,
): string | undefined {
  const { imageComponentName, componentVersion } = news;
  if (replaces.length === 0 || imageComponentName === undefined || componentVersion === undefined)
    return undefined;
  if (
    (["regionId", "imageComponentName", "componentVersion"] as const).some((name) => replaces.includes(name))
  )
    return undefined;
  return (
    `warning: image component ${id}: ${replaces.join(", ")} changes, but componentVersion does not. ` +
    "The replacement is created before the old component is deleted, and the service refuses a second component with this name and version. " +
    "Increase componentVersion, omit it, or set the resource option deleteBeforeReplace: true."
  );
}
