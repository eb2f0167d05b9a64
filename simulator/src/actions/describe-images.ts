import { IMAGE_STATUSES, ownImages, sharedImages, statusOf } from "../model/images.js";
import type { Image } from "../model/records.js";
import { matchesTags } from "../model/tags.js";
import type { Parameters } from "../parameters/read.js";
import { anyOf, integer, oneOf, orEmpty } from "../parameters/rules.js";
import type { Action, World } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { FILTER_TAGS, REGION } from "./common-parameters.js";
import { imageReply } from "./image-reply.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagFiltersOf } from "./tag-parameters.js";

export const describeImages: Action = {
  name: "DescribeImages",
  version: ECS_VERSION,
  source: "DescribeImages, the comments of the TypeScript SDK 7.11.6",
  parameters: [
    REGION,
    { name: "ImageId" },
    { name: "ImageName" },
    { name: "ImageFamily" },
    { name: "ImageOwnerAlias", rule: orEmpty(oneOf("system", "self", "others", "marketplace")) },
    { name: "Status", rule: orEmpty(anyOf(...IMAGE_STATUSES, "ALL")), byDefault: "Available" },
    { name: "SnapshotId" },
    { name: "ResourceGroupId" },
    ...FILTER_TAGS,
    { name: "PageNumber", rule: integer(1, 999_999_999), byDefault: "1" },
    { name: "PageSize", rule: integer(1, 100), byDefault: "10" },
  ],
  lists: [{ name: "Tag", max: 20 }],
  notes: [
    "The images that executions left: those of the account (`self`), and those that other accounts of the simulator share by AddAccount (`others`). There are no public images and none of the marketplace.",
    "ImageName matches any part of the name; the other filters match exactly, and an empty filter counts as not sent. An image of an execution is Available until `POST /_simulator/images/ID` changes that. Oldest first.",
    "All other parameters of the action are not supported.",
  ],
  run: (parameters, world) => {
    const selected = imagesFor(parameters, world).filter((image) => matches(image, parameters));
    const pageNumber = parameters.number("PageNumber") ?? 1;
    const pageSize = parameters.number("PageSize") ?? 10;
    const shown = selected.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
    return {
      RegionId: parameters.text("RegionId"),
      Images: { Image: shown.map((image) => imageReply(image, world.caller.accountId)) },
      TotalCount: selected.length,
      PageNumber: pageNumber,
      PageSize: pageSize,
    };
  },
};

function imagesFor(parameters: Parameters, world: World): readonly Image[] {
  const [scope, now] = [scopeOf(parameters, world), nowOf(world)];
  const owner = parameters.text("ImageOwnerAlias") ?? "";
  return [
    ...(["", "self"].includes(owner) ? ownImages(world.store, scope, now) : []),
    ...(["", "others"].includes(owner) ? sharedImages(world.store, scope, now) : []),
  ];
}

function matches(image: Image, parameters: Parameters): boolean {
  const wanted = (name: string) => parameters.text(name) || undefined;
  const is = (name: string, value: string | undefined) =>
    wanted(name) === undefined || wanted(name) === value;
  const statuses = (wanted("Status") ?? "Available").split(",");
  return (
    is("ImageId", image.id) &&
    image.name.includes(wanted("ImageName") ?? "") &&
    is("ImageFamily", image.details["ImageFamily"]) &&
    is("ResourceGroupId", image.details["ResourceGroupId"]) &&
    (wanted("SnapshotId") === undefined || image.snapshotIds.includes(wanted("SnapshotId") ?? "")) &&
    (statuses.includes(statusOf(image)) || statuses.includes("ALL")) &&
    matchesTags(image.tags, tagFiltersOf(parameters))
  );
}
