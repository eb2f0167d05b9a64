import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";

/** The rules of an ImageRetention that its schema cannot express. An unknown value counts as one that is set. */
export const ruleFaults = (args: Record<string, unknown>): Fault[] => [
  ...emptySelector(args),
  ...noLimit(args),
  ...tagKeyFaults(args, ["imageTags"]),
  ...tagKeyFaults(args, ["excludeTags"]),
];

export const SELECTORS = ["imageFamily", "imageNamePrefix", "imageTags", "imagePipelineId"] as const;

function emptySelector(args: Record<string, unknown>): Fault[] {
  if (SELECTORS.some((name) => args[name] !== undefined)) return [];
  const [first, ...others] = SELECTORS;
  const message = `is missing, and so are ${others.slice(0, -1).join(", ")} and ${others.at(-1)}. Without one of them the rule would be about all images of the account. Set at least one.`;
  return [{ path: [first], message }];
}

function noLimit({ keep, olderThanDays }: Record<string, unknown>): Fault[] {
  if (keep !== undefined || olderThanDays !== undefined) return [];
  const message =
    "is missing, and so is olderThanDays. Set how many images stay, or how old an image must be to go.";
  return [{ path: ["keep"], message }];
}
