// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";

/** The arguments of an ImagePipelineExecution. Units, limits, defaults and sources stand with each. */
export interface ImagePipelineExecutionArgs {
  /** The pipeline to build. Another one, or one that was replaced, is a new build. Source: API, ImagePipelineId. */
  imagePipelineId: Input<string>;
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored. Source: API, RegionId.
   */
  regionId?: Input<string> | undefined;
  /**
   * Any values: when one of them changes, the image is built anew (as in the `command` provider). A date, a commit, the
   * version of a component.
   */
  triggers?: Input<Input<unknown>[]> | undefined;
  /**
   * Whether to wait until the image is there. Default: true. With false the build is started only, `imageId` is empty
   * until a later `pulumi refresh`, and a build that fails is not noticed.
   */
  waitForCompletion?: Input<boolean> | undefined;
  /**
   * How long to wait for the image, in minutes, 1 to 1440, the wait for another build of the same pipeline included. Default:
   * 180. When it has passed the build goes on, and the next `pulumi up` goes on waiting for it.
   */
  timeoutMinutes?: Input<number> | undefined;
  /**
   * Whether the built image and its snapshots are deleted with this resource, also when a new build replaces it. A build that
   * cannot be cancelled is waited for first, up to `timeoutMinutes`; the image of a build whose tests fail is deleted at once.
   * Copies in other regions (`toRegionIds`) are not deleted. Default: false, the image stays.
   */
  deleteImageOnDestroy?: Input<boolean> | undefined;
  /** Tags of the execution, up to 20; the rules are those of a pipeline's. A change is a new build. Source: API, Tag.N. */
  tags?: Input<Record<string, Input<string>>> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImagePipelineExecutionArgumentOutputs {
  /** The pipeline to build. Another one, or one that was replaced, is a new build. Source: API, ImagePipelineId. */
  readonly imagePipelineId: Output<string>;
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored. Source: API, RegionId.
   */
  readonly regionId: Output<string>;
  /**
   * Any values: when one of them changes, the image is built anew (as in the `command` provider). A date, a commit, the
   * version of a component.
   */
  readonly triggers: Output<unknown[] | undefined>;
  /**
   * Whether to wait until the image is there. Default: true. With false the build is started only, `imageId` is empty
   * until a later `pulumi refresh`, and a build that fails is not noticed.
   */
  readonly waitForCompletion: Output<boolean>;
  /**
   * How long to wait for the image, in minutes, 1 to 1440, the wait for another build of the same pipeline included. Default:
   * 180. When it has passed the build goes on, and the next `pulumi up` goes on waiting for it.
   */
  readonly timeoutMinutes: Output<number>;
  /**
   * Whether the built image and its snapshots are deleted with this resource, also when a new build replaces it. A build that
   * cannot be cancelled is waited for first, up to `timeoutMinutes`; the image of a build whose tests fail is deleted at once.
   * Copies in other regions (`toRegionIds`) are not deleted. Default: false, the image stays.
   */
  readonly deleteImageOnDestroy: Output<boolean>;
  /** Tags of the execution, up to 20; the rules are those of a pipeline's. A change is a new build. Source: API, Tag.N. */
  readonly tags: Output<Record<string, string> | undefined>;
}

/** The arguments as plain values, as a lookup finds them. */
export interface ImagePipelineExecutionArguments {
  /** The pipeline to build. Another one, or one that was replaced, is a new build. Source: API, ImagePipelineId. */
  imagePipelineId: string;
  /**
   * Region of the pipeline. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored. Source: API, RegionId.
   */
  regionId?: string | undefined;
  /**
   * Any values: when one of them changes, the image is built anew (as in the `command` provider). A date, a commit, the
   * version of a component.
   */
  triggers?: unknown[] | undefined;
  /**
   * Whether to wait until the image is there. Default: true. With false the build is started only, `imageId` is empty
   * until a later `pulumi refresh`, and a build that fails is not noticed.
   */
  waitForCompletion?: boolean | undefined;
  /**
   * How long to wait for the image, in minutes, 1 to 1440, the wait for another build of the same pipeline included. Default:
   * 180. When it has passed the build goes on, and the next `pulumi up` goes on waiting for it.
   */
  timeoutMinutes?: number | undefined;
  /**
   * Whether the built image and its snapshots are deleted with this resource, also when a new build replaces it. A build that
   * cannot be cancelled is waited for first, up to `timeoutMinutes`; the image of a build whose tests fail is deleted at once.
   * Copies in other regions (`toRegionIds`) are not deleted. Default: false, the image stays.
   */
  deleteImageOnDestroy?: boolean | undefined;
  /** Tags of the execution, up to 20; the rules are those of a pipeline's. A change is a new build. Source: API, Tag.N. */
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
