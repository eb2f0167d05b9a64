import { deletePipeline } from "../model/pipelines.js";
import { identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { scopeOf } from "./scope.js";

export const deleteImagePipeline: Action = {
  name: "DeleteImagePipeline",
  version: ECS_VERSION,
  source: "DeleteImagePipeline, api-facts section 3",
  parameters: [REGION, { name: "ImagePipelineId", required: true, rule: identifier }],
  lists: [],
  run: (parameters, world) => {
    deletePipeline(world.store, scopeOf(parameters, world), parameters.text("ImagePipelineId") ?? "");
    return {};
  },
};
