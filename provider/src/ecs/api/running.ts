import type { EcsClient } from "../transport/client";
import { hasEnded } from "./execution-status";
import { allPages } from "./pages";

/** While a build of a pipeline runs. API: StartImagePipelineExecution and DeleteImagePipeline, error codes. */
export const HAS_RUNNING_EXECUTION = "InvalidImagePipeline.HasRunningExecution";

/** A build, as far as its status goes. */
export interface RunningExecution {
  executionId: string;
  status: string;
}

/**
 * The builds of a pipeline that have not ended; the API allows one at a time (docs/service.md, Executions:
 * statuses, cancelling, tokens).
 */
export async function runningExecutions(
  client: EcsClient,
  regionId: string,
  imagePipelineId: string,
): Promise<RunningExecution[]> {
  const executions = await executionsOf(client, regionId, imagePipelineId);
  return executions.filter(({ status }) => !hasEnded(status));
}

/** All builds of a pipeline. */
export async function executionsOf(
  client: EcsClient,
  regionId: string,
  imagePipelineId: string,
): Promise<RunningExecution[]> {
  const executions = await allPages(
    client,
    "DescribeImagePipelineExecutions",
    { regionId, imagePipelineId, maxResults: 500 },
    (page) => page.imagePipelineExecution?.imagePipelineExecutionSet,
  );
  return executions.flatMap(({ executionId, status }) =>
    executionId && status ? [{ executionId, status }] : [],
  );
}
