import { ownImages } from "../model/images.js";
import { boolean, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const deleteImage: Action = {
  name: "DeleteImage",
  version: ECS_VERSION,
  source: "DeleteImage, the comments of the TypeScript SDK 7.11.6",
  parameters: [
    REGION,
    { name: "ImageId", required: true, rule: identifier },
    { name: "Force", rule: boolean, byDefault: "false" },
  ],
  lists: [],
  notes: [
    "One's own image, in its region. If it does not exist, nothing happens. There are no instances that could use it, so Force makes no difference.",
    "Its snapshots stay. DryRun is not supported.",
  ],
  run: (parameters, world) => {
    const images = ownImages(world.store, scopeOf(parameters, world), nowOf(world));
    const image = images.find(({ id }) => id === parameters.text("ImageId"));
    if (image !== undefined) world.store.commit([{ delete: "images", key: image.id }]);
    return {};
  },
};
