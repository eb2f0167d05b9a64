import { errors } from "../errors.js";
import { replanExecutions } from "../model/executions.js";
import { instancesOf, statusOf } from "../model/images.js";
import { boolean, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { imageOf } from "./image-of.js";
import { nowOf } from "./scope.js";

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
    "Refused while it is shared, and while its status is Creating or Waiting, which counts as being copied; while it is a community image; while instances use it, unless Force is true. `POST /_simulator/images/ID` declares how many instances use an image.",
    "Its snapshots stay. DryRun is not supported.",
  ],
  run: (parameters, world) => {
    const now = nowOf(world);
    const image = imageOf(parameters, world);
    if (["Creating", "Waiting"].includes(statusOf(image, now))) throw errors.imageCopying();
    if (image.isPublic) throw errors.imagePublic();
    if (image.sharedWith.length > 0) throw errors.imageShared();
    if (instancesOf(image) > 0 && parameters.flag("Force") !== true) throw errors.imageInUse();
    world.store.commit([{ delete: "images", key: image.id }]);
    // Its family has room again for what is being built.
    if (image.details["ImageFamily"] !== undefined) world.store.commit(replanExecutions(world.store, now));
    return {};
  },
};
