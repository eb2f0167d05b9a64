import { isDeepStrictEqual } from "node:util";
import type { ImagePipelineExecutionArguments } from "../../arguments/image-pipeline-execution";
import { hasEnded, hasFailed } from "../../ecs/api/execution-status";
import { argumentsAmong, type Change, changes } from "../change";
import type { Difference } from "../lifecycle";
import { normalize } from "./normalize";

type Argument = keyof ImagePipelineExecutionArguments;
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
export const argumentsPresent = (properties: Properties): ImagePipelineExecutionArguments =>
  argumentsAmong<ImagePipelineExecutionArguments>(CHANGE, properties);

/**
 * What differs between the outputs in the state and checked inputs. A build that failed while waited for is built anew;
 * one that was to be waited for and has not ended is gone on with, also when a refresh has taken the error away.
 */
export function diff(olds: Properties, news: Properties): Difference {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  const { replaces, updates } = changes(CHANGE, (name) => !isDeepStrictEqual(then[name], now[name]));
  const status = String(olds["status"]);
  if (now.waitForCompletion === false) return { replaces, updates };
  if (hasFailed(status)) return { replaces: [...replaces, "status"], updates };
  return { replaces, updates, ...(!hasEnded(status) && { unfinished: true }) };
}
