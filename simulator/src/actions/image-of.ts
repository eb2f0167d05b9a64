import { errors } from "../errors.js";
import { ownImages } from "../model/images.js";
import type { Image } from "../model/records.js";
import type { Parameters } from "../parameters/read.js";
import type { World } from "./action.js";
import { nowOf, scopeOf } from "./scope.js";

/** @throws if the account has no image with the ID of `ImageId` in the region. */
export function imageOf(parameters: Parameters, world: World): Image {
  const images = ownImages(world.store, scopeOf(parameters, world), nowOf(world));
  const image = images.find(({ id }) => id === parameters.text("ImageId"));
  if (image === undefined) throw errors.imageIdNotFound();
  return image;
}
