import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import type { Properties } from "../lifecycle";
import { argumentsPresent } from "./diff";
import { wordsOn } from "./failure";

/** The arguments as the service describes them, for `get`. A resource keeps those in its state. */
export function readBack(outputs: Properties, regionId: string, item: Execution): Properties {
  if (outputs["executionId"] !== undefined) return { ...argumentsPresent(outputs), regionId };
  const { imagePipelineId, tags } = item;
  return { imagePipelineId, regionId, tags: tags && Object.keys(tags).length > 0 ? tags : undefined };
}

/**
 * All arguments at their own paths, and the outputs from the service.
 *
 * @param isNew whether the build has just ended. Then its image may be invisible for a while, which does not mean that it
 *   was deleted.
 */
export async function outputsOf(
  ecs: Ecs,
  regionId: string,
  known: Properties,
  item: Execution | undefined,
  isNew: boolean,
): Promise<Properties> {
  const imageId = item?.imageId;
  // If the lookup fails, the known values stay.
  const look =
    imageId &&
    (await ecs.images.find(regionId, imageId).then(
      (image) => ({ image }),
      () => undefined,
    ));
  const image = look ? look.image : undefined;
  const isGone = !isNew && look && !image;
  return {
    ...argumentsPresent(known),
    executionId: known["executionId"],
    requestId: known["requestId"],
    accountId: known["accountId"],
    status: item?.status ?? known["status"],
    imageId: isGone ? undefined : (imageId ?? known["imageId"]),
    imageName: isGone ? undefined : (image?.imageName ?? known["imageName"]),
    snapshotIds: image?.snapshotIds ?? known["snapshotIds"],
    createTime: item?.createTime ?? known["createTime"],
    message: item && (await wordsOn(ecs, regionId, item)).message,
  };
}
