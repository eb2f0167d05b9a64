import * as z from "zod/mini";
import { fields, optional, required } from "../../validation/documentation";
import { regionId, tagMap, text, wholeNumber } from "../../validation/schema-types";
import { oneWord } from "../../validation/text-rules";
import { DEFAULTS } from "./normalize";

/*
 * The arguments of an ImagePipelineExecution: every rule that needs one value alone, with its documentation. The source
 * "API" is the ECS API reference of StartImagePipelineExecution.
 */
export const imagePipelineExecutionSchema = fields({
  imagePipelineId: required(text(oneWord("the ID of an image pipeline (ip-…)")), {
    text: "The pipeline to build. A new build starts if the ID changes, also because the pipeline was replaced.",
    source: "API, ImagePipelineId",
  }),
  regionId: optional(regionId(), {
    text: "Region of the pipeline. The state stores the resolved region.",
    otherwise: "the region of the configuration or the environment",
    always: true,
    source: "API, RegionId",
  }),
  triggers: optional(z.array(z.unknown()), {
    text: "Any values, such as a date, a commit or the version of a component. A new build starts if one of them changes, as with `triggers` of the `command` provider.",
  }),
  waitForCompletion: optional(z.boolean(), {
    text: "Whether to wait for the image. With `false`, the build is only started: `imageId` is empty until a later `pulumi refresh`, and a build that fails goes unnoticed.",
    default: DEFAULTS.waitForCompletion,
  }),
  timeoutMinutes: optional(wholeNumber(1, 1440, "minutes"), {
    text: "How long to wait for the image and its copies in other regions, including the wait for another build of the same pipeline. After that time the build continues, and the next `pulumi up` continues to wait for it.",
    default: DEFAULTS.timeoutMinutes,
  }),
  deleteImageOnDestroy: optional(z.boolean(), {
    text: "Whether to delete the built image, its copies in other regions (`toRegionIds`) and all their snapshots with this resource, also when a new build replaces it, and also if the tests of the build failed. If the build cannot be cancelled, or an image is still being copied, the deletion first waits for the end of that, up to `timeoutMinutes`. If an image is shared (`addAccounts`), its sharing ends first. With `false`, the images stay.",
    default: DEFAULTS.deleteImageOnDestroy,
  }),
  rebuildWhenImageGone: optional(z.boolean(), {
    text: "Whether to build again if a refresh found that the image, or its copy in another region, was deleted. With `false`, there is a warning. A deprecated image is not deleted.",
    default: DEFAULTS.rebuildWhenImageGone,
  }),
  tags: optional(tagMap(), {
    text: "Tags of the execution. A change starts a new build.",
    source: "API, Tag.N",
  }),
  adopt: optional(text(oneWord("the ID of an execution (exec-…)")), {
    text: "ID of an existing execution to adopt instead of starting a build. It must be of the declared pipeline, and have the tags if they are declared. A running build is waited for; one that failed, or whose image was deleted, is refused, and nothing is changed. Remove this argument afterwards, which is not a change: while it is set, a change that needs a new build fails.",
  }),
});
