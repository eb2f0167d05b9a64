import type { EcsClient } from "../ecs/client";

/** An image and the snapshots that it consists of. */
interface Image {
  imageName: string | undefined;
  snapshotIds: string[];
}

/** The image with this ID, or undefined if the region has none. */
export async function findImage(
  client: EcsClient,
  regionId: string,
  imageId: string,
): Promise<Image | undefined> {
  const page = await client.call("DescribeImages", { regionId, imageId });
  const item = page.images?.image?.find((image) => image.imageId === imageId);
  const disks = item?.diskDeviceMappings?.diskDeviceMapping ?? [];
  return (
    item && { imageName: item.imageName, snapshotIds: disks.flatMap(({ snapshotId }) => snapshotId || []) }
  );
}

/** Deletes an image and its snapshots; what is gone already is done. */
export async function deleteImage(client: EcsClient, regionId: string, imageId: string): Promise<void> {
  const image = await findImage(client, regionId, imageId);
  if (!image) return;
  await client.call("DeleteImage", { regionId, imageId });
  for (const snapshotId of image.snapshotIds) await client.call("DeleteSnapshot", { regionId, snapshotId });
}
