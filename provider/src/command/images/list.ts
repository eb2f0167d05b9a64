import type { Image } from "../../ecs/api/images";
import { isSelected, newestFirst } from "../../resources/image-retention/decide";
import { pipelineImages } from "../../resources/image-retention/run";
import { printable } from "../../values/printable";
import { print } from "../print";
import { type Options, type Place, tagsOf } from "./options";
import { table } from "./table";

/** The command `images list`. */
export async function list({ ecs, regionIds }: Place, options: Options): Promise<number> {
  const [home] = regionIds;
  const imageTags = tagsOf("tag", options.tag);
  const { family: imageFamily, "name-prefix": imageNamePrefix } = options;
  const [pipeline, ...lists] = await Promise.all([
    pipelineImages(ecs, home, options.pipeline),
    ...regionIds.map((regionId) => ecs.images.list(regionId, { ownerAlias: "self", tags: imageTags })),
  ]);
  const selector = { imageFamily, imageNamePrefix, imageTags, pipeline };
  const isEmpty = Object.values(selector).every((part) => part === undefined);
  const found = regionIds.flatMap((regionId, index) =>
    newestFirst(lists[index] ?? [])
      .filter((image) => isEmpty || isSelected(image, selector, regionId === home))
      .map((image) => ({ regionId, image })),
  );
  if (options.json) return print(`${JSON.stringify(found.map(asJson), undefined, 2)}\n`, 0);
  if (found.length === 0) return print(`No image in ${regionIds.join(", ")}.\n`, 0);
  const rows = found.map(({ regionId, image }) => [
    regionId,
    image.imageId,
    image.createTime,
    image.status,
    marks(image),
    image.imageFamily,
    image.imageName,
  ]);
  return print(table(["region", "image", "created", "status", "", "family", "name"], rows), 0);
}

const marks = ({ usage, isPublic, isSelfShared }: Image): string =>
  [usage === "instance" && "in use", isSelfShared && "shared", isPublic && "public"]
    .filter(Boolean)
    .join(", ");

/** Values from the service, made printable. */
const asJson = ({ regionId, image }: { regionId: string; image: Image }) => ({
  regionId,
  imageId: printable(image.imageId),
  name: image.imageName === undefined ? undefined : printable(image.imageName),
  family: image.imageFamily === undefined ? undefined : printable(image.imageFamily),
  status: image.status,
  usage: image.usage,
  shared: image.isSelfShared,
  public: image.isPublic,
  creationTime: image.createTime,
  tags: image.tags,
  snapshotIds: image.snapshotIds,
});
