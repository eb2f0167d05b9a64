import { familyOf, newestFirst, statusOf, usableImages } from "../model/images.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { CHECKED_REGION } from "./common-parameters.js";
import { imageReply } from "./image-reply.js";
import { nowOf, scopeOf } from "./scope.js";

export const describeImageFromFamily: Action = {
  name: "DescribeImageFromFamily",
  version: ECS_VERSION,
  source: "DescribeImageFromFamily, docs/service.md, Images and image families",
  parameters: [CHECKED_REGION, { name: "ImageFamily", required: true }],
  lists: [],
  notes: [
    "The image of the family that is Available and has the latest time of creation, and an answer without Image if there is none: an own image, one that another account shares (its family is then `acs:ACCOUNT:FAMILY`), or a public image of Alibaba Cloud. Community images are not looked at.",
    "Without the fields that the SDK's model of this answer does not have, such as IsPublic. Two images of the same time: the one that was made last.",
  ],
  run: (parameters, world) => {
    const [scope, now] = [scopeOf(parameters, world), nowOf(world)];
    const [image] = newestFirst(usableImages(world.store, scope, now)).filter(
      (one) =>
        familyOf(one, scope.accountId) === parameters.text("ImageFamily") &&
        statusOf(one, now) === "Available",
    );
    if (image === undefined) return {};
    const { BootMode, Features, ImageOwnerId, IsPublic, ResourceGroupId, ...reply } = imageReply(
      image,
      scope.accountId,
      now,
    );
    return { Image: reply };
  },
};
