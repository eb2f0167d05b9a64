import * as z from "zod/mini";
import { fields, optional, required } from "../../validation/documentation";
import { enumeration, regionId, tagMap, text, wholeNumber } from "../../validation/schema-types";
import { imageFamilyRule, nameRule, oneWord } from "../../validation/text-rules";
import { DEFAULTS } from "./normalize";

/** The arguments of an ImageRetention, with their documentation. It is a rule of this provider: the API has none. */
export const imageRetentionSchema = fields({
  action: required(enumeration("RetentionAction", ["delete", "deprecate"]), {
    text: "What happens to the images that the rule does not keep. `delete` deletes them with their snapshots. `deprecate` takes them out of their family; instances can still be made from them, and they are billed.",
  }),
  imageFamily: optional(text(imageFamilyRule), {
    text: "Selects the images of this family. This, `imageNamePrefix`, `imageTags` or `imagePipelineId` is required, and an image must match all that are set. Copies in other regions than `regionId` do not inherit the family: an image without a family is selected there if the other selectors match, and a family alone does not select it.",
  }),
  imageNamePrefix: optional(text(nameRule(128)), {
    text: "Selects the images whose names begin with this. Image Builder names an image by `imageOptions.imageName`, `_` and the ID of the build, so end the prefix with `_exec-`: `web_` also selects `web_db_exec-…`, the images of a pipeline `web_db`.",
  }),
  imageTags: optional(tagMap(), { text: "Selects the images that have all of these tags." }),
  imagePipelineId: optional(text(oneWord("the ID of an image pipeline (ip-…)")), {
    text: "Selects the images that this pipeline has built, and their copies in other regions. Most changes of a pipeline replace it, and the images of the old pipeline are not selected then: prefer the family or the name.",
  }),
  regionId: optional(regionId(), {
    text: "Region of the pipeline, and of the family.",
    otherwise: "the region of the configuration or the environment",
    always: true,
  }),
  regionIds: optional(z.array(regionId()), {
    text: "The regions whose images the rule is about. It applies to each region alone.",
    otherwise: "`regionId`",
  }),
  keep: optional(wholeNumber(1, 10_000, "images"), {
    text: "Keeps the newest images of each region, this many. This or `olderThanDays` is required; with both, an image goes only if both say so. Only images that are `Available` count, so an image that is not, such as one that a rollback deprecated, stays until this many available ones are newer.",
  }),
  olderThanDays: optional(wholeNumber(1, 10_000, "days"), {
    text: "Keeps the images that are younger than this.",
  }),
  retainAtLeast: optional(wholeNumber(0, 10_000, "images"), {
    text: "The newest available images of each region that stay however old they are, this many.",
    default: DEFAULTS.retainAtLeast,
  }),
  minimumAgeHours: optional(wholeNumber(1, 100_000, "hours"), {
    text: "An image that is younger than this is never touched.",
  }),
  unshare: optional(z.boolean(), {
    text: "Whether an image that is shared with other accounts can go, too; its sharing ends first. With `false` it stays. A public image always stays.",
    default: DEFAULTS.unshare,
  }),
  excludeTags: optional(tagMap(), {
    text: "An image that has one of these tags is never touched.",
  }),
  keepImageIds: optional(z.array(text(oneWord("the ID of an image (m-…)"))), {
    text: "Images that are never touched, and neither are their copies in the other `regionIds`.",
  }),
  triggers: optional(z.array(z.unknown()), {
    text: "Any values, such as the `imageId` of a build. The rule runs again if one of them changes. An image whose ID is in them is never touched, and neither are its copies in the other `regionIds`.",
  }),
  dryRun: optional(z.boolean(), {
    text: "Whether to change nothing and only list in `pending` what the rule would delete or deprecate.",
    default: DEFAULTS.dryRun,
  }),
});
