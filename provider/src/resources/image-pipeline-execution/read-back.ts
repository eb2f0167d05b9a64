import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import type { Properties } from "../lifecycle";
import { argumentsPresent } from "./diff";
import { wordsOn } from "./failure";
import { imagesIn, lookAtImages } from "./images";

/** The arguments as the service describes them, for `get`. A resource keeps those in its state. */
export function readBack(outputs: Properties, regionId: string, item: Execution): Properties {
  if (outputs["executionId"] !== undefined) return { ...argumentsPresent(outputs), regionId };
  const { imagePipelineId, tags } = item;
  return { imagePipelineId, regionId, tags: tags && Object.keys(tags).length > 0 ? tags : undefined };
}

/**
 * All arguments at their own paths, and the outputs from the service.
 *
 * @param isNew whether the build has just ended. Then its images may be invisible for a while, which does not mean that
 *   they were deleted.
 */
export async function outputsOf(
  ecs: Ecs,
  regionId: string,
  known: Properties,
  item: Execution | undefined,
  isNew: boolean,
) {
  const { images, ...seen } = await lookAtImages(ecs, { regionId, known: imagesIn(known), item, isNew });
  const outputs: Properties = {
    ...argumentsPresent(known),
    executionId: known["executionId"],
    requestId: known["requestId"],
    accountId: known["accountId"],
    status: item?.status ?? known["status"],
    ...images,
    createTime: item?.createTime ?? known["createTime"],
    message: item && (await wordsOn(ecs, regionId, item)).message,
  };
  return { outputs, ...seen };
}
