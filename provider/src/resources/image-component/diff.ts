import { isDeepStrictEqual } from "node:util";
import type { ImageComponentArguments } from "../../arguments/image-component";
import { argumentsAmong, type Change, type Changes, changes } from "../change";
import { normalize } from "./normalize";

type Argument = keyof ImageComponentArguments;
type Properties = Record<string, unknown>;

/**
 * There is no Modify action for components either (docs/service.md, Actions). The compiler checks that every
 * argument is here.
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

/** The arguments among outputs: those of another name are never compared. */
export const argumentsPresent = (properties: Properties): ImageComponentArguments =>
  argumentsAmong<ImageComponentArguments>(CHANGE, properties);

/**
 * What differs between the outputs in the state and checked inputs. The service names a component without a name by
 * its ID, and gives one without a version the next: such a one is no difference to none.
 */
export function diff(id: string, olds: Properties, news: Properties): Changes<Argument> {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  then.imageComponentName ??= id;
  now.imageComponentName ??= id;
  now.componentVersion ??= then.componentVersion;
  return changes(CHANGE, (name) => !isDeepStrictEqual(then[name], now[name]));
}
