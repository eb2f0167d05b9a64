import type { EcsClient } from "../transport/client";
import { EcsError } from "../transport/errors";
import type { Response } from "../transport/sdk";

/** One execution as DescribeImagePipelineExecutions returns it. */
export type Description = NonNullable<
  NonNullable<
    Response<"DescribeImagePipelineExecutions">["imagePipelineExecution"]
  >["imagePipelineExecutionSet"]
>[number];

/**
 * The execution with exactly this ID, or undefined if there is none. The API takes one ID a call
 * (docs/service.md, Executions: statuses, cancelling, tokens).
 */
export async function findExecution(
  client: EcsClient,
  regionId: string,
  executionId: string,
): Promise<Description | undefined> {
  const page = await client.call("DescribeImagePipelineExecutions", { regionId, executionId, maxResults: 1 });
  const items = page.imagePipelineExecution?.imagePipelineExecutionSet ?? [];
  return items.find((item) => item.executionId === executionId);
}

/**
 * Refusals that only mean that the build has ended (CancelFailed), has gone too far to be cancelled
 * (ImagePipelineExecution; inferred from its name), or is gone. API: CancelImagePipelineExecution, error codes.
 */
const TOO_LATE = [
  "InvalidStatus.CancelFailed",
  "InvalidStatus.ImagePipelineExecution",
  "InvalidImagePipelineExecution.NotFound",
  "InvalidImagePipelineExecutionId.NotFound",
];

/** Cancels a build. False where it is too late for that; any other refusal, as of a missing permission, is an error. */
export async function cancelExecution(
  client: EcsClient,
  regionId: string,
  executionId: string,
): Promise<boolean> {
  try {
    await client.call("CancelImagePipelineExecution", { regionId, executionId });
    return true;
  } catch (error) {
    if (error instanceof EcsError && TOO_LATE.includes(error.code ?? "")) return false;
    throw error;
  }
}
