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
    { ...REGION, missing: "MissingParameter.RegionId" },
    { name: "ResourceType", required: true, missing: "MissingParameter.ResourceType" },
    { name: "ResourceId.N", rule: identifier },
    { name: "TagKey.N" },
    { name: "All", rule: boolean, byDefault: "false" },
  ],
  lists: [
    {
      name: "ResourceId",
      max: 50,
      tooLong: "NumberExceed.ResourceIds",
      required: true,
      missing: "MissingParameter.ResourceIds",
    },
    { name: "TagKey", max: 20, tooLong: "NumberExceed.Tags" },
  ],
  notes: [
    "Either TagKey.N or All=true is needed. The text of All says that it counts only without TagKey.N; a code for both together exists, so both are refused.",
    "Keys that a resource does not have are ignored. All resources are untagged, or none.",
  ],
  run: (parameters, world) => {
    const all = parameters.flag("All") === true;
    const keys = parameters.list("TagKey") ?? (all ? "all" : undefined);
    if (keys === undefined) throw errors.missingParameter("TagKey.1", "MissingParameter.Tags");
    if (keys !== "all" && all) throw errors.keysAndAll();
    const type = resourceTypeOf(world.store, parameters.text("ResourceType"));
    const taggable = listAll(world.store, type, scopeOf(parameters, world), nowOf(world));
    const resources = findAll(taggable, parameters.list("ResourceId") ?? []);
    world.store.commit(resources.map((resource) => resource.withTags(unbindTags(resource.tags, keys))));
    return {};
  },
};
