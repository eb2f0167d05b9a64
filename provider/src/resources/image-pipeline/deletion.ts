import type { Ecs } from "../../ecs/api/ecs";
import { canBeCancelled, isRunning } from "../../ecs/api/execution-status";
import { type Execution, HAS_RUNNING_EXECUTION } from "../../ecs/api/executions";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { type Clock, type Limit, pollUntil } from "../waiting";

interface Deletion {
  regionId: string;
  id: string;
  limit: Limit;
  /** Whether it was really deleted, and is not only invisible to these credentials. */
  isGone(): Promise<boolean>;
  clock: Clock;
  say(line: string): void;
}

/**
 * Deletes a pipeline. While a build runs, the API refuses that with a specific code. Only then is the build cancelled, if
 * the API allows it, and the deletion waits until it ends. Any other refusal is an error without a wait.
 */
export async function deletePipeline(ecs: Ecs, deletion: Deletion): Promise<void> {
  const { regionId, id, limit, clock } = deletion;
  const start = clock.now();
  let last: Execution | undefined;
  const done = await pollUntil(
    async () => {
      const refusal = await refusedDelete(ecs, regionId, id);
      if (!refusal) return true;
      if (isNotFound(refusal) && (await deletion.isGone())) return true;
      if (refusal.code !== HAS_RUNNING_EXECUTION) throw refusal;
      const executions = await ecs.executions.list(regionId, { imagePipelineId: id });
      const running = executions.find(isRunning);
      // The build may have ended between the two calls. Then the next attempt decides.
      if (running) await stopBuild(ecs, running, last, deletion);
      last = running;
      return undefined;
    },
    start + limit.milliseconds,
    clock,
  );
  if (done) return;
  const still = last
    ? `execution ${last.executionId} is still in status ${last.status}`
    : `the service still responds with ${HAS_RUNNING_EXECUTION}, but lists no running execution`;
  throw new Error(
    `image pipeline ${id} in ${regionId} could not be deleted within ${limit.title}: ${still}. ` +
      `Run this again when it has ended, or increase ${limit.name}.`,
  );
}

async function refusedDelete(ecs: Ecs, regionId: string, id: string): Promise<EcsError | undefined> {
  try {
    await ecs.pipelines.delete(regionId, id);
    return undefined;
  } catch (error) {
    if (error instanceof EcsError && error.refused) return error;
    throw error;
  }
}

/** Cancels a build when that is allowed, and prints a line when its status changes. */
async function stopBuild(
  ecs: Ecs,
  running: Execution,
  last: Execution | undefined,
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
  if (await ecs.executions.cancel(regionId, executionId)) return;
  say(`image pipeline ${id}: waiting for execution ${executionId}, which can no longer be cancelled`);
}
