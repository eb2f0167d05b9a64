import { createHash } from "node:crypto";
import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import { type Clock, pollUntil } from "../ecs/wait";
import { tagList } from "../shared/tags";
import { executionsOf, runningExecutions } from "./running";
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
 * Starts a build, or goes on with the one that a run that was killed has started for the same declaration. When another
 * build of the pipeline is running, which the API allows one of, its end is waited for.
 */
export async function startExecution(client: EcsClient, start: Start): Promise<Started> {
  const { regionId, inputs, clock, say } = start;
  const { imagePipelineId } = inputs;
  try {
    return await startOrGoOn(client, regionId, inputs);
  } catch (error) {
    if (!(error instanceof EcsError) || error.code === undefined) throw error;
    const [running] = await runningExecutions(client, regionId, imagePipelineId).catch(() => []);
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
    if (ended) return startOrGoOn(client, regionId, inputs);
    throw new Error(
      `${error.message} Execution ${running.executionId} of the same pipeline was still running when timeoutMinutes had passed.`,
    );
  }
}

interface Started {
  executionId: string;
  requestId: string | undefined;
}

/**
 * The ClientToken is made from the declaration, so the service answers it with the build that it started before. Where
 * that one had ended already, its ID goes into the next token: so the newest build is found, however many there were.
 */
async function startOrGoOn(
  client: EcsClient,
  regionId: string,
  inputs: ImagePipelineExecutionInputs,
): Promise<Started> {
  const { imagePipelineId } = inputs;
  // Asked before: a build that ends as soon as it is started is the one that was wanted.
  const executions = await executionsOf(client, regionId, imagePipelineId);
  const ended = executions.flatMap(({ executionId, status }) => (hasEnded(status) ? [executionId] : []));
  let started: Started;
  let before: string | undefined;
  do {
    started = await request(client, regionId, inputs, tokenOf(regionId, inputs, before));
    before = started.executionId;
  } while (ended.includes(before));
  return started;
}

async function request(
  client: EcsClient,
  regionId: string,
  inputs: ImagePipelineExecutionInputs,
  clientToken: string,
): Promise<Started> {
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
  before: string | undefined,
): string {
  return createHash("sha256")
    .update(JSON.stringify([regionId, imagePipelineId, triggers, tags, before]))
    .digest("hex");
}
