import type { EcsClient } from "../transport/client";
import { EcsError } from "../transport/errors";
import type { Response } from "../transport/sdk";
import { allPages, MOST_PER_PAGE } from "./pages";
import { type Tags, tagList, tagMap } from "./tags";

/**
 * The API allows one build of a pipeline at a time. While one runs, it refuses to start another or to delete the pipeline.
 * API: StartImagePipelineExecution and DeleteImagePipeline, error codes.
 */
export const HAS_RUNNING_EXECUTION = "InvalidImagePipeline.HasRunningExecution";

/**
 * Refusals that only mean that the build has ended (CancelFailed), has progressed too far to be cancelled
 * (ImagePipelineExecution; inferred from its name), or does not exist. API: CancelImagePipelineExecution, error codes.
 */
const TOO_LATE = [
  "InvalidStatus.CancelFailed",
  "InvalidStatus.ImagePipelineExecution",
  "InvalidImagePipelineExecution.NotFound",
  "InvalidImagePipelineExecutionId.NotFound",
];

/** A build as the service describes it. */
export interface Execution {
  executionId: string;
  imagePipelineId: string | undefined;
  status: string | undefined;
  /** The image that was built, if there is one. */
  imageId: string | undefined;
  /** The times of its start and of its last change, in UTC. */
  createTime: string | undefined;
  modifiedTime: string | undefined;
  message: string | undefined;
  errorCode: string | undefined;
  errorInfo: string | undefined;
  tags: Tags | undefined;
}

/** The filters of a listing. The API requires a pipeline or an execution. */
export interface ExecutionFilters {
  imagePipelineId?: string | undefined;
  executionId?: string | undefined;
  statuses?: string[] | undefined;
  tags?: Tags | undefined;
}

interface Start {
  imagePipelineId: string;
  clientToken: string;
  tags: Tags | undefined;
}

/** The builds of an account. */
export class Executions {
  constructor(private readonly client: EcsClient) {}

  async start(
    regionId: string,
    { tags, ...start }: Start,
  ): Promise<{ executionId: string; requestId: string }> {
    return this.client.call("StartImagePipelineExecution", {
      ...start,
      regionId,
      tag: tags && tagList(tags),
    });
  }

  /** The execution with this ID, or undefined if there is none. The API accepts one ID per call. */
  async find(regionId: string, executionId: string): Promise<Execution | undefined> {
    const page = await this.client.call("DescribeImagePipelineExecutions", {
      regionId,
      executionId,
      maxResults: 1,
    });
    const items = page.imagePipelineExecution?.imagePipelineExecutionSet ?? [];
    return items.map(executionOf).find((item) => item.executionId === executionId);
  }

  /** All matching executions, in no order. */
  async list(regionId: string, { statuses, tags, ...filters }: ExecutionFilters): Promise<Execution[]> {
    const items = await allPages(
      this.client,
      "DescribeImagePipelineExecutions",
      {
        ...filters,
        regionId,
        maxResults: MOST_PER_PAGE,
        status: statuses?.join(","),
        tag: tags && tagList(tags),
      },
      (page) => page.imagePipelineExecution?.imagePipelineExecutionSet,
    );
    return items.map(executionOf);
  }

  /** Cancels a build. Returns false if it is too late. Any other refusal, such as a missing permission, is an error. */
  async cancel(regionId: string, executionId: string): Promise<boolean> {
    try {
      await this.client.call("CancelImagePipelineExecution", { regionId, executionId });
      return true;
    } catch (error) {
      if (error instanceof EcsError && TOO_LATE.includes(error.code ?? "")) return false;
      throw error;
    }
  }
}

type Described = NonNullable<
  NonNullable<
    Response<"DescribeImagePipelineExecutions">["imagePipelineExecution"]
  >["imagePipelineExecutionSet"]
>[number];

const executionOf = (item: Described): Execution => ({
  executionId: item.executionId ?? "",
  imagePipelineId: item.imagePipelineId,
  status: item.status,
  imageId: item.imageId || undefined,
  createTime: item.creationTime,
  modifiedTime: item.modifiedTime,
  message: item.message || undefined,
  errorCode: item.errorCode || undefined,
  errorInfo: item.errorInfo || undefined,
  tags: tagMap(item.tags?.tag),
});
