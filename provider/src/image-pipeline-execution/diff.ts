import { isDeepStrictEqual } from "node:util";
import { argumentsAmong, type Change, type Changes, changes } from "../shared/change";
import { normalize } from "./check";
import type { ImagePipelineExecutionInputs } from "./schema";
import { hasFailed } from "./status";

type Argument = keyof ImagePipelineExecutionInputs;
type Properties = Record<string, unknown>;

/** A build is what it is; what can change is only how we go about it. The compiler checks that every argument is here. */
const CHANGE = {
  imagePipelineId: "replace",
  regionId: "replace",
  triggers: "replace",
  tags: "replace",
  waitForCompletion: "update",
  timeoutMinutes: "update",
  deleteImageOnDestroy: "update",
} satisfies Record<Argument, Change>;

/** The arguments among outputs: those of another name are never compared. */
export const argumentsPresent = (properties: Properties): Properties => argumentsAmong(CHANGE, properties);

/** What differs between the outputs in the state and checked inputs. A build that failed while waited for is built anew. */
export function diff(olds: Properties, news: Properties): Changes<string> {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  const { replaces, updates } = changes(CHANGE, (name) => !isDeepStrictEqual(then[name], now[name]));
  const failed = now["waitForCompletion"] !== false && hasFailed(String(olds["status"]));
  return { replaces: failed ? [...replaces, "status"] : replaces, updates };
}
