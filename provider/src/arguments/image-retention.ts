// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";
import type { Choice } from "./choice";

/** The arguments of an ImageRetention. Each has its limits, its default and its source. */
export interface ImageRetentionArgs<Text extends string = string> {
  /**
   * What happens to the images that the rule does not keep. `delete` deletes them with their snapshots.
   * `deprecate` takes them out of their family; instances can still be made from them, and they are billed.
   */
  action: Input<Choice<"delete" | "deprecate", Text>>;
  /**
   * Selects the images of this family. This, `imageNamePrefix`, `imageTags` or `imagePipelineId` is required,
   * and an image must match all that are set. Copies in other regions than `regionId` do not inherit the
   * family: an image without a family is selected there if the other selectors match, and a family alone does
   * not select it.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   */
  imageFamily?: Input<string> | undefined;
  /**
   * Selects the images whose names begin with this. Image Builder names an image by `imageOptions.imageName`,
   * `_` and the ID of the build, so end the prefix with `_exec-`: `web_` also selects `web_db_exec-…`, the
   * images of a pipeline `web_db`.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   */
  imageNamePrefix?: Input<string> | undefined;
  /**
   * Selects the images that have all of these tags.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  imageTags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * Selects the images that this pipeline has built, and their copies in other regions. Most changes of a
   * pipeline replace it, and the images of the old pipeline are not selected then: prefer the family or the
   * name.
   */
  imagePipelineId?: Input<string> | undefined;
  /**
   * Region of the pipeline, and of the family.
   * - Default: the region of the configuration or the environment
   */
  regionId?: Input<string> | undefined;
  /**
   * The regions whose images the rule is about. It applies to each region alone.
   * - Default: `regionId`
   */
  regionIds?: Input<Input<string>[]> | undefined;
  /**
   * Keeps the newest images of each region, this many. This or `olderThanDays` is required; with both, an
   * image goes only if both say so. Only images that are `Available` count, so an image that is not, such as
   * one that a rollback deprecated, stays until this many available ones are newer.
   * - Limits: whole number from 1 to 10000 images
   */
  keep?: Input<number> | undefined;
  /**
   * Keeps the images that are younger than this.
   * - Limits: whole number from 1 to 10000 days
   */
  olderThanDays?: Input<number> | undefined;
  /**
   * The newest available images of each region that stay however old they are, this many.
   * - Limits: whole number from 0 to 10000 images
   * - Default: 1 images
   */
  retainAtLeast?: Input<number> | undefined;
  /**
   * An image that is younger than this is never touched.
   * - Limits: whole number from 1 to 100000 hours
   */
  minimumAgeHours?: Input<number> | undefined;
  /**
   * Whether an image that is shared with other accounts can go, too; its sharing ends first. With `false` it
   * stays. A public image always stays.
   * - Default: `false`
   */
  unshare?: Input<boolean> | undefined;
  /**
   * An image that has one of these tags is never touched.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  excludeTags?: Input<Record<string, Input<string>>> | undefined;
  /** Images that are never touched, and neither are their copies in the other `regionIds`. */
  keepImageIds?: Input<Input<string>[]> | undefined;
  /**
   * Any values, such as the `imageId` of a build. The rule runs again if one of them changes. An image whose
   * ID is in them is never touched, and neither are its copies in the other `regionIds`.
   */
  triggers?: Input<Input<unknown>[]> | undefined;
  /**
   * Whether to change nothing and only list in `pending` what the rule would delete or deprecate.
   * - Default: `false`
   */
  dryRun?: Input<boolean> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImageRetentionArgumentOutputs {
  /**
   * What happens to the images that the rule does not keep. `delete` deletes them with their snapshots.
   * `deprecate` takes them out of their family; instances can still be made from them, and they are billed.
   */
  readonly action: Output<"delete" | "deprecate">;
  /**
   * Selects the images of this family. This, `imageNamePrefix`, `imageTags` or `imagePipelineId` is required,
   * and an image must match all that are set. Copies in other regions than `regionId` do not inherit the
   * family: an image without a family is selected there if the other selectors match, and a family alone does
   * not select it.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   */
  readonly imageFamily: Output<string | undefined>;
  /**
   * Selects the images whose names begin with this. Image Builder names an image by `imageOptions.imageName`,
   * `_` and the ID of the build, so end the prefix with `_exec-`: `web_` also selects `web_db_exec-…`, the
   * images of a pipeline `web_db`.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   */
  readonly imageNamePrefix: Output<string | undefined>;
  /**
   * Selects the images that have all of these tags.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  readonly imageTags: Output<Record<string, string> | undefined>;
  /**
   * Selects the images that this pipeline has built, and their copies in other regions. Most changes of a
   * pipeline replace it, and the images of the old pipeline are not selected then: prefer the family or the
   * name.
   */
  readonly imagePipelineId: Output<string | undefined>;
  /**
   * Region of the pipeline, and of the family.
   * - Default: the region of the configuration or the environment
   */
  readonly regionId: Output<string>;
  /**
   * The regions whose images the rule is about. It applies to each region alone.
   * - Default: `regionId`
   */
  readonly regionIds: Output<string[] | undefined>;
  /**
   * Keeps the newest images of each region, this many. This or `olderThanDays` is required; with both, an
   * image goes only if both say so. Only images that are `Available` count, so an image that is not, such as
   * one that a rollback deprecated, stays until this many available ones are newer.
   * - Limits: whole number from 1 to 10000 images
   */
  readonly keep: Output<number | undefined>;
  /**
   * Keeps the images that are younger than this.
   * - Limits: whole number from 1 to 10000 days
   */
  readonly olderThanDays: Output<number | undefined>;
  /**
   * The newest available images of each region that stay however old they are, this many.
   * - Limits: whole number from 0 to 10000 images
   * - Default: 1 images
   */
  readonly retainAtLeast: Output<number>;
  /**
   * An image that is younger than this is never touched.
   * - Limits: whole number from 1 to 100000 hours
   */
  readonly minimumAgeHours: Output<number | undefined>;
  /**
   * Whether an image that is shared with other accounts can go, too; its sharing ends first. With `false` it
   * stays. A public image always stays.
   * - Default: `false`
   */
  readonly unshare: Output<boolean>;
  /**
   * An image that has one of these tags is never touched.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  readonly excludeTags: Output<Record<string, string> | undefined>;
  /** Images that are never touched, and neither are their copies in the other `regionIds`. */
  readonly keepImageIds: Output<string[] | undefined>;
  /**
   * Any values, such as the `imageId` of a build. The rule runs again if one of them changes. An image whose
   * ID is in them is never touched, and neither are its copies in the other `regionIds`.
   */
  readonly triggers: Output<unknown[] | undefined>;
  /**
   * Whether to change nothing and only list in `pending` what the rule would delete or deprecate.
   * - Default: `false`
   */
  readonly dryRun: Output<boolean>;
}

/** The outputs that come from the service. */
export interface ImageRetentionServiceOutputs {
  /** The images that the last run deleted. */
  readonly deleted: Output<ImageInRegion[]>;
  /** The images that the last run deprecated. */
  readonly deprecated: Output<ImageInRegion[]>;
  /** The images that the rule keeps, as of the last run. */
  readonly kept: Output<ImageInRegion[]>;
  /** The images that the rule does not keep and that stay all the same, because they are protected. */
  readonly skipped: Output<ImageRetentionSkipped[]>;
  /**
   * The images that the rule would delete or deprecate and that are still there: with `dryRun` all of them,
   * otherwise those that failed. The next `pulumi up` continues with them.
   */
  readonly pending: Output<ImageRetentionPending[]>;
  /** The account of the images; unset if STS did not return it. The rule runs in no other account. */
  readonly accountId: Output<string | undefined>;
}

/** All arguments, normalized, and the outputs from the service. */
export type ImageRetentionOutputs = ImageRetentionArgumentOutputs & ImageRetentionServiceOutputs;

/** The arguments as plain values. */
export interface ImageRetentionArguments {
  /**
   * What happens to the images that the rule does not keep. `delete` deletes them with their snapshots.
   * `deprecate` takes them out of their family; instances can still be made from them, and they are billed.
   */
  action: "delete" | "deprecate" | (string & {});
  /**
   * Selects the images of this family. This, `imageNamePrefix`, `imageTags` or `imagePipelineId` is required,
   * and an image must match all that are set. Copies in other regions than `regionId` do not inherit the
   * family: an image without a family is selected there if the other selectors match, and a family alone does
   * not select it.
   * - Limits: 2 to 128 characters; does not contain `http://` or `https://`; does not start with `aliyun` or
   *   `acs:`; only letters, Chinese characters, digits and `: _ -`; starts with a letter or a Chinese
   *   character
   */
  imageFamily?: string | undefined;
  /**
   * Selects the images whose names begin with this. Image Builder names an image by `imageOptions.imageName`,
   * `_` and the ID of the build, so end the prefix with `_exec-`: `web_` also selects `web_db_exec-…`, the
   * images of a pipeline `web_db`.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   */
  imageNamePrefix?: string | undefined;
  /**
   * Selects the images that have all of these tags.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  imageTags?: Record<string, string> | undefined;
  /**
   * Selects the images that this pipeline has built, and their copies in other regions. Most changes of a
   * pipeline replace it, and the images of the old pipeline are not selected then: prefer the family or the
   * name.
   */
  imagePipelineId?: string | undefined;
  /**
   * Region of the pipeline, and of the family.
   * - Default: the region of the configuration or the environment
   */
  regionId?: string | undefined;
  /**
   * The regions whose images the rule is about. It applies to each region alone.
   * - Default: `regionId`
   */
  regionIds?: string[] | undefined;
  /**
   * Keeps the newest images of each region, this many. This or `olderThanDays` is required; with both, an
   * image goes only if both say so. Only images that are `Available` count, so an image that is not, such as
   * one that a rollback deprecated, stays until this many available ones are newer.
   * - Limits: whole number from 1 to 10000 images
   */
  keep?: number | undefined;
  /**
   * Keeps the images that are younger than this.
   * - Limits: whole number from 1 to 10000 days
   */
  olderThanDays?: number | undefined;
  /**
   * The newest available images of each region that stay however old they are, this many.
   * - Limits: whole number from 0 to 10000 images
   * - Default: 1 images
   */
  retainAtLeast?: number | undefined;
  /**
   * An image that is younger than this is never touched.
   * - Limits: whole number from 1 to 100000 hours
   */
  minimumAgeHours?: number | undefined;
  /**
   * Whether an image that is shared with other accounts can go, too; its sharing ends first. With `false` it
   * stays. A public image always stays.
   * - Default: `false`
   */
  unshare?: boolean | undefined;
  /**
   * An image that has one of these tags is never touched.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   */
  excludeTags?: Record<string, string> | undefined;
  /** Images that are never touched, and neither are their copies in the other `regionIds`. */
  keepImageIds?: string[] | undefined;
  /**
   * Any values, such as the `imageId` of a build. The rule runs again if one of them changes. An image whose
   * ID is in them is never touched, and neither are its copies in the other `regionIds`.
   */
  triggers?: unknown[] | undefined;
  /**
   * Whether to change nothing and only list in `pending` what the rule would delete or deprecate.
   * - Default: `false`
   */
  dryRun?: boolean | undefined;
}

export interface ImageInRegion {
  /** The region. */
  regionId: string;
  /** The image's ID (`m-…`). */
  imageId: string;
}

export interface ImageRetentionSkipped {
  /** The region. */
  regionId: string;
  /** The image's ID (`m-…`). */
  imageId: string;
  /** Why it stays, such as `instances use it`. */
  reason: string;
}

export interface ImageRetentionPending {
  /** The region. */
  regionId: string;
  /** The image's ID (`m-…`). */
  imageId: string;
  /** The image is gone, and these of its snapshots are left. */
  snapshotIds?: string[] | undefined;
}
