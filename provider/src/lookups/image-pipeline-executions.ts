import type {
  FoundImagePipelineExecution,
  GetImagePipelineExecutionsArgs,
  GetImagePipelineExecutionsResult,
} from "../arguments/lookups";
import { hasSucceeded } from "../ecs/api/execution-status";
import { type Connection, regionToSearch } from "./connection";
import { newestFirst, requireKnown } from "./filters";

const KNOWN = {
  regionId: true,
  imagePipelineId: true,
  executionId: true,
  statuses: true,
  tags: true,
} as const;

/** The builds of a pipeline, all pages of them, newest first. */
export async function findImagePipelineExecutions(
  connection: Connection,
  args: GetImagePipelineExecutionsArgs,
): Promise<GetImagePipelineExecutionsResult> {
  requireKnown("getImagePipelineExecutions", args, KNOWN);
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
