import type { EcsClient } from "../transport/client";
import { batches } from "./batches";

/** An image and its snapshots. */
export interface Image {
  imageName: string | undefined;
  /** `instance` or `none`: whether instances use it. Which ones, the service does not say. */
  usage: string | undefined;
  snapshotIds: string[];
}

/** The accounts that one call takes; the service ignores any more without an error (API: ModifyImageSharePermission). */
const ACCOUNTS_PER_CALL = 10;

/** API: DescribeImageSharePermission, PageSize. */
const SHARES_PER_PAGE = 100;
/** An image can be shared with 50 accounts, or more on request (API: ModifyImageSharePermission). */
const MOST_SHARE_PAGES = 20;

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
      item && {
        imageName: item.imageName,
        usage: item.usage,
        snapshotIds: disks.flatMap(({ snapshotId }) => snapshotId || []),
      }
    );
  }

  /** Deletes an image. Its snapshots stay. */
  async delete(regionId: string, imageId: string): Promise<void> {
    await this.client.call("DeleteImage", { regionId, imageId });
  }

  async deleteSnapshot(regionId: string, snapshotId: string): Promise<void> {
    await this.client.call("DeleteSnapshot", { regionId, snapshotId });
  }

  /** The accounts that an image is shared with, in the parts that {@link unshare} takes. */
  async shares(regionId: string, imageId: string): Promise<string[][]> {
    const accounts = new Set<string>();
    for (let pageNumber = 1; pageNumber <= MOST_SHARE_PAGES; pageNumber += 1) {
      const request = { regionId, imageId, pageNumber, pageSize: SHARES_PER_PAGE };
      const page = await this.client.call("DescribeImageSharePermission", request);
      const found = page.accounts?.account ?? [];
      for (const { aliyunId } of found) if (aliyunId) accounts.add(aliyunId);
      if (found.length < SHARES_PER_PAGE) break;
    }
    return batches([...accounts], ACCOUNTS_PER_CALL);
  }

  /** Stops sharing an image with one part of {@link shares}. */
  async unshare(regionId: string, imageId: string, removeAccount: string[]): Promise<void> {
    await this.client.call("ModifyImageSharePermission", { regionId, imageId, removeAccount });
  }
}
