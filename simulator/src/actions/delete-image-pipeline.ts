import { errors } from "../errors.js";
import { executionsOf, isRunning } from "../model/executions.js";
import { findPipeline } from "../model/pipelines.js";
import type { Change } from "../model/store.js";
import { identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const deleteImagePipeline: Action = {
  name: "DeleteImagePipeline",
  version: ECS_VERSION,
  source: "DeleteImagePipeline, docs/service.md, Executions: statuses, cancelling, tokens",
  parameters: [REGION, { name: "ImagePipelineId", required: true, rule: identifier }],
  lists: [],
  notes: [
    "Refused as InvalidImagePipeline.HasRunningExecution while an execution runs, also in CANCELLING. The executions are deleted with the pipeline; their images stay, which no document in hand says.",
  ],
  run: (parameters, world) => {
    const { store } = world;
    const pipeline = findPipeline(
      store,
      scopeOf(parameters, world),
      parameters.text("ImagePipelineId") ?? "",
    );
    if (pipeline === undefined) throw errors.pipelineNotFound();
    if (isRunning(store, pipeline.id, nowOf(world))) throw errors.executionRunning("ImagePipelineId");
    store.commit([
      { delete: "pipelines", key: pipeline.id },
      ...executionsOf(store, pipeline.id).map(({ id }): Change => ({ delete: "executions", key: id })),
    ]);
    return {};
  },
};
