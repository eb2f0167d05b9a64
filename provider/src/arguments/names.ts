// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { ImageComponentOutputs } from "./image-component";
import type { ImagePipelineOutputs } from "./image-pipeline";
import type { ImagePipelineExecutionOutputs } from "./image-pipeline-execution";
import type { ImageRetentionOutputs } from "./image-retention";
import type { ProviderArgs } from "./provider";

/** The name of every output, so that a resource has one for each, also for what a program leaves out; without its ID. */
export const UNSET_IMAGE_PIPELINE: {
  [Name in Exclude<keyof ImagePipelineOutputs, "imagePipelineId">]: undefined;
} = {
  regionId: undefined,
  name: undefined,
  description: undefined,
  baseImageType: undefined,
  baseImage: undefined,
  buildContent: undefined,
  testContent: undefined,
  imageOptions: undefined,
  imageName: undefined,
  imageFamily: undefined,
  nvmeSupport: undefined,
  importImageOptions: undefined,
  imageSecurityOptions: undefined,
  advancedOptions: undefined,
  repairMode: undefined,
  repairItems: undefined,
  instanceType: undefined,
  systemDiskSize: undefined,
  internetMaxBandwidthOut: undefined,
  deleteInstanceOnFailure: undefined,
  vswitchId: undefined,
  addAccounts: undefined,
  toRegionIds: undefined,
  resourceGroupId: undefined,
  tags: undefined,
  adopt: undefined,
  deleteTimeoutMinutes: undefined,
  requestId: undefined,
  accountId: undefined,
};

/** The name of every output, so that a resource has one for each, also for what a program leaves out; without its ID. */
export const UNSET_IMAGE_COMPONENT: {
  [Name in Exclude<keyof ImageComponentOutputs, "imageComponentId">]: undefined;
} = {
  content: undefined,
  regionId: undefined,
  imageComponentName: undefined,
  componentType: undefined,
  componentVersion: undefined,
  description: undefined,
  resourceGroupId: undefined,
  systemType: undefined,
  tags: undefined,
  adopt: undefined,
  requestId: undefined,
  accountId: undefined,
};

/** The name of every output, so that a resource has one for each, also for what a program leaves out; without its ID. */
export const UNSET_IMAGE_PIPELINE_EXECUTION: {
  [Name in Exclude<keyof ImagePipelineExecutionOutputs, "executionId">]: undefined;
} = {
  imagePipelineId: undefined,
  regionId: undefined,
  triggers: undefined,
  waitForCompletion: undefined,
  timeoutMinutes: undefined,
  deleteImageOnDestroy: undefined,
  rebuildWhenImageGone: undefined,
  tags: undefined,
  adopt: undefined,
  status: undefined,
  imageId: undefined,
  imageIds: undefined,
  snapshotIds: undefined,
  copySnapshotIds: undefined,
  missingImageRegionIds: undefined,
  pendingImageRegionIds: undefined,
  imageName: undefined,
  createTime: undefined,
  message: undefined,
  requestId: undefined,
  accountId: undefined,
};

/** The name of every output, so that a resource has one for each, also for what a program leaves out. */
export const UNSET_IMAGE_RETENTION: { [Name in keyof ImageRetentionOutputs]: undefined } = {
  action: undefined,
  imageFamily: undefined,
  imageNamePrefix: undefined,
  imageTags: undefined,
  imagePipelineId: undefined,
  regionId: undefined,
  regionIds: undefined,
  keep: undefined,
  olderThanDays: undefined,
  retainAtLeast: undefined,
  minimumAgeHours: undefined,
  unshare: undefined,
  excludeTags: undefined,
  keepImageIds: undefined,
  triggers: undefined,
  dryRun: undefined,
  deleted: undefined,
  deprecated: undefined,
  kept: undefined,
  skipped: undefined,
  pending: undefined,
  accountId: undefined,
};

/** How each argument of a provider is sent: as text, as a secret text, or as JSON. */
export const PROVIDER_ARGUMENTS: { [Name in keyof ProviderArgs]-?: "text" | "secret" | "json" } = {
  region: "text",
  accessKey: "secret",
  secretKey: "secret",
  securityToken: "secret",
  profile: "text",
  sharedCredentialsFile: "text",
  ecsRoleName: "text",
  credentialsUri: "secret",
  assumeRoleWithOidc: "json",
  assumeRole: "json",
  accountId: "text",
  endpoints: "json",
  protocol: "text",
  clientReadTimeout: "json",
  clientConnectTimeout: "json",
  maxRetryTimeout: "json",
};
