import { cancelExecution } from "../model/executions.js";
import { identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const cancelImagePipelineExecution: Action = {
  name: "CancelImagePipelineExecution",
  version: ECS_VERSION,
  source: "CancelImagePipelineExecution, docs/service.md, Executions: statuses, cancelling, tokens",
  parameters: [REGION, { name: "ExecutionId", required: true, rule: identifier }],
  lists: [],
  notes: [
    "Only in PREPARING, REPAIRING and BUILDING; the execution is then CANCELLING for a while, and CANCELLED.",
    "TemplateTag.N is not public and not supported.",
  ],
  run: (parameters, world) => {
    const id = parameters.text("ExecutionId") ?? "";
    cancelExecution(world.store, scopeOf(parameters, world), id, nowOf(world));
    world.builds?.stop(id);
    return {};
  },
};
