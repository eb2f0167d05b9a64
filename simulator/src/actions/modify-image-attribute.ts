import { errors } from "../errors.js";
import { replanExecutions } from "../model/executions.js";
import { familySize, ownImages, putImage, statusOf } from "../model/images.js";
import { familyLimit } from "../model/limits.js";
import type { Image } from "../model/records.js";
import type { Parameters } from "../parameters/read.js";
import {
  description,
  identifier,
  oneOf,
  orEmpty,
  resourceName,
  wideImageFamily,
} from "../parameters/rules.js";
import type { Action, World } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { imageOf } from "./image-of.js";
import { nowOf, scopeOf } from "./scope.js";

export const modifyImageAttribute: Action = {
  name: "ModifyImageAttribute",
  version: ECS_VERSION,
  source: "ModifyImageAttribute, docs/service.md, Images and image families",
  parameters: [
    REGION,
    { name: "ImageId", required: true, rule: identifier },
    { name: "ImageName", rule: orEmpty(resourceName(128)), code: "InvalidImageName.Malformed" },
    { name: "Status", rule: orEmpty(oneOf("Deprecated", "Available")) },
    { name: "ImageFamily", rule: orEmpty(wideImageFamily), code: "InvalidImageFamily.Malformed" },
    { name: "Description", rule: orEmpty(description), code: "InvalidDescription.Malformed" },
  ],
  lists: [],
  notes: [
    "What is empty stays as it is: a family can be changed and not removed.",
    "A shared image cannot be deprecated. Only an Available image can, and only a Deprecated one be made Available: that the codes ImageStatus.NotAvailable and ImageStatus.NotDeprecated stand for this is inferred from their names. Nothing documents what holds for a community image: it can be deprecated here.",
    "BootMode, LicenseType, Features and DryRun are not supported.",
  ],
  run: (parameters, world) => {
    const { store } = world;
    const now = nowOf(world);
    const image = imageOf(parameters, world);
    const status = statusOf(image, now);
    if (["Creating", "Waiting"].includes(status)) throw errors.imageCreating();
    const wanted = parameters.text("Status") || undefined;
    if (wanted === "Deprecated") {
      if (image.sharedWith.length > 0) throw errors.imageShared();
      if (status !== "Available") throw errors.imageNotAvailable();
    }
    if (wanted === "Available" && status !== "Deprecated") throw errors.imageNotDeprecated();
    refuseTakenName(parameters, world, image);
    const family = parameters.text("ImageFamily") || undefined;
    const most = familyLimit(store, image);
    if (family !== undefined && familySize(store, image, family, image.id) >= most) {
      throw errors.familyFull(most);
    }
    const text = parameters.text("Description") || undefined;
    const changed: Image = {
      ...image,
      name: parameters.text("ImageName") || image.name,
      details: {
        ...image.details,
        ...(family !== undefined && { ImageFamily: family }),
        ...(text !== undefined && { Description: text }),
      },
      ...(wanted !== undefined && { status: wanted }),
    };
    store.commit([putImage(changed)]);
    // The family that it leaves has room again for what is being built.
    if (family !== undefined) store.commit(replanExecutions(store, now));
    return {};
  },
};

function refuseTakenName(parameters: Parameters, world: World, image: Image): void {
  const name = parameters.text("ImageName");
  const others = ownImages(world.store, scopeOf(parameters, world), nowOf(world));
  if (name && others.some((other) => other.id !== image.id && other.name === name)) {
    throw errors.imageNameTaken("ImageName", image.regionId);
  }
}
