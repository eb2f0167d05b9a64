import { errors } from "../errors.js";
import { findAll, listAll, resourceTypeOf } from "../model/taggable.js";
import { unbindTags } from "../model/tags.js";
import { boolean, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";

export const untagResources: Action = {
  name: "UntagResources",
  version: ECS_VERSION,
  source: "UntagResources, docs/service.md, Tags",
  parameters: [
    REGION,
    { name: "ResourceType", required: true },
    { name: "ResourceId.N", rule: identifier },
    { name: "TagKey.N" },
    { name: "All", rule: boolean, byDefault: "false" },
  ],
  lists: [
    { name: "ResourceId", max: 50, required: true },
    { name: "TagKey", max: 20 },
  ],
  notes: [
    "One of TagKey.N and All=true is needed; All counts only without TagKey.N.",
    "Keys that a resource does not have are passed over. All resources are untagged, or none.",
  ],
  run: (parameters, world) => {
    const keys = parameters.list("TagKey") ?? (parameters.flag("All") === true ? "all" : undefined);
    if (keys === undefined) throw errors.missingParameter("TagKey.1");
    const type = resourceTypeOf(parameters.text("ResourceType"));
    const taggable = listAll(world.store, type, scopeOf(parameters, world), nowOf(world));
    const resources = findAll(taggable, parameters.list("ResourceId") ?? []);
    world.store.commit(resources.map((resource) => resource.withTags(unbindTags(resource.tags, keys))));
    return {};
  },
};
