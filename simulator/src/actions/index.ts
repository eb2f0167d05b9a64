import type { Action } from "./action.js";
import { assumeRole } from "./assume-role.js";
import { assumeRoleWithOidc } from "./assume-role-with-oidc.js";
import { createImagePipeline } from "./create-image-pipeline.js";
import { deleteImagePipeline } from "./delete-image-pipeline.js";
import { describeImagePipelines } from "./describe-image-pipelines.js";
import { getCallerIdentity } from "./get-caller-identity.js";
import { listTagResources } from "./list-tag-resources.js";
import { tagResources } from "./tag-resources.js";
import { untagResources } from "./untag-resources.js";

/** Every action the simulator answers. */
export const ACTIONS: readonly Action[] = [
  createImagePipeline,
  describeImagePipelines,
  deleteImagePipeline,
  tagResources,
  untagResources,
  listTagResources,
  getCallerIdentity,
  assumeRole,
  assumeRoleWithOidc,
];
