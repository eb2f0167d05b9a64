import { isDeepStrictEqual } from "node:util";
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
const CHANGE = {
  regionId: "replace",
  imageComponentName: "replace",
  componentType: "replace",
  componentVersion: "replace",
  content: "replace",
  description: "replace",
  resourceGroupId: "replace",
  systemType: "replace",
  tags: "update",
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
  return changes(CHANGE, (name) => !isDeepStrictEqual(then[name], now[name]));
}
