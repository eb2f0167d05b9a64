// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";

/** The arguments of an ImagePipelineExecution. Each has its limits, its default and its source. */
export interface ImagePipelineExecutionArgs {
  /**
   * The pipeline to build. A new build starts if the ID changes, also because the pipeline was replaced.
   * - Source: API, ImagePipelineId
   */
  imagePipelineId: Input<string>;
  /**
   * Region of the pipeline. The state stores the resolved region.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: Input<string> | undefined;
  /**
   * Any values, such as a date, a commit or the version of a component. A new build starts if one of them
   * changes, as with `triggers` of the `command` provider.
   */
  triggers?: Input<Input<unknown>[]> | undefined;
  /**
   * Whether to wait for the image. With `false`, the build is only started: `imageId` is empty until a later
   * `pulumi refresh`, and a build that fails goes unnoticed.
   * - Default: `true`
   */
  waitForCompletion?: Input<boolean> | undefined;
  /**
   * How long to wait for the image and its copies in other regions, including the wait for another build of
   * the same pipeline. After that time the build continues, and the next `pulumi up` continues to wait for
   * it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  timeoutMinutes?: Input<number> | undefined;
  /**
   * Whether to delete the built image, its copies in other regions (`toRegionIds`) and all their snapshots
   * with this resource, also when a new build replaces it, and also if the tests of the build failed. If the
   * build cannot be cancelled, or an image is still being copied, the deletion first waits for the end of
   * that, up to `timeoutMinutes`. If an image is shared (`addAccounts`), its sharing ends first. With
   * `false`, the images stay.
   * - Default: `false`
   */
  deleteImageOnDestroy?: Input<boolean> | undefined;
  /**
   * Whether to build again if a refresh found that the image, or its copy in another region, was deleted.
   * With `false`, there is a warning. A deprecated image is not deleted.
   * - Default: `false`
   */
  rebuildWhenImageGone?: Input<boolean> | undefined;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * ID of an existing execution to adopt instead of starting a build. It must be of the declared pipeline,
   * and have the tags if they are declared. A running build is waited for; one that failed, or whose image
   * was deleted, is refused, and nothing is changed. Remove this argument afterwards, which is not a change:
   * while it is set, a change that needs a new build fails.
   */
  adopt?: Input<string> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImagePipelineExecutionArgumentOutputs {
  /**
   * The pipeline to build. A new build starts if the ID changes, also because the pipeline was replaced.
   * - Source: API, ImagePipelineId
   */
  readonly imagePipelineId: Output<string>;
  /**
   * Region of the pipeline. The state stores the resolved region.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  readonly regionId: Output<string>;
  /**
   * Any values, such as a date, a commit or the version of a component. A new build starts if one of them
   * changes, as with `triggers` of the `command` provider.
   */
  readonly triggers: Output<unknown[] | undefined>;
  /**
   * Whether to wait for the image. With `false`, the build is only started: `imageId` is empty until a later
   * `pulumi refresh`, and a build that fails goes unnoticed.
   * - Default: `true`
   */
  readonly waitForCompletion: Output<boolean>;
  /**
   * How long to wait for the image and its copies in other regions, including the wait for another build of
   * the same pipeline. After that time the build continues, and the next `pulumi up` continues to wait for
   * it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  readonly timeoutMinutes: Output<number>;
  /**
   * Whether to delete the built image, its copies in other regions (`toRegionIds`) and all their snapshots
   * with this resource, also when a new build replaces it, and also if the tests of the build failed. If the
   * build cannot be cancelled, or an image is still being copied, the deletion first waits for the end of
   * that, up to `timeoutMinutes`. If an image is shared (`addAccounts`), its sharing ends first. With
   * `false`, the images stay.
   * - Default: `false`
   */
  readonly deleteImageOnDestroy: Output<boolean>;
  /**
   * Whether to build again if a refresh found that the image, or its copy in another region, was deleted.
   * With `false`, there is a warning. A deprecated image is not deleted.
   * - Default: `false`
   */
  readonly rebuildWhenImageGone: Output<boolean>;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  readonly tags: Output<Record<string, string> | undefined>;
  /**
   * ID of an existing execution to adopt instead of starting a build. It must be of the declared pipeline,
   * and have the tags if they are declared. A running build is waited for; one that failed, or whose image
   * was deleted, is refused, and nothing is changed. Remove this argument afterwards, which is not a change:
   * while it is set, a change that needs a new build fails.
   */
  readonly adopt: Output<string | undefined>;
}

/** The outputs that come from the service. */
export interface ImagePipelineExecutionServiceOutputs {
  /** The execution's ID (`exec-…`). */
  readonly executionId: Output<string>;
  /** `SUCCESS` once there is an image; see the API for the others. */
  readonly status: Output<string>;
  /**
   * The built image (`m-…`), in the pipeline's region. It is set after `pulumi up` has waited for the build,
   * which is the default. It is unset with `waitForCompletion` `false` until there is an image, and after a
   * refresh that found the image deleted.
   */
  readonly imageId: Output<string | undefined>;
  /**
   * The image's ID in each region: the pipeline's own, and those of `toRegionIds`. It is complete after
   * `pulumi up` has waited for the build; after `PARTITION_SUCCESS`, regions without a usable copy are
   * missing. It is unset until there is an image, and in a state of an earlier release until a refresh.
   */
  readonly imageIds: Output<Record<string, string> | undefined>;
  /** The snapshots of the image in the pipeline's region. */
  readonly snapshotIds: Output<string[] | undefined>;
  /** The snapshots of the copies, by region. It is unset without copies. */
  readonly copySnapshotIds: Output<Record<string, string[]> | undefined>;
  /** The regions in which a refresh found the image deleted. It is unset if there are none. */
  readonly missingImageRegionIds: Output<string[] | undefined>;
  /**
   * The regions whose copy was not available yet. The next `pulumi up` continues to wait for it. It is unset
   * if there are none.
   */
  readonly pendingImageRegionIds: Output<string[] | undefined>;
  /**
   * The full name of the image. It is a secret, because it contains the pipeline's `imageOptions.imageName`,
   * which may be secret.
   */
  readonly imageName: Output<string | undefined>;
  /** The start time of the build, in UTC. */
  readonly createTime: Output<string>;
  /** The message of the service about the build, if there is one. */
  readonly message: Output<string | undefined>;
  /** The request ID of the call that started the build, for support tickets; unset if it was adopted. */
  readonly requestId: Output<string | undefined>;
  /** The account of the image; unset if STS did not return it. */
  readonly accountId: Output<string | undefined>;
}

/** All arguments, normalized, and the outputs from the service. */
export type ImagePipelineExecutionOutputs = ImagePipelineExecutionArgumentOutputs &
  ImagePipelineExecutionServiceOutputs;

/** The arguments as plain values. */
export interface ImagePipelineExecutionArguments {
  /**
   * The pipeline to build. A new build starts if the ID changes, also because the pipeline was replaced.
   * - Source: API, ImagePipelineId
   */
  imagePipelineId: string;
  /**
   * Region of the pipeline. The state stores the resolved region.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: string | undefined;
  /**
   * Any values, such as a date, a commit or the version of a component. A new build starts if one of them
   * changes, as with `triggers` of the `command` provider.
   */
  triggers?: unknown[] | undefined;
  /**
   * Whether to wait for the image. With `false`, the build is only started: `imageId` is empty until a later
   * `pulumi refresh`, and a build that fails goes unnoticed.
   * - Default: `true`
   */
  waitForCompletion?: boolean | undefined;
  /**
   * How long to wait for the image and its copies in other regions, including the wait for another build of
   * the same pipeline. After that time the build continues, and the next `pulumi up` continues to wait for
   * it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  timeoutMinutes?: number | undefined;
  /**
   * Whether to delete the built image, its copies in other regions (`toRegionIds`) and all their snapshots
   * with this resource, also when a new build replaces it, and also if the tests of the build failed. If the
   * build cannot be cancelled, or an image is still being copied, the deletion first waits for the end of
   * that, up to `timeoutMinutes`. If an image is shared (`addAccounts`), its sharing ends first. With
   * `false`, the images stay.
   * - Default: `false`
   */
  deleteImageOnDestroy?: boolean | undefined;
  /**
   * Whether to build again if a refresh found that the image, or its copy in another region, was deleted.
   * With `false`, there is a warning. A deprecated image is not deleted.
   * - Default: `false`
   */
  rebuildWhenImageGone?: boolean | undefined;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Record<string, string> | undefined;
  /**
   * ID of an existing execution to adopt instead of starting a build. It must be of the declared pipeline,
   * and have the tags if they are declared. A running build is waited for; one that failed, or whose image
   * was deleted, is refused, and nothing is changed. Remove this argument afterwards, which is not a change:
   * while it is set, a change that needs a new build fails.
   */
  adopt?: string | undefined;
}
