import type { ImagePipelineExecutionArguments } from "../../arguments/image-pipeline-execution";
import { hasEnded, hasFailed } from "../../ecs/api/execution-status";
import { withoutServiceTags } from "../../values/service-tags";
import { argumentsAmong, type Change, changes, type PathChange } from "../change";
import type { Difference } from "../lifecycle";
import { normalize } from "./normalize";

type Argument = keyof ImagePipelineExecutionArguments;
type Properties = Record<string, unknown>;

/** A build cannot change, only how the provider handles it. The compiler checks that every argument has an entry. */
export const CHANGE = {
  imagePipelineId: "replace",
  regionId: "replace",
  triggers: "replace",
  tags: "replace",
  // Setting it to the ID in the state, or removing it, is no difference: see diff.
  adopt: "replace",
  waitForCompletion: "update",
  timeoutMinutes: "update",
  deleteImageOnDestroy: "update",
  rebuildWhenImageGone: "update",
} satisfies Record<Argument, Change>;

/** The arguments among outputs. Other outputs are never compared. */
export const argumentsPresent = (properties: Properties): ImagePipelineExecutionArguments =>
  argumentsAmong<ImagePipelineExecutionArguments>(CHANGE, properties);

/**
 * Compares the outputs in the state with checked inputs. A build that failed during the wait is built again, and so is one
 * whose image was deleted, if that is declared. If the build or its copies must still be waited for, an update continues
 * the wait, even if a refresh has removed the error.
 */
export function diff(olds: Properties, news: Properties): Difference {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  then.tags = withoutServiceTags(then.tags);
  then.adopt = olds["executionId"] as string;
  now.adopt ??= then.adopt;
  const changed = changes(CHANGE, then, now);
  const status = String(olds["status"]);
  if (now.rebuildWhenImageGone === true && olds["missingImageRegionIds"] !== undefined)
    return becauseOf("missingImageRegionIds", "delete", changed);
  if (now.waitForCompletion === false) return changed;
  if (hasFailed(status)) return becauseOf("status", "update", changed);
  const isUnfinished = !hasEnded(status) || olds["pendingImageRegionIds"] !== undefined;
  return { ...changed, ...(isUnfinished && { unfinished: true }) };
}

/** A new build because of an output. */
const becauseOf = (
  output: string,
  kind: PathChange["kind"],
  { replaces, paths, ...changed }: Difference,
): Difference => ({
  ...changed,
  replaces: [...replaces, output],
  paths: [...paths, { path: [output], kind }],
});
