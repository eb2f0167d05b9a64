import { errors } from "../errors.js";
import { listExecutions } from "../model/executions.js";
import { findPipeline } from "../model/pipelines.js";
import { STATUSES } from "../model/plan.js";
import type { Parameters } from "../parameters/read.js";
import { anyOf, orEmpty } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { FILTER_TAGS, PAGING, REGION } from "./common-parameters.js";
import { executionReply } from "./execution-reply.js";
import { pageReply } from "./reply-parts.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagFiltersOf } from "./tag-parameters.js";

export const describeImagePipelineExecutions: Action = {
  name: "DescribeImagePipelineExecutions",
  version: ECS_VERSION,
  source: "DescribeImagePipelineExecutions, docs/service.md, Executions: statuses, cancelling, tokens",
  parameters: [
    REGION,
    { name: "ExecutionId" },
    { name: "ImagePipelineId" },
    { name: "Status", rule: orEmpty(anyOf(...STATUSES)), code: "InvalidParameter.Status" },
    ...FILTER_TAGS,
    ...PAGING,
  ],
  lists: [{ name: "Tag", max: 20 }],
  notes: [
    "One of ExecutionId and ImagePipelineId is needed. The pipeline must exist; an unknown ExecutionId selects nothing.",
    "ImageId is set from SUCCESS, PARTITION_SUCCESS or TEST_FAILED on; ErrorCode, ErrorInfo and Message after a failure. No document in hand says what the service writes into them.",
    "Oldest first. NextToken is absent on the last page; TotalCount counts all pages.",
  ],
  run: (parameters, world) => {
    const { store } = world;
    const [scope, now] = [scopeOf(parameters, world), nowOf(world)];
    // A parameter sent empty is one that is not given: the reference speaks of empty IDs (docs/service.md,
    // Executions: statuses, cancelling, tokens).
    const filter = {
      id: parameters.text("ExecutionId") || undefined,
      pipelineId: parameters.text("ImagePipelineId") || undefined,
      statuses: statusesOf(parameters),
      tags: tagFiltersOf(parameters),
    };
    if (filter.pipelineId !== undefined) {
      if (findPipeline(store, scope, filter.pipelineId) === undefined) throw errors.pipelineNotFound();
    } else if (filter.id === undefined) {
      throw errors.missingOneOf("MissingParameter.ImagePipelineId", "ExecutionId", "ImagePipelineId");
    }
    const found = listExecutions(store, scope, filter, now);
    return pageReply(
      parameters,
      ["ImagePipelineExecution", "ImagePipelineExecutionSet"],
      found,
      [scope, filter],
      (execution) => executionReply(store, execution, now),
    );
  },
};

function statusesOf(parameters: Parameters): readonly string[] | undefined {
  return parameters.text("Status") ? parameters.text("Status")?.split(",") : undefined;
}
