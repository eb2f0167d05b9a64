import { isDeepStrictEqual } from "node:util";
import type { Ecs } from "../../ecs/api/ecs";
import { hasFailed, hasSucceeded } from "../../ecs/api/execution-status";
import type { Execution } from "../../ecs/api/executions";
import { printable } from "../../values/printable";
import { withoutServiceTags } from "../../values/service-tags";
import type { Properties } from "../lifecycle";

/**
 * The differences between a declaration and an existing execution. The service knows nothing of triggers, and what is not
 * declared is not compared. A tag may be secret, an ID is not.
 */
export function disagreements(declared: Properties, item: Execution): string[] {
  const { imagePipelineId, tags } = declared;
  const actual = printable(item.imagePipelineId ?? "unknown");
  return [
    ...(imagePipelineId === item.imagePipelineId
      ? []
      : [`imagePipelineId (declared: ${imagePipelineId}, actual: ${actual})`]),
    ...(tags === undefined || isDeepStrictEqual(tags, withoutServiceTags(item.tags)) ? [] : ["tags"]),
  ];
}

/** Refuses a build without an image, or one that will have none. */
export async function requireImage(ecs: Ecs, regionId: string, item: Execution): Promise<void> {
  const { executionId, status = "", imageId } = item;
  const refuse = (why: string) => {
    throw new Error(
      `adopt: execution ${executionId} ${why} Nothing was changed. Adopt a build that succeeded, or remove \`adopt\` to start a new build.`,
    );
  };
  const ended = `ended as ${printable(status)}`;
  if (status === "CANCELLING") refuse("is being cancelled (CANCELLING), so it will have no image.");
  if (hasFailed(status) && imageId) {
    refuse(
      `${ended}: its image ${imageId} exists, but is billed and not tested. Delete the image if you do not need it.`,
    );
  }
  if (hasFailed(status)) refuse(`${ended}, so it has no image.`);
  if (!hasSucceeded(status)) return;
  if (!imageId) refuse(`${ended}, but DescribeImagePipelineExecutions returned no ImageId.`);
  else if (!(await ecs.images.find(regionId, imageId)))
    refuse(`${ended}, but its image ${imageId} does not exist in ${regionId}.`);
}
