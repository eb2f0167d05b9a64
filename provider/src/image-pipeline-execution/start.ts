import { createHash, randomUUID } from "node:crypto";
import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import { type Clock, pollUntil } from "../ecs/wait";
import { tagList } from "../shared/tags";
import { findExecution } from "./executions";
import { runningExecutions } from "./running";
import type { ImagePipelineExecutionInputs } from "./schema";
import { hasEnded } from "./status";

interface Start {
  regionId: string;
  inputs: ImagePipelineExecutionInputs;
  /** A time of the clock. */
  deadline: number;
  clock: Clock;
  say(line: string): void;
}

/**
 * Starts a build, or goes on with the one that a run that was killed has started for the same declaration: the first
 * attempt has a ClientToken made from the declaration, so the service answers it with the build that is under way. When
 * another build of the pipeline is running, which the API allows one of, its end is waited for.
 */
export async function startExecution(
  client: EcsClient,
  start: Start,
): Promise<{ executionId: string; requestId: string | undefined }> {
  const { regionId, inputs, clock, say } = start;
  const { imagePipelineId } = inputs;
  const send = (clientToken: string) => request(client, regionId, inputs, clientToken);
  try {
    const started = await send(tokenOf(regionId, inputs));
    const item = await findExecution(client, regionId, started.executionId);
    // One that has ended already is not ours: the token was used for an earlier build of the same declaration.
    return item?.status && hasEnded(item.status) ? await send(randomUUID()) : started;
  } catch (error) {
    if (!(error instanceof EcsError) || error.code === undefined) throw error;
    const [running] = await runningExecutions(client, regionId, imagePipelineId);
    if (!running) throw error;
    say(
      `image pipeline ${imagePipelineId}: waiting for execution ${running.executionId} (${running.status}) to end before another is started`,
    );
    const ended = await pollUntil(
      async () =>
        (await runningExecutions(client, regionId, imagePipelineId)).length === 0 ? true : undefined,
      start.deadline,
      clock,
    );
    if (ended) return send(randomUUID());
    throw new Error(
      `${error.message} Execution ${running.executionId} of the same pipeline was still running when timeoutMinutes had passed.`,
    );
  }
}

async function request(
  client: EcsClient,
  regionId: string,
  inputs: ImagePipelineExecutionInputs,
  clientToken: string,
) {
  const { imagePipelineId, tags } = inputs;
  const { executionId, requestId } = await client.call("StartImagePipelineExecution", {
    regionId,
    imagePipelineId,
    clientToken,
    ...(tags && { tag: tagList(tags) as never }),
  });
  if (executionId) return { executionId, requestId };
  throw new EcsError(
    `StartImagePipelineExecution in ${regionId}: the answer has no ExecutionId.`,
    undefined,
    true,
  );
}

/** 64 characters of ASCII, the most that the API takes. */
function tokenOf(
  regionId: string,
  { imagePipelineId, triggers, tags }: ImagePipelineExecutionInputs,
): string {
  return createHash("sha256")
    .update(JSON.stringify([regionId, imagePipelineId, triggers, tags]))
    .digest("hex");
}
