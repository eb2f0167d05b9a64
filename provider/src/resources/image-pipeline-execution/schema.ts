import * as z from "zod";
import { regionId, tagMap, text, wholeNumber } from "../../validation/schema-types";
import { oneWord } from "../../validation/text-rules";

/*
 * The arguments of an ImagePipelineExecution. "API" is the parameter's documentation in the ECS API reference of
 * StartImagePipelineExecution.
 */
export const imagePipelineExecutionSchema = z.strictObject({
  /** The pipeline to build. Another one, or one that was replaced, is a new build. Source: API, ImagePipelineId. */
  imagePipelineId: text(oneWord("the ID of an image pipeline (ip-…)")),
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored. Source: API, RegionId.
   */
  regionId: regionId().optional(),
  /**
   * Any values: when one of them changes, the image is built anew (as in the `command` provider). A date, a commit, the
   * version of a component.
   */
  triggers: z.array(z.unknown()).optional(),
  /**
   * Whether to wait until the image is there. Default: true. With false the build is started only, `imageId` is empty
   * until a later `pulumi refresh`, and a build that fails is not noticed.
   */
  waitForCompletion: z.boolean().optional(),
  /**
   * How long to wait for the image, in minutes, 1 to 1440, the wait for another build of the same pipeline included. Default:
   * 180. When it has passed the build goes on, and the next `pulumi up` goes on waiting for it.
   */
  timeoutMinutes: wholeNumber(1, 1440, "minutes").optional(),
  /**
   * Whether the built image and its snapshots are deleted with this resource, also when a new build replaces it. A build that
   * cannot be cancelled is waited for first, up to `timeoutMinutes`; the image of a build whose tests fail is deleted at once.
   * Copies in other regions (`toRegionIds`) are not deleted. Default: false, the image stays.
   */
  deleteImageOnDestroy: z.boolean().optional(),
  /** Tags of the execution, up to 20; the rules are those of a pipeline's. A change is a new build. Source: API, Tag.N. */
  tags: tagMap().optional(),
});

/** The arguments as a program gives them, once they are known. */
export type ImagePipelineExecutionInputs = z.input<typeof imagePipelineExecutionSchema>;
