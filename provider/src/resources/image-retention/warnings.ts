import { counted } from "../../validation/text-rules";
import type { Warning } from "../../validation/warning";

/*
 * What a preview says of a rule. The module is loaded into the user's program, so it does not load the schema.
 */

type Args = Record<string, unknown>;

export const WARNINGS: Warning[] = [
  {
    needs: ["imageFamily", "imageNamePrefix", "imageTags", "imagePipelineId", "regionId", "regionIds"],
    texts: familyElsewhere,
  },
];

/** A preview cannot look which images go, so it states the rule. */
export const RULE: Warning = {
  needs: [
    ...["action", "keep", "olderThanDays", "retainAtLeast", "unshare", "dryRun", "regionId", "regionIds"],
    ...["imageFamily", "imageNamePrefix", "imageTags", "imagePipelineId"],
  ],
  texts: (args) => [ruleText(args)],
};

/** Copies do not inherit the family of their source (API: CopyImage; whether this holds for what Image Builder distributes is inferred). */
function familyElsewhere({
  imageFamily,
  imageNamePrefix,
  imageTags,
  imagePipelineId,
  ...args
}: Args): string[] {
  const others = [imageNamePrefix, imageTags, imagePipelineId].filter((value) => value !== undefined);
  if (imageFamily === undefined || others.length > 0) return [];
  const { regionId } = args;
  const regionIds = Array.isArray(args["regionIds"]) ? new Set(args["regionIds"]) : new Set();
  if (regionIds.size < 2 && (regionId === undefined || regionIds.size === 0 || regionIds.has(regionId)))
    return [];
  return [
    "imageFamily: copies of an image in other regions do not inherit its family, so it may select none of them. Set imageNamePrefix, imageTags or imagePipelineId, too.",
  ];
}

function ruleText(args: Args): string {
  const { action, keep, olderThanDays, retainAtLeast = 1, unshare, dryRun } = args;
  const least = Math.max(Number(keep ?? 0), Number(retainAtLeast));
  const kept = [
    least > 0 && `the newest ${least}`,
    olderThanDays !== undefined && `those younger than ${counted(Number(olderThanDays), "day")}`,
  ].filter(Boolean);
  const goes = action === "deprecate" ? "deprecates the others" : "deletes the others with their snapshots";
  const shared = unshare === true ? ", also those that are shared with other accounts" : "";
  const only = dryRun === true ? "only lists what it would do (dryRun): it " : "";
  return `when this runs, it ${only}keeps ${kept.join(" and ")} ${selection(args)} in ${regions(args)}; ${goes}${shared}`;
}

/** A family and an ID are no secrets; a name and the values of tags are free text. */
function selection({ imageFamily, imageNamePrefix, imageTags, imagePipelineId }: Args): string {
  const parts = [
    imageFamily !== undefined && `of family ${imageFamily}`,
    imagePipelineId !== undefined && `of image pipeline ${imagePipelineId}`,
    imageNamePrefix !== undefined && "with the given name prefix",
    imageTags !== undefined && `with the given tags (${Object.keys(imageTags as object).join(", ")})`,
  ].filter(Boolean);
  return parts.join(" and ").replace(" and with", " with");
}

/** Each region is judged by itself. */
function regions({ regionId, regionIds }: Args): string {
  const several = Array.isArray(regionIds) ? [...new Set(regionIds)] : [];
  if (several.length === 0) return String(regionId ?? "the region of the configuration");
  return `${several.length > 1 ? "each of " : ""}${several.join(", ")}`;
}
