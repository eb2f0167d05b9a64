import { deletePipeline } from "../model/pipelines.js";
import { identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";

export const deleteImagePipeline: Action = {
  name: "DeleteImagePipeline",
  version: ECS_VERSION,
  source: "DeleteImagePipeline, api-facts section 3",
  parameters: [REGION, { name: "ImagePipelineId", required: true, rule: identifier }],
  lists: [],
  run: (parameters, { store }) => {
    deletePipeline(store, parameters.text("RegionId") ?? "", parameters.text("ImagePipelineId") ?? "");
    return {};
  },
};
