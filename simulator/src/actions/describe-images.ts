import { errors } from "../errors.js";
import {
  communityImages,
  familyOf,
  IMAGE_STATUSES,
  instancesOf,
  ownImages,
  sharedImages,
  statusOf,
  systemImages,
} from "../model/images.js";
import type { Image } from "../model/records.js";
import { matchesTags } from "../model/tags.js";
import type { Parameters } from "../parameters/read.js";
import { accountId, anyStatus, boolean, integer, minute, oneOf, orEmpty } from "../parameters/rules.js";
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
    { name: "ImageOwnerId", rule: accountId },
    { name: "IsPublic", rule: boolean, byDefault: "false" },
    { name: "Status", rule: orEmpty(anyStatus(...IMAGE_STATUSES)), byDefault: "Available" },
    { name: "Usage", rule: orEmpty(oneOf("instance", "none")) },
    { name: "Architecture", rule: orEmpty(oneOf("i386", "x86_64", "arm64")) },
    { name: "OSType", rule: orEmpty(oneOf("windows", "linux")) },
    { name: "SnapshotId" },
    { name: "ResourceGroupId" },
    ...FILTER_TAGS,
    { name: "Filter.N.Key", required: true, rule: oneOf("CreationStartTime", "CreationEndTime") },
    { name: "Filter.N.Value", required: true, rule: minute },
    { name: "PageNumber", rule: integer(1, 999_999_999), byDefault: "1" },
    { name: "PageSize", rule: integer(1, 100), byDefault: "10" },
  ],
  lists: [
    { name: "Tag", max: 20 },
    { name: "Filter", uniqueBy: "Key" },
  ],
  notes: [
    "`self`: the images of the account, community images among them, which is inferred. `system`: a few public images of Alibaba Cloud, which are in every region. `others`: what other accounts of the simulator share with this one, or with IsPublic their community images. `marketplace`: none. Empty: the first three.",
    "With IsPublic, ImageOwnerAlias must be `others`. ImageOwnerId selects among the images of others only.",
    "ImageName matches any part of the name; the other filters match exactly, and an empty filter counts as not sent. The bounds of CreationStartTime and CreationEndTime are within the range, which is inferred. Oldest first, which is inferred too.",
    "All other parameters and filters of the action are not supported.",
  ],
  run: (parameters, world) => {
    if (parameters.flag("IsPublic") && parameters.text("ImageOwnerAlias") !== "others") {
      throw errors.invalidParameter("IsPublic", "ImageOwnerAlias must then be others");
    }
    const now = nowOf(world);
    const selected = imagesFor(parameters, world).filter((image) => matches(image, parameters, world));
    const pageNumber = parameters.number("PageNumber") ?? 1;
    const pageSize = parameters.number("PageSize") ?? 10;
    const shown = selected.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
    return {
      RegionId: parameters.text("RegionId"),
      Images: { Image: shown.map((image) => imageReply(image, world.caller.accountId, now)) },
      TotalCount: selected.length,
      PageNumber: pageNumber,
      PageSize: pageSize,
    };
  },
};

function imagesFor(parameters: Parameters, world: World): readonly Image[] {
  const owner = parameters.text("ImageOwnerAlias") ?? "";
  const others = parameters.flag("IsPublic") ? communityImages : sharedImages;
  const lists = { system: systemImages, self: ownImages, others };
  return Object.entries(lists).flatMap(([alias, list]) =>
    owner === "" || owner === alias ? list(world.store, scopeOf(parameters, world), nowOf(world)) : [],
  );
}

function matches(image: Image, parameters: Parameters, world: World): boolean {
  const [viewer, status] = [world.caller.accountId, statusOf(image, nowOf(world))];
  const wanted = (name: string) => parameters.text(name) || undefined;
  const is = (name: string, value: string | undefined) =>
    wanted(name) === undefined || wanted(name) === value;
  const statuses = (wanted("Status") ?? "Available").split(",");
  return (
    is("ImageId", image.id) &&
    image.name.includes(wanted("ImageName") ?? "") &&
    is("ImageFamily", familyOf(image, viewer)) &&
    (image.accountId === viewer || is("ImageOwnerId", image.accountId)) &&
    ["ResourceGroupId", "Architecture", "OSType"].every((name) => is(name, image.details[name])) &&
    is("Usage", instancesOf(image) > 0 ? "instance" : "none") &&
    (wanted("SnapshotId") === undefined || image.snapshotIds.includes(wanted("SnapshotId") ?? "")) &&
    (statuses.includes(status) || statuses.includes("ALL")) &&
    matchesTags(image.tags, tagFiltersOf(parameters)) &&
    isCreatedWithin(image, parameters)
  );
}

function isCreatedWithin({ from }: Image, parameters: Parameters): boolean {
  return (parameters.entries("Filter") ?? []).every((filter) => {
    const time = Date.parse(filter.text("Value") ?? "");
    return filter.text("Key") === "CreationStartTime" ? from >= time : from <= time;
  });
}
