import { failureText } from "../errors.js";
import { imageIdAt, statusAt } from "../model/executions.js";
import { findPipeline } from "../model/pipelines.js";
import { hasEnded, stepAt } from "../model/plan.js";
import type { Execution } from "../model/records.js";
import type { Store } from "../model/store.js";
import type { Reply } from "./action.js";
import { isoSeconds, tagsReply } from "./reply-parts.js";

/**
 * An execution as DescribeImagePipelineExecutions returns it (docs/service.md, Executions: statuses,
 * cancelling, tokens).
 */
export function executionReply(store: Store, execution: Execution, now: number): Reply {
  const step = stepAt(execution, now);
  return {
    ExecutionId: execution.id,
    ImagePipelineId: execution.pipelineId,
    Status: step.status,
    ImageId: imageIdAt(execution, now),
    CreationTime: isoSeconds(execution.createdAt),
    ModifiedTime: isoSeconds(step.from),
    ResourceGroupId: findPipeline(store, execution, execution.pipelineId)?.request["ResourceGroupId"],
    Tags: tagsReply(execution.tags),
    ...failureReply(execution, now),
  };
}

function failureReply(execution: Execution, now: number): Reply {
  const { failure } = execution;
  const status = statusAt(execution, now);
  // It is known before it happens: the plan is made at the start.
  if (failure === undefined || !hasEnded(status)) return {};
  const { code, message } = failureText(failure.at);
  return {
    ErrorCode: failure.code ?? code,
    ErrorInfo: failure.message ?? message,
    Message: `${status}: the execution ended in the state ${failure.at}.`,
  };
}
