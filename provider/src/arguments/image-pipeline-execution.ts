// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.

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
   * How long to wait for the image, including the wait for another build of the same pipeline. After that
   * time the build continues, and the next `pulumi up` continues to wait for it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  timeoutMinutes?: Input<number> | undefined;
  /**
   * Whether to delete the built image and its snapshots with this resource, also when a new build replaces
   * it. If the build cannot be cancelled, the deletion first waits for its end, up to `timeoutMinutes`. The
   * image of a build whose tests fail is deleted immediately. If the image is shared (`addAccounts`), its
   * sharing ends first. Copies in other regions (`toRegionIds`) are not deleted. With `false`, the image
   * stays.
   * - Default: `false`
   */
  deleteImageOnDestroy?: Input<boolean> | undefined;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Input<Record<string, Input<string>>> | undefined;
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
   * How long to wait for the image, including the wait for another build of the same pipeline. After that
   * time the build continues, and the next `pulumi up` continues to wait for it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  readonly timeoutMinutes: Output<number>;
  /**
   * Whether to delete the built image and its snapshots with this resource, also when a new build replaces
   * it. If the build cannot be cancelled, the deletion first waits for its end, up to `timeoutMinutes`. The
   * image of a build whose tests fail is deleted immediately. If the image is shared (`addAccounts`), its
   * sharing ends first. Copies in other regions (`toRegionIds`) are not deleted. With `false`, the image
   * stays.
   * - Default: `false`
   */
  readonly deleteImageOnDestroy: Output<boolean>;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  readonly tags: Output<Record<string, string> | undefined>;
}

/** The arguments as plain values, as a lookup finds them. */
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
   * How long to wait for the image, including the wait for another build of the same pipeline. After that
   * time the build continues, and the next `pulumi up` continues to wait for it.
   * - Limits: whole number from 1 to 1440 minutes
   * - Default: 180 minutes
   */
  timeoutMinutes?: number | undefined;
  /**
   * Whether to delete the built image and its snapshots with this resource, also when a new build replaces
   * it. If the build cannot be cancelled, the deletion first waits for its end, up to `timeoutMinutes`. The
   * image of a build whose tests fail is deleted immediately. If the image is shared (`addAccounts`), its
   * sharing ends first. Copies in other regions (`toRegionIds`) are not deleted. With `false`, the image
   * stays.
   * - Default: `false`
   */
  deleteImageOnDestroy?: boolean | undefined;
  /**
   * Tags of the execution. A change starts a new build.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Record<string, string> | undefined;
}

/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */
export const UNSET_IMAGE_PIPELINE_EXECUTION: { [Name in keyof ImagePipelineExecutionArgs]-?: undefined } = {
  imagePipelineId: undefined,
  regionId: undefined,
  triggers: undefined,
  waitForCompletion: undefined,
  timeoutMinutes: undefined,
  deleteImageOnDestroy: undefined,
  tags: undefined,
};
