import * as z from "zod/mini";
import { fields, optional, required } from "../validation/documentation";

/*
 * The outputs that come from the service, beside the arguments, with their documentation. The types of the classes and
 * provider/plugin/schema.json are written from it; nothing loads it at run time.
 */

const requestId = (what: string) =>
  optional(z.string(), {
    text: `The request ID of the call that ${what}, for support tickets; unset if it was adopted.`,
  });

const accountId = (what: string) =>
  optional(z.string(), { text: `The account of the ${what}; unset if STS did not return it.` });

export const imagePipelineOutputs = fields({
  imagePipelineId: required(z.string(), {
    text: "The pipeline's ID (`ip-…`). It stays known in the preview if only tags change.",
  }),
  requestId: requestId("created the pipeline"),
  accountId: accountId("pipeline"),
});

export const imageComponentOutputs = fields({
  imageComponentId: required(z.string(), {
    text: "The component's ID (`ic-…`). It stays known in the preview if only tags change.",
  }),
  requestId: requestId("created the component"),
  accountId: accountId("component"),
});

export const imageInRegion = fields({
  regionId: required(z.string(), { text: "The region." }),
  imageId: required(z.string(), { text: "The image's ID (`m-…`)." }),
});

export const imageRetentionOutputs = fields({
  deleted: required(z.array(imageInRegion), { text: "The images that the last run deleted." }),
  deprecated: required(z.array(imageInRegion), { text: "The images that the last run deprecated." }),
  kept: required(z.array(imageInRegion), { text: "The images that the rule keeps, as of the last run." }),
  skipped: required(
    z.array(
      fields({
        ...imageInRegion.shape,
        reason: required(z.string(), { text: "Why it stays, such as `instances use it`." }),
      }),
    ),
    {
      text: "The images that the rule does not keep and that stay all the same, because they are protected.",
    },
  ),
  pending: required(
    z.array(
      fields({
        ...imageInRegion.shape,
        snapshotIds: optional(z.array(z.string()), {
          text: "The image is gone, and these of its snapshots are left.",
        }),
      }),
    ),
    {
      text: "The images that the rule would delete or deprecate and that are still there: with `dryRun` all of them, otherwise those that failed. The next `pulumi up` continues with them.",
    },
  ),
  accountId: optional(z.string(), {
    text: "The account of the images; unset if STS did not return it. The rule runs in no other account.",
  }),
});

export const imagePipelineExecutionOutputs = fields({
  executionId: required(z.string(), { text: "The execution's ID (`exec-…`)." }),
  status: required(z.string(), { text: "`SUCCESS` once there is an image; see the API for the others." }),
  imageId: optional(z.string(), {
    text: "The built image (`m-…`), in the pipeline's region. It is set after `pulumi up` has waited for the build, which is the default. It is unset with `waitForCompletion` `false` until there is an image, and after a refresh that found the image deleted.",
  }),
  imageIds: optional(z.record(z.string(), z.string()), {
    text: "The image's ID in each region: the pipeline's own, and those of `toRegionIds`. It is complete after `pulumi up` has waited for the build; after `PARTITION_SUCCESS`, regions without a usable copy are missing. It is unset until there is an image, and in a state of an earlier release until a refresh.",
  }),
  snapshotIds: optional(z.array(z.string()), {
    text: "The snapshots of the image in the pipeline's region.",
  }),
  copySnapshotIds: optional(z.record(z.string(), z.array(z.string())), {
    text: "The snapshots of the copies, by region. It is unset without copies.",
  }),
  missingImageRegionIds: optional(z.array(z.string()), {
    text: "The regions in which a refresh found the image deleted. It is unset if there are none.",
  }),
  pendingImageRegionIds: optional(z.array(z.string()), {
    text: "The regions whose copy was not available yet. The next `pulumi up` continues to wait for it. It is unset if there are none.",
  }),
  imageName: optional(z.string(), {
    text: "The full name of the image. It is a secret, because it contains the pipeline's `imageOptions.imageName`, which may be secret.",
  }),
  createTime: required(z.string(), { text: "The start time of the build, in UTC." }),
  message: optional(z.string(), { text: "The message of the service about the build, if there is one." }),
  requestId: requestId("started the build"),
  accountId: accountId("image"),
});
