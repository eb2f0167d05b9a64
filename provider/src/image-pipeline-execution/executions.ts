import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import type { Response } from "../ecs/sdk";

/** One execution as DescribeImagePipelineExecutions returns it. */
export type Description = NonNullable<
  NonNullable<
    Response<"DescribeImagePipelineExecutions">["imagePipelineExecution"]
  >["imagePipelineExecutionSet"]
>[number];

/** The execution with exactly this ID, or undefined if there is none. The API takes one ID a call (api-facts 3). */
export async function findExecution(
  client: EcsClient,
  regionId: string,
  executionId: string,
): Promise<Description | undefined> {
  const page = await client.call("DescribeImagePipelineExecutions", { regionId, executionId, maxResults: 1 });
  const items = page.imagePipelineExecution?.imagePipelineExecutionSet ?? [];
  return items.find((item) => item.executionId === executionId);
}

/** Cancels a build. False where the API does not allow it just now: the build has gone on to another status. */
export async function cancelExecution(
  client: EcsClient,
  regionId: string,
  executionId: string,
): Promise<boolean> {
  try {
    await client.call("CancelImagePipelineExecution", { regionId, executionId });
    return true;
  } catch (error) {
    if (!(error instanceof EcsError) || error.code === undefined) throw error;
    return false;
  }
}
