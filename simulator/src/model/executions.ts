import { errors, FAMILY_FULL } from "../errors.js";
import { randomWord } from "../random.js";
import { builtImage } from "./built-image.js";
import { familySize, imagesOf, withoutImagesOf } from "./images.js";
import { familyLimit } from "./limits.js";
import { findPipeline } from "./pipelines.js";
import { canBeCancelled, cancelled, hasEnded, leavesImage, planned, replanned, stepAt } from "./plan.js";
import type { Execution, Pipeline, Run, Scope, Settings } from "./records.js";
import { isIn } from "./scope.js";
import { readSettings } from "./settings.js";
import type { Change, Store } from "./store.js";
import type { TagFilter } from "./tags.js";
import { matchesTags } from "./tags.js";

export interface ExecutionFilter {
  readonly id?: string | undefined;
  readonly pipelineId?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly tags?: readonly TagFilter[] | undefined;
}

export function statusAt(execution: Execution, now: number): string {
  return stepAt(execution, now).status;
}

/** The image that it made; undefined as long as there is none. */
export function imageIdAt(execution: Execution, now: number): string | undefined {
  return leavesImage(statusAt(execution, now)) ? execution.imageId : undefined;
}

export function executionsOf(store: Store, pipelineId: string): readonly Execution[] {
  return store.all("executions").filter((execution) => execution.pipelineId === pipelineId);
}

export function isRunning(store: Store, pipelineId: string, now: number): boolean {
  return executionsOf(store, pipelineId).some((execution) => !hasEnded(statusAt(execution, now)));
}

/**
 * @throws when one is running already: a pipeline has one at a time (docs/service.md, Executions: statuses,
 * cancelling, tokens).
 */
export function startExecution(
  store: Store,
  pipeline: Pipeline,
  fields: Pick<Execution, "request" | "tags" | "run">,
  now: number,
): { readonly execution: Execution; readonly changes: readonly Change[] } {
  if (isRunning(store, pipeline.id, now)) throw errors.executionRunning("ImagePipelineId");
  const id = `exec-${randomWord(20)}`;
  const execution: Execution = {
    id,
    imageId: `m-${randomWord(20)}`,
    accountId: pipeline.accountId,
    regionId: pipeline.regionId,
    pipelineId: pipeline.id,
    sequence: store.takeSequence("executions"),
    createdAt: now,
    ...fields,
    ...planned(pipeline, settingsFor(store, pipeline, id, fields.run), now),
  };
  return { execution, changes: [put(execution), ...imagesOf(store, execution, pipeline)] };
}

/**
 * @throws if there is none, or if it is too far (docs/service.md, Executions: statuses, cancelling,
 * tokens).
 */
export function cancelExecution(store: Store, scope: Scope, id: string, now: number): void {
  const [execution] = listExecutions(store, scope, { id }, now);
  if (execution === undefined) throw errors.executionNotFound();
  const status = statusAt(execution, now);
  if (hasEnded(status)) throw errors.executionEnded();
  if (!canBeCancelled(status)) throw errors.notCancellable();
  const { failure: _failure, ...rest } = execution;
  const plan = cancelled(execution, readSettings(store), now);
  store.commit([put({ ...rest, ...plan }), ...withoutImagesOf(store, execution)]);
}

export function listExecutions(
  store: Store,
  scope: Scope,
  filter: ExecutionFilter,
  now: number,
): readonly Execution[] {
  return store
    .all("executions")
    .filter(
      (execution) =>
        isIn(scope, execution) &&
        (filter.id === undefined || execution.id === filter.id) &&
        (filter.pipelineId === undefined || execution.pipelineId === filter.pipelineId) &&
        (filter.statuses === undefined || filter.statuses.includes(statusAt(execution, now))) &&
        matchesTags(execution.tags, filter.tags ?? []),
    )
    .sort((a, b) => a.sequence - b.sequence);
}

/** The changes that make running executions follow the current settings. */
export function replanExecutions(store: Store, now: number): readonly Change[] {
  return store.all("executions").flatMap((execution) => replan(store, execution, now));
}

function replan(store: Store, execution: Execution, now: number): readonly Change[] {
  const pipeline = findPipeline(store, execution, execution.pipelineId);
  if (pipeline === undefined || hasEnded(statusAt(execution, now))) return [];
  const { failure: _failure, ...rest } = execution;
  const settings = settingsFor(store, pipeline, execution.id, execution.run);
  const changed: Execution = { ...rest, ...replanned(execution, pipeline, settings, now) };
  return [put(changed), ...withoutImagesOf(store, execution), ...imagesOf(store, changed, pipeline)];
}

/** A build that was really run has ended. Nothing happens where the execution has ended before it. */
export function endRun(store: Store, id: string, run: Run, now: number): void {
  const execution = store.get("executions", id);
  if (execution?.run?.state === "running") store.commit(replan(store, { ...execution, run }, now));
}

/** Builds of a process that has ended: nobody waits for them any more. */
export function endLostRuns(store: Store, now: number): void {
  const message = "The simulator was stopped while it ran the build.";
  for (const { id } of store.all("executions"))
    endRun(store, id, { state: "failed", at: "BUILDING", message }, now);
}

/** A build that is run takes as long as it takes, and ends as it ends. */
function settingsOfRun(settings: Settings, { state, at = "BUILDING", message }: Run): Settings {
  const stateSeconds = { ...settings.stateSeconds, BUILDING: 0, TESTING: 0 };
  const outcome: Record<Run["state"], Settings["failures"]> = {
    running: [{ at: "BUILDING", status: "BUILDING" }],
    passed: [],
    failed: [{ at, ...(message !== undefined && { message }) }],
  };
  return { ...settings, stateSeconds, failures: [...outcome[state], ...settings.failures] };
}

/**
 * The settings, and a failure if the family of the image is full: no document says what a build then does. Inferred
 * from CreateImage, which refuses such an image.
 */
function settingsFor(store: Store, pipeline: Pipeline, executionId: string, run?: Run): Settings {
  const settings = run ? settingsOfRun(readSettings(store), run) : readSettings(store);
  const family = builtImage(pipeline, executionId).details["ImageFamily"];
  if (family === undefined) return settings;
  if (familySize(store, pipeline, family, executionId) < familyLimit(store, pipeline)) return settings;
  return { ...settings, failures: [...settings.failures, { at: "BUILDING", ...FAMILY_FULL }] };
}

function put(execution: Execution): Change {
  return { put: "executions", key: execution.id, value: execution };
}
