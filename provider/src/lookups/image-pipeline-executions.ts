import { hasSucceeded } from "../ecs/api/execution-status";
import { type Connection, regionToSearch } from "./connection";
import { newestFirst } from "./filters";

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

/** The builds of a pipeline, all pages of them, newest first. */
export async function findImagePipelineExecutions(
  connection: Connection,
  args: GetImagePipelineExecutionsArgs,
): Promise<GetImagePipelineExecutionsResult> {
  const { imagePipelineId, executionId, statuses, tags } = args;
  if (imagePipelineId === undefined && executionId === undefined) {
    throw new Error(
      "getImagePipelineExecutions: set imagePipelineId or executionId; the service requires one of them.",
    );
  }
  const regionId = regionToSearch(connection.settings, args.regionId);
  const items = await connection.ecs.executions.list(regionId, {
    imagePipelineId,
    executionId,
    statuses,
    tags,
  });
  const found = items.map(
    (item): FoundImagePipelineExecution => ({
      ...item,
      regionId,
      imagePipelineId: item.imagePipelineId ?? "",
      status: item.status ?? "",
      createTime: item.createTime ?? "",
      modifiedTime: item.modifiedTime ?? "",
    }),
  );
  const executions = newestFirst(found, (execution) => execution.executionId);
  return {
    ids: executions.map((execution) => execution.executionId),
    executions,
    latestImageId: executions.find(({ status, imageId }) => imageId && hasSucceeded(status))?.imageId,
  };
}
