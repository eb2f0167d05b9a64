/**
 * The states of an execution and their times. No document has a table of transitions: the order is
 * inferred from the list of statuses (docs/service.md, Executions: statuses, cancelling, tokens).
 */

import type { Failure, Pipeline, Settings, Step, Working } from "./records.js";

export const WORKING = [
  "PREPARING",
  "REPAIRING",
  "BUILDING",
  "TESTING",
  "DISTRIBUTING",
  "RELEASING",
] as const;

export const STATUSES = [
  ...WORKING,
  ...["SUCCESS", "PARTITION_SUCCESS", "FAILED", "TEST_FAILED", "CANCELLING", "CANCELLED"],
] as const;

const ENDED = new Set(["SUCCESS", "PARTITION_SUCCESS", "FAILED", "TEST_FAILED", "CANCELLED"]);
const CANCELLABLE = new Set(["PREPARING", "REPAIRING", "BUILDING"]);
const WITH_IMAGE = new Set(["SUCCESS", "PARTITION_SUCCESS", "TEST_FAILED"]);

export const hasEnded = (status: string) => ENDED.has(status);
export const canBeCancelled = (status: string) => CANCELLABLE.has(status);
export const leavesImage = (status: string) => WITH_IMAGE.has(status);

/** How long each state lasts, in seconds of simulated time, unless the settings say otherwise. */
export const STATE_SECONDS = {
  ...{ PREPARING: 30, REPAIRING: 60, BUILDING: 300, TESTING: 60, DISTRIBUTING: 60, RELEASING: 30 },
  CANCELLING: 30,
} as const;

/** The status of an execution that fails in a state, unless the settings say otherwise. */
const FAILED_IN: Readonly<Record<Working, string>> = {
  PREPARING: "FAILED",
  REPAIRING: "FAILED",
  BUILDING: "FAILED",
  TESTING: "TEST_FAILED",
  DISTRIBUTING: "PARTITION_SUCCESS",
  RELEASING: "PARTITION_SUCCESS",
};

export interface Plan {
  readonly steps: readonly Step[];
  /** The failure that the plan ends with. */
  readonly failure?: Failure;
}

type Times = Pick<Settings, "stateSeconds" | "failures">;

/** The plan of an execution that starts now. */
export function planned(pipeline: Pipeline, settings: Times, now: number): Plan {
  return continued([{ status: "PREPARING", from: now }], "PREPARING", pipeline, settings, now);
}

/**
 * The plan with other settings: past states do not change, and no state ends in the past. If a failure
 * replaced the end by another status, the execution continues after the state in which it failed.
 */
export function replanned(plan: Plan, pipeline: Pipeline, settings: Times, now: number): Plan {
  const begun = plan.steps.filter(({ from }) => from <= now);
  const { status = "" } = begun.at(-1) ?? {};
  if (hasEnded(status) || status === "CANCELLING") return plan;
  const current = WORKING.find((state) => state === status) ?? plan.failure?.at;
  return current === undefined ? plan : continued(begun, current, pipeline, settings, now);
}

/** Cut off now. */
export function cancelled(plan: Plan, { stateSeconds }: Times, now: number): Plan {
  const begun = plan.steps.filter(({ from }) => from <= now);
  const end = now + 1000 * (stateSeconds.CANCELLING ?? STATE_SECONDS.CANCELLING);
  return { steps: [...begun, { status: "CANCELLING", from: now }, { status: "CANCELLED", from: end }] };
}

export function stepAt({ steps }: Plan, now: number): Step {
  return steps.findLast(({ from }) => from <= now) ?? { status: "PREPARING", from: now };
}

export function endOf({ steps }: Plan): Step | undefined {
  return steps.at(-1);
}

function continued(
  begun: readonly Step[],
  current: Working,
  pipeline: Pipeline,
  settings: Times,
  now: number,
): Plan {
  const steps = [...begun];
  let from = begun.at(-1)?.from ?? now;
  const states = path(pipeline);
  for (const state of states.slice(states.indexOf(current))) {
    if (state !== current) steps.push({ status: state, from });
    from = Math.max(now, from + 1000 * (settings.stateSeconds[state] ?? STATE_SECONDS[state]));
    const failure = settings.failures.find((one) => one.at === state && concerns(one, pipeline));
    if (failure !== undefined) {
      return { steps: [...steps, { status: failure.status ?? FAILED_IN[state], from }], failure };
    }
  }
  return { steps: [...steps, { status: "SUCCESS", from }] };
}

function concerns(failure: Failure, pipeline: Pipeline): boolean {
  return failure.imagePipelineId === undefined || failure.imagePipelineId === pipeline.id;
}

function path({ request }: Pipeline): readonly Working[] {
  return WORKING.filter(
    (state) =>
      (state !== "REPAIRING" || request["RepairMode"]) && (state !== "TESTING" || request["TestContent"]),
  );
}
