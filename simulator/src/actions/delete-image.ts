import { errors } from "../errors.js";
import { ownImages, statusOf } from "../model/images.js";
import { boolean, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const deleteImage: Action = {
  name: "DeleteImage",
  version: ECS_VERSION,
  source: "DeleteImage, docs/service.md, Deleting images and snapshots",
  parameters: [
    REGION,
    { name: "ImageId", required: true, rule: identifier },
    { name: "Force", rule: boolean, byDefault: "false" },
  ],
  lists: [],
  notes: [
    "An image of the caller's account, in its region. The text of ImageId says that an image that does not exist is ignored, while the page has a code for it: the answer is the code.",
    "Refused while it is shared, and while its status is Creating or Waiting, which counts as being copied; while instances use it, unless Force is true. The simulator has no instances: `POST /_simulator/images/ID` declares that some use the image.",
    "Its snapshots stay. DryRun is not supported.",
  ],
  run: (parameters, world) => {
    const images = ownImages(world.store, scopeOf(parameters, world), nowOf(world));
    const image = images.find(({ id }) => id === parameters.text("ImageId"));
    if (image === undefined) throw errors.imageIdNotFound();
    if (["Creating", "Waiting"].includes(statusOf(image))) throw errors.imageCopying();
    if (image.sharedWith.length > 0) throw errors.imageShared();
    if (image.usage === "instance" && parameters.flag("Force") !== true) throw errors.imageInUse();
    world.store.commit([{ delete: "images", key: image.id }]);
    return {};
  },
};
