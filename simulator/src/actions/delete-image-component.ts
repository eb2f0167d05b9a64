import { deleteComponent } from "../model/components.js";
import { identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { scopeOf } from "./scope.js";

export const deleteImageComponent: Action = {
  name: "DeleteImageComponent",
  version: ECS_VERSION,
  source: "DeleteImageComponent, docs/service.md, Components",
  parameters: [REGION, { name: "ImageComponentId", required: true, rule: identifier }],
  lists: [],
  notes: [
    "Refused as InvalidImageComponent.InUse while a pipeline's BuildContent or TestContent names it, by ID or by ARN; an ARN with `*` in its version names all versions that match.",
  ],
  run: (parameters, world) => {
    deleteComponent(world.store, scopeOf(parameters, world), parameters.text("ImageComponentId") ?? "");
    return {};
  },
};
