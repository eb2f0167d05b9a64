/** Sharing an image with other accounts, and taking it back (docs/service.md, Images and image families). */

import { errors } from "../errors.js";
import { putImage, statusOf } from "../model/images.js";
import { accountId, identifier, integer } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { imageOf } from "./image-of.js";
import { nowOf } from "./scope.js";

/** The accounts of one call that the service looks at. */
const ACCOUNTS_PER_CALL = 10;

const IMAGE = { name: "ImageId", required: true, rule: identifier } as const;

export const modifyImageSharePermission: Action = {
  name: "ModifyImageSharePermission",
  version: ECS_VERSION,
  source: "ModifyImageSharePermission, docs/service.md, Images and image families",
  parameters: [
    REGION,
    IMAGE,
    { name: "AddAccount.N", rule: accountId },
    { name: "RemoveAccount.N", rule: accountId },
  ],
  lists: [{ name: "AddAccount" }, { name: "RemoveAccount" }],
  notes: [
    `Of each list, the first ${ACCOUNTS_PER_CALL} accounts count; the rest is ignored without an error. A deprecated image and a community image cannot be shared. DryRun, IsPublic and LaunchPermission are not supported.`,
  ],
  run: (parameters, world) => {
    const image = imageOf(parameters, world);
    const first = (name: string) => (parameters.list(name) ?? []).slice(0, ACCOUNTS_PER_CALL);
    if (parameters.list("AddAccount") !== undefined) {
      if (image.isPublic) throw errors.sharedImagePublic();
      if (statusOf(image, nowOf(world)) === "Deprecated") throw errors.deprecatedImageShared();
    }
    const removed = first("RemoveAccount");
    const kept = image.sharedWith.filter((account) => !removed.includes(account));
    const sharedWith = [...new Set([...kept, ...first("AddAccount")])];
    world.store.commit([putImage({ ...image, sharedWith })]);
    return {};
  },
};

export const describeImageSharePermission: Action = {
  name: "DescribeImageSharePermission",
  version: ECS_VERSION,
  source: "DescribeImageSharePermission, docs/service.md, Images and image families",
  parameters: [
    REGION,
    IMAGE,
    { name: "PageNumber", rule: integer(1, 999_999_999), byDefault: "1" },
    { name: "PageSize", rule: integer(1, 100), byDefault: "10" },
  ],
  lists: [],
  run: (parameters, world) => {
    const { id, sharedWith } = imageOf(parameters, world);
    const pageNumber = parameters.number("PageNumber") ?? 1;
    const pageSize = parameters.number("PageSize") ?? 10;
    const shown = sharedWith.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
    return {
      RegionId: parameters.text("RegionId"),
      ImageId: id,
      Accounts: { Account: shown.map((account) => ({ AliyunId: account })) },
      ShareGroups: { ShareGroup: [] },
      TotalCount: sharedWith.length,
      PageNumber: pageNumber,
      PageSize: pageSize,
    };
  },
};
