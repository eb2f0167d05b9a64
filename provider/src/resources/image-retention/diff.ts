import type { ImageRetentionArguments } from "../../arguments/image-retention";
import { argumentsAmong, type Change, changes } from "../change";
import type { Difference } from "../lifecycle";
import { normalize } from "./normalize";

type Argument = keyof ImageRetentionArguments;
type Properties = Record<string, unknown>;

/** A retention is a rule that runs: no change replaces it. The compiler checks that every argument has an entry. */
export const CHANGE = {
  regionId: "update",
  regionIds: "update",
  imageFamily: "update",
  imageNamePrefix: "update",
  imageTags: "update",
  imagePipelineId: "update",
  action: "update",
  keep: "update",
  olderThanDays: "update",
  retainAtLeast: "update",
  minimumAgeHours: "update",
  unshare: "update",
  excludeTags: "update",
  keepImageIds: "update",
  triggers: "update",
  dryRun: "update",
} satisfies Record<Argument, Change>;

/** The arguments among outputs. Other outputs are never compared. */
export const argumentsPresent = (properties: Properties): ImageRetentionArguments =>
  argumentsAmong<ImageRetentionArguments>(CHANGE, properties);

/** A run that did not do everything is continued by the next update, even if no argument differs. */
export function diff(olds: Properties, news: Properties): Difference {
  const [then, now] = [normalize(argumentsPresent(olds)), normalize(argumentsPresent(news))];
  const { pending } = olds;
  const isUnfinished = then.dryRun !== true && Array.isArray(pending) && pending.length > 0;
  return { ...changes(CHANGE, then, now), ...(isUnfinished && { unfinished: true }) };
}
