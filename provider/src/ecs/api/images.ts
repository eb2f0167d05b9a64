import { messageOf } from "../../values/printable";
import type { EcsClient } from "../transport/client";
import { EcsError, isNotFound } from "../transport/errors";

/** An image and its snapshots. */
export interface Image {
  imageName: string | undefined;
  snapshotIds: string[];
}

/** The images of an account. */
export class Images {
  constructor(private readonly client: EcsClient) {}

  /**
   * The image with this ID, or undefined if the region has none. Without `status`, the API returns only Available images,
   * so a deprecated image, or one that is still being copied, would look deleted (API: DescribeImages, Status).
   */
  async find(regionId: string, imageId: string): Promise<Image | undefined> {
    const page = await this.client.call("DescribeImages", { regionId, imageId, status: "ALL" });
    const item = page.images?.image?.find((image) => image.imageId === imageId);
    const disks = item?.diskDeviceMappings?.diskDeviceMapping ?? [];
    return (
      item && { imageName: item.imageName, snapshotIds: disks.flatMap(({ snapshotId }) => snapshotId || []) }
    );
  }

  /**
   * Deletes an image and its snapshots. Succeeds if they do not exist. The service lists no snapshots for a deleted image,
   * so after a failure only the snapshots in the state are known.
   *
   * @param recorded the snapshots in the state.
   */
  async delete(regionId: string, imageId: string | undefined, recorded: string[]): Promise<void> {
    const image = imageId === undefined ? undefined : await this.find(regionId, imageId);
    if (imageId !== undefined && image)
      await unlessGone(this.client.call("DeleteImage", { regionId, imageId }));
    const failures = new Map<string, unknown>();
    for (const snapshotId of new Set([...recorded, ...(image?.snapshotIds ?? [])])) {
      const deleted = unlessGone(this.client.call("DeleteSnapshot", { regionId, snapshotId }));
      await deleted.catch((error) => failures.set(snapshotId, error));
    }
    const [first] = failures.values();
    if (first === undefined) return;
    const left = [...failures.keys()];
    const unrecorded = left.filter((snapshotId) => !recorded.includes(snapshotId));
    const next =
      unrecorded.length > 0
        ? `The state does not contain ${unrecorded.join(", ")}: delete them in the ECS console of that region.`
        : "The state contains them: run this again to delete them.";
    throw new Error(
      `${messageOf(first)} Image ${imageId} was deleted, but these of its snapshots remain and are billed: ${left.join(", ")}. ${next}`,
    );
  }
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  await call.catch((error) => {
    if (!(error instanceof EcsError) || !isNotFound(error)) throw error;
  });
}
