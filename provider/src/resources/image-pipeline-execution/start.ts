import { createHash } from "node:crypto";
import type { ImagePipelineExecutionArguments } from "../../arguments/image-pipeline-execution";
import type { Ecs } from "../../ecs/api/ecs";
import { hasEnded, isRunning } from "../../ecs/api/execution-status";
import { type Execution, HAS_RUNNING_EXECUTION } from "../../ecs/api/executions";
import { EcsError } from "../../ecs/transport/errors";
import { type Clock, type Limit, pollUntil } from "../waiting";

/** When to give up, and what says so. */
export interface Deadline extends Limit {
  /** In the time of the clock. */
  at: number;
}

interface Start {
  regionId: string;
  inputs: ImagePipelineExecutionArguments;
  /** Identifies the resource uniquely among all resources. */
  identity: string;
  deadline: Deadline;
  clock: Clock;
  say(line: string): void;
  /** Claims a build for this resource. False if it belongs to another resource, or is the previous build of this one. */
  claim(executionId: string): boolean;
}

interface Started {
  executionId: string;
  requestId: string | undefined;
  /** Whether it was already running, because a killed run had started it. */
  wasRunning: boolean;
}

/** A running build of another resource, for which this one waits. */
type Waited = Pick<Execution, "executionId" | "status">;

/**
 * Starts a build, or continues the one that a killed run has started for the same resource. The API allows one build of a
 * pipeline at a time, so this waits for the end of any other one.
 */
export async function startExecution(ecs: Ecs, start: Start): Promise<Started> {
  const { regionId, inputs, clock, say } = start;
  const { imagePipelineId } = inputs;
  let refusal = "";
  /** The build of another resource for which the last poll waited. */
  let other: Waited | undefined;
  const waitFor = (execution: Waited | undefined): undefined => {
    if (execution && execution.executionId !== other?.executionId) {
      say(
        `image pipeline ${imagePipelineId}: waiting for execution ${execution.executionId} (${execution.status}) to end before another is started`,
      );
    }
    other = execution;
    return undefined;
  };
  const started = await pollUntil(
    async () => {
      const executions = await ecs.executions.list(regionId, { imagePipelineId });
      const running = executions.filter(isRunning);
      const still = running.find(({ executionId }) => executionId === other?.executionId);
      if (still) return waitFor(still);
      const ended = executions.filter(({ status }) => hasEnded(status)).map(({ executionId }) => executionId);
      const answer = await request(ecs, start, ended);
      if (answer instanceof EcsError) {
        refusal = answer.message;
        return waitFor(running[0]);
      }
      const { executionId } = answer;
      const listed = running.find((execution) => execution.executionId === executionId);
      // A build that is being cancelled yields no image. A build that is not listed was just started.
      if (listed?.status !== "CANCELLING" && start.claim(executionId))
        return { ...answer, wasRunning: !!listed };
      return waitFor(listed ?? { executionId, status: "just started" });
    },
    start.deadline.at,
    clock,
  );
  if (started) return started;
  const reason = other
    ? `execution ${other.executionId} of the same pipeline (${other.status}) was still running`
    : `the service still refused it (${refusal})`;
  throw new Error(
    `image pipeline ${imagePipelineId} in ${regionId}: no build was started within ${start.deadline.title}, because ${reason}. ` +
      `The API allows one build of a pipeline at a time: run this again when that build has ended, or increase ${start.deadline.name}.`,
  );
}

/** The started build, or the refusal because another one is running. */
async function request(
  ecs: Ecs,
  start: Start,
  ended: string[],
): Promise<Omit<Started, "wasRunning"> | EcsError> {
  const { regionId, inputs } = start;
  const { imagePipelineId, tags } = inputs;
  try {
    const clientToken = tokenOf(start, ended);
    const { executionId, requestId } = await ecs.executions.start(regionId, {
      imagePipelineId,
      clientToken,
      tags,
    });
    if (executionId && !ended.includes(executionId)) return { executionId, requestId };
    const said = executionId
      ? `the response contains execution ${executionId}, which had already ended. Run this again; if it happens again, report it to the service`
      : "the response has no ExecutionId";
    throw new EcsError(`StartImagePipelineExecution in ${regionId}: ${said}.`, undefined, false);
  } catch (error) {
    if (!(error instanceof EcsError)) throw error;
    if (error.code === HAS_RUNNING_EXECUTION) return error;
    throw error.outcomeUnknown ? new EcsError(`${error.message} ${MAY_RUN}`, error.code, true) : error;
  }
}

/** For a start whose response was lost. The next run makes the same token, and so finds the build. */
const MAY_RUN =
  "A build may have started anyway, but it is not in the state. Run this again while it is running to take it over. " +
  'If it has ended, find it with `pulumi stack export | npx pulumi-alicloud-image-builder orphans`, and adopt it (`adopt: "exec-…"`).';

/**
 * The token is made from the resource, its declaration and the builds that have ended, 64 characters of ASCII, the most
 * that the API takes. While a build runs none can be added to those, so a run that was killed is answered with the build
 * that it started; after its end the same declaration makes another token, and another build.
 */
function tokenOf({ regionId, inputs, identity }: Start, ended: string[]): string {
  const { imagePipelineId, triggers, tags } = inputs;
  const parts = [identity, regionId, imagePipelineId, triggers, tags, [...ended].sort()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
