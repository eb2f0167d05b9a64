import type {
  FoundImage,
  GetImageFromFamilyArgs,
  GetImagesArgs,
  GetImagesResult,
} from "../arguments/lookups";
import type { Image } from "../ecs/api/images";
import { type Connection, regionToSearch } from "./connection";
import { nameFilter, newestFirst, requireKnown } from "./filters";

const KNOWN = {
  regionId: true,
  ownerAlias: true,
  imageFamily: true,
  imageName: true,
  nameRegex: true,
  architecture: true,
  osType: true,
  statuses: true,
  tags: true,
} as const;

/** The images of a region, all pages of them, newest first. */
export async function findImages(connection: Connection, args: GetImagesArgs): Promise<GetImagesResult> {
  requireKnown("getImages", args, KNOWN);
  const { nameRegex, statuses = ["Available"], regionId: _, ...filters } = args;
  const regionId = regionToSearch(connection.settings, args.regionId);
  const matches = nameFilter(nameRegex);
  const items = await connection.ecs.images.list(regionId, { ...filters, statuses });
  const images = newestFirst(
    items.map((item) => foundImage(item, regionId)).filter(({ imageName }) => matches(imageName)),
    ({ imageId }) => imageId,
  );
  return {
    ids: images.map(({ imageId }) => imageId),
    names: images.map(({ imageName }) => imageName),
    images,
  };
}

/** The newest Available image of a family. None is an error. */
export async function findImageFromFamily(
  connection: Connection,
  args: GetImageFromFamilyArgs,
): Promise<FoundImage> {
  requireKnown("getImageFromFamily", args, { regionId: true, imageFamily: true });
  const { imageFamily, regionId } = args;
  if (!imageFamily)
    throw new Error("getImageFromFamily: imageFamily is missing. Set it to the name of an image family.");
  const region = regionToSearch(connection.settings, regionId);
  const image =
    (await connection.ecs.images.fromFamily(region, imageFamily)) ??
    (imageFamily.startsWith("acs:") ? await newestForeign(connection, region, imageFamily) : undefined);
  // API: DescribeImageFromFamily does not say whether the image is public.
  if (image) return foundImage({ ...image, isPublic: undefined }, region);
  throw new Error(
    `getImageFromFamily: the image family ${imageFamily} has no Available image in ${region}. Check imageFamily, regionId and the account. ` +
      "Images that are deprecated or still being copied do not count, and copies in other regions have no family.",
  );
}

/**
 * Editions of the page disagree on whether DescribeImageFromFamily also answers for images of others, public ones above
 * all (docs/service.md, Images and image families). DescribeImages does.
 */
async function newestForeign(
  connection: Connection,
  regionId: string,
  imageFamily: string,
): Promise<Image | undefined> {
  const images = await connection.ecs.images.list(regionId, { imageFamily, statuses: ["Available"] });
  return newestFirst(images, ({ imageId }) => imageId)[0];
}

const foundImage = (
  image: Omit<Image, "isPublic"> & Pick<FoundImage, "isPublic">,
  regionId: string,
): FoundImage => ({
  ...image,
  regionId,
  imageName: image.imageName ?? image.imageId,
  status: image.status ?? "",
  ownerAlias: image.ownerAlias ?? "",
});
