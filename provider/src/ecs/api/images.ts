import type { EcsClient } from "../transport/client";
import type { Request, Response } from "../transport/sdk";
import { batches } from "./batches";
import { type Tags, tagList, tagMap } from "./tags";

/** An image of one region, and its snapshots. */
export interface Image {
  imageId: string;
  imageName: string | undefined;
  imageFamily: string | undefined;
  description: string | undefined;
  /** `Available`, `Deprecated`, `Creating`, `Waiting`, `UnAvailable` or `CreateFailed`. */
  status: string | undefined;
  /** `instance` or `none`: whether instances use it. Which ones, the service does not say. */
  usage: string | undefined;
  /** `self`, `system`, `others` or `marketplace`. */
  ownerAlias: string | undefined;
  isPublic: boolean;
  /** Whether the account shares it with others. */
  isSelfShared: boolean;
  architecture: string | undefined;
  osType: string | undefined;
  osName: string | undefined;
  platform: string | undefined;
  /** In GiB. */
  size: number | undefined;
  /** In UTC, ISO 8601; empty if the service does not say. */
  createTime: string;
  tags: Tags;
  snapshotIds: string[];
}

/** The filters of a listing. */
export interface ImageFilters {
  /** The whole name. */
  imageName?: string | undefined;
  imageFamily?: string | undefined;
  ownerAlias?: string | undefined;
  /** Without it, images of every status. */
  statuses?: string[] | undefined;
  usage?: string | undefined;
  architecture?: string | undefined;
  osType?: string | undefined;
  resourceGroupId?: string | undefined;
  tags?: Tags | undefined;
}

/** One image as DescribeImages returns it. DescribeImageFromFamily returns a part of these fields. */
type Described = NonNullable<NonNullable<Response<"DescribeImages">["images"]>["image"]>[number];

/** API: DescribeImages, PageSize. */
const IMAGES_PER_PAGE = 100;
/** More than any account has: a family has at most 100 images, a region 100 families. */
const MOST_IMAGE_PAGES = 1_000;

/** The accounts that one call takes; the service ignores any more without an error (API: ModifyImageSharePermission). */
const ACCOUNTS_PER_CALL = 10;

/** API: DescribeImageSharePermission, PageSize. */
const SHARES_PER_PAGE = 100;
/** An image can be shared with 50 accounts, or more on request (API: ModifyImageSharePermission). */
const MOST_SHARE_PAGES = 20;

/** The images of an account, and those that it can see. */
export class Images {
  constructor(private readonly client: EcsClient) {}

  /**
   * The image with this ID, or undefined if the region has none. Without `status`, the API returns only Available images,
   * so a deprecated image, or one that is still being copied, would look deleted (API: DescribeImages, Status).
   */
  async find(regionId: string, imageId: string): Promise<Image | undefined> {
    const page = await this.client.call("DescribeImages", { regionId, imageId, status: "ALL" });
    const item = page.images?.image?.find((image) => image.imageId === imageId);
    return item && imageOf(item);
  }

  /**
   * All matching images, each once, in no order. Images that are deleted during the listing move the pages, so an image
   * can be missing then.
   */
  async list(
    regionId: string,
    { imageName, ownerAlias, statuses, tags, osType, ...filters }: ImageFilters = {},
  ): Promise<Image[]> {
    const found = await this.pages({
      ...filters,
      regionId,
      imageName,
      imageOwnerAlias: ownerAlias,
      OSType: osType,
      status: statuses?.join(",") ?? "ALL",
      tag: tags && tagList(tags),
    });
    // The filter by name also finds longer names (API: DescribeImages, ImageName).
    return found.map(imageOf).filter((image) => imageName === undefined || image.imageName === imageName);
  }

  /** The newest Available image of a family, or undefined if it has none (API: DescribeImageFromFamily). */
  async fromFamily(regionId: string, imageFamily: string): Promise<Image | undefined> {
    const { image } = await this.client.call("DescribeImageFromFamily", { regionId, imageFamily });
    return image?.imageId ? imageOf(image) : undefined;
  }

  /** Takes an image out of its family, or brings it back (API: ModifyImageAttribute, Status). */
  async setStatus(regionId: string, imageId: string, status: "Deprecated" | "Available"): Promise<void> {
    await this.client.call("ModifyImageAttribute", { regionId, imageId, status });
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

  /** Pages have numbers here, unlike in the listings of Image Builder. */
  private async pages(request: Request<"DescribeImages"> & { regionId: string }): Promise<Described[]> {
    const items = new Map<string, Described>();
    let read = 0;
    for (let pageNumber = 1; pageNumber <= MOST_IMAGE_PAGES; pageNumber += 1) {
      const page = await this.client.call("DescribeImages", {
        ...request,
        pageNumber,
        pageSize: IMAGES_PER_PAGE,
      });
      const found = page.images?.image ?? [];
      // An image that is made during the listing moves others to the next page, which then repeats them.
      for (const item of found) if (item.imageId) items.set(item.imageId, item);
      read += found.length;
      if (found.length === 0 || read >= (page.totalCount ?? Number.POSITIVE_INFINITY))
        return [...items.values()];
    }
    throw new Error(
      `DescribeImages in ${request.regionId}: the listing does not end: after ${MOST_IMAGE_PAGES} pages there is still another page. ` +
        "The images listed so far were not used. Run this again, with more filters if possible; if it happens again, report it to the service.",
    );
  }
}

function imageOf(item: Described): Image {
  const disks = item.diskDeviceMappings?.diskDeviceMapping ?? [];
  return {
    imageId: item.imageId ?? "",
    imageName: item.imageName,
    imageFamily: item.imageFamily || undefined,
    description: item.description || undefined,
    status: item.status,
    usage: item.usage,
    ownerAlias: item.imageOwnerAlias,
    isPublic: item.isPublic ?? false,
    // A text by its type.
    isSelfShared: item.isSelfShared === "true" || item.isSelfShared === "True",
    architecture: item.architecture,
    osType: item.OSType,
    osName: item.OSName,
    platform: item.platform,
    size: item.size,
    createTime: item.creationTime ?? "",
    tags: tagMap(item.tags?.tag) ?? {},
    snapshotIds: disks.flatMap(({ snapshotId }) => snapshotId || []),
  };
}
