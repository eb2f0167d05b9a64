import type { Action } from "./action.js";
import { assumeRole } from "./assume-role.js";
import { assumeRoleWithOidc } from "./assume-role-with-oidc.js";
import { cancelImagePipelineExecution } from "./cancel-image-pipeline-execution.js";
import { createImageComponent } from "./create-image-component.js";
import { createImagePipeline } from "./create-image-pipeline.js";
import { deleteImage } from "./delete-image.js";
import { deleteImageComponent } from "./delete-image-component.js";
import { deleteImagePipeline } from "./delete-image-pipeline.js";
import { deleteSnapshot } from "./delete-snapshot.js";
import { describeImageComponents } from "./describe-image-components.js";
import { describeImageFromFamily } from "./describe-image-from-family.js";
import { describeImagePipelineExecutions } from "./describe-image-pipeline-executions.js";
import { describeImagePipelines } from "./describe-image-pipelines.js";
import { describeImages } from "./describe-images.js";
import { describeInstances } from "./describe-instances.js";
import { describeSnapshots } from "./describe-snapshots.js";
import { getCallerIdentity } from "./get-caller-identity.js";
import { describeImageSharePermission, modifyImageSharePermission } from "./image-shares.js";
import { listTagResources } from "./list-tag-resources.js";
import { modifyImageAttribute } from "./modify-image-attribute.js";
import { startImagePipelineExecution } from "./start-image-pipeline-execution.js";
import { tagResources } from "./tag-resources.js";
import { untagResources } from "./untag-resources.js";

/** Every action that the simulator supports. */
export const ACTIONS: readonly Action[] = [
  createImagePipeline,
  describeImagePipelines,
  deleteImagePipeline,
  createImageComponent,
  describeImageComponents,
  deleteImageComponent,
  startImagePipelineExecution,
  describeImagePipelineExecutions,
  cancelImagePipelineExecution,
  describeImages,
  describeImageFromFamily,
  modifyImageAttribute,
  deleteImage,
  modifyImageSharePermission,
  describeImageSharePermission,
  describeSnapshots,
  deleteSnapshot,
  describeInstances,
  tagResources,
  untagResources,
  listTagResources,
  getCallerIdentity,
  assumeRole,
  assumeRoleWithOidc,
];
