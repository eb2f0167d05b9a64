import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import { type Clock, pollUntil } from "../ecs/wait";
import { cancelExecution } from "../image-pipeline-execution/executions";
import { type RunningExecution, runningExecutions } from "../image-pipeline-execution/running";
import { canBeCancelled } from "../image-pipeline-execution/status";

export const DEFAULT_DELETE_TIMEOUT_MINUTES = 60;

interface Deletion {
  regionId: string;
  id: string;
  timeoutMinutes: number;
  /** Whether it is truly gone, and not only out of sight of these credentials. */
  isGone(): Promise<boolean>;
  clock: Clock;
  say(line: string): void;
}

/**
 * Deletes a pipeline. The API refuses that while a build runs, with a code that no document names: so when it refuses,
 * a build is looked for, cancelled where the API allows it, and waited for.
 */
export async function deletePipeline(client: EcsClient, deletion: Deletion): Promise<void> {
  const { regionId, id, timeoutMinutes, clock } = deletion;
  const start = clock.now();
  let last: RunningExecution | undefined;
  const done = await pollUntil(
    async () => {
      const refusal = await refusedDelete(client, regionId, id);
      if (!refusal || (await deletion.isGone())) return true;
      const [running] = await runningExecutions(client, regionId, id).catch(() => []);
      // A build may have ended between the two calls, so the next attempt decides.
      if (!running && !last) throw refusal;
      if (running) await stopBuild(client, running, last, deletion);
      last = running;
      return undefined;
    },
    start + timeoutMinutes * 60_000,
    clock,
  );
  if (done) return;
  const still = last
    ? `execution ${last.executionId} is still in status ${last.status}`
    : "it is still refused";
  throw new Error(
    `image pipeline ${id} in ${regionId} could not be deleted within ${timeoutMinutes} minutes (deleteTimeoutMinutes): ${still}. ` +
      "Run this again when it has ended, or with a longer deleteTimeoutMinutes.",
  );
}

async function refusedDelete(client: EcsClient, regionId: string, id: string): Promise<EcsError | undefined> {
  try {
    await client.call("DeleteImagePipeline", { regionId, imagePipelineId: id });
    return undefined;
  } catch (error) {
    if (error instanceof EcsError && error.refused) return error;
    throw error;
  }
}

/** Cancels a build once it may be cancelled, and tells when its status changes. */
async function stopBuild(
  client: EcsClient,
  running: RunningExecution,
  last: RunningExecution | undefined,
  { regionId, id, say }: Deletion,
): Promise<void> {
  if (running.executionId === last?.executionId && running.status === last.status) return;
  const { executionId, status } = running;
  if (!canBeCancelled(status)) {
    say(
      `image pipeline ${id}: waiting for execution ${executionId} (${status}), which cannot be cancelled now`,
    );
    return;
  }
  say(`image pipeline ${id}: cancelling execution ${executionId} (${status})`);
  await cancelExecution(client, regionId, executionId);
}
