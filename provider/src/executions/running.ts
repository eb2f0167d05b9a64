import type { EcsClient } from "../ecs/client";
import { hasEnded } from "./status";

/** A build that has not ended. */
export interface RunningExecution {
  executionId: string;
  status: string;
}

/** The builds of a pipeline that have not ended; the API allows one at a time (api-facts 3). */
export async function runningExecutions(
  client: EcsClient,
  regionId: string,
  imagePipelineId: string,
): Promise<RunningExecution[]> {
  const running: RunningExecution[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.call("DescribeImagePipelineExecutions", {
      regionId,
      imagePipelineId,
      maxResults: 500,
      ...(nextToken && { nextToken }),
    });
    for (const { executionId, status } of page.imagePipelineExecution?.imagePipelineExecutionSet ?? []) {
      if (executionId && status && !hasEnded(status)) running.push({ executionId, status });
    }
    nextToken = page.nextToken;
  } while (nextToken);
  return running;
}
