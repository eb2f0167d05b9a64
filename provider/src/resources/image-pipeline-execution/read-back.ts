import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import type { Properties } from "../lifecycle";
import { argumentsPresent } from "./diff";
import { wordsOn } from "./failure";

/** The arguments as the service tells them, for `get`; those of a resource stay as they are in its state. */
export function readBack(outputs: Properties, regionId: string, item: Execution): Properties {
  if (outputs["executionId"] !== undefined) return { ...argumentsPresent(outputs), regionId };
  const { imagePipelineId, tags } = item;
  return { imagePipelineId, regionId, tags: tags && Object.keys(tags).length > 0 ? tags : undefined };
}

/**
 * Every argument at its own path, and what the service tells of the build.
 *
 * @param isNew whether the build has just ended: its image may be out of sight for a while, and is not gone.
 */
export async function outputsOf(
  ecs: Ecs,
  regionId: string,
  known: Properties,
  item: Execution | undefined,
  isNew: boolean,
): Promise<Properties> {
  const imageId = item?.imageId;
  // Where it cannot be looked for, nothing is known, and what was known stays.
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
