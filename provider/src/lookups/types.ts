import type { ImageComponentArguments } from "../arguments/image-component";
import type { ImagePipelineArguments } from "../arguments/image-pipeline";

/* The public types of the lookups. */

/** The filters that every lookup has. */
export interface CommonFilters {
  /** The region to search. Default: the region of the configuration or the environment. */
  regionId?: string;
  /** IDs, any number of them. */
  ids?: string[];
  /**
   * A JavaScript regular expression that must match some part of the name. As in Go, a backslash may precede any
   * punctuation character (`web\\-prod`).
   */
  nameRegex?: string;
  /** Tags that must all be present; at most 20. */
  tags?: Record<string, string>;
}

export interface GetImagePipelinesArgs extends CommonFilters {
  /** The exact name. */
  name?: string;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string;
}

/** A pipeline in the result of a lookup: its arguments and its creation time. */
export interface FoundImagePipeline extends ImagePipelineArguments {
  imagePipelineId: string;
  name: string;
  regionId: string;
  /** The creation time, in UTC. */
  createTime: string;
}

export interface GetImagePipelinesResult {
  /** Newest first, as `pipelines`. */
  ids: string[];
  names: string[];
  /** Newest first. */
  pipelines: FoundImagePipeline[];
}

export interface GetImageComponentsArgs extends CommonFilters {
  /** The exact name. */
  imageComponentName?: string;
  /** The version; `*` matches any part of it. Requires `imageComponentName` (a limit of the API). */
  componentVersion?: string;
  /** `Build` or `Test`. */
  componentType?: string;
  /** `Linux` or `Windows`. */
  systemType?: string;
  /** `SELF` (your own) or `ALIYUN`. Which of them is the default is not documented. */
  owner?: string;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string;
}

/** A component in the result of a lookup: its arguments and its creation time. */
export interface FoundImageComponent extends Partial<ImageComponentArguments> {
  imageComponentId: string;
  imageComponentName: string;
  regionId: string;
  owner: string | undefined;
  /** The creation time, in UTC. */
  createTime: string;
  /** The parameters that its content declares, in the YAML form. */
  parameters: { name: string | undefined; type: string | undefined; defaultValue: string | undefined }[];
}

export interface GetImageComponentsResult {
  /** Newest first, as `components`. */
  ids: string[];
  names: string[];
  /** Newest first. */
  components: FoundImageComponent[];
}

export interface GetImagePipelineExecutionsArgs {
  /** The region to search. Default: the region of the configuration or the environment. */
  regionId?: string;
  /** The pipeline of the builds. This or `executionId` is required (a limit of the API). */
  imagePipelineId?: string;
  /** One build. */
  executionId?: string;
  /** Statuses, such as `["SUCCESS"]`; all by default. */
  statuses?: string[];
  /** Tags that must all be present; at most 20. */
  tags?: Record<string, string>;
}

/** A build in the result of a lookup. */
export interface FoundImagePipelineExecution {
  executionId: string;
  imagePipelineId: string;
  regionId: string;
  status: string;
  /** The image that was built, if there is one. */
  imageId: string | undefined;
  /** The times of its start and of its last change, in UTC. */
  createTime: string;
  modifiedTime: string;
  message: string | undefined;
  errorCode: string | undefined;
  errorInfo: string | undefined;
  tags: Record<string, string> | undefined;
}

export interface GetImagePipelineExecutionsResult {
  /** Newest first, as `executions`. */
  ids: string[];
  /** Newest first. */
  executions: FoundImagePipelineExecution[];
  /** The image of the newest build that has one and succeeded; undefined if there is none. */
  latestImageId: string | undefined;
}
