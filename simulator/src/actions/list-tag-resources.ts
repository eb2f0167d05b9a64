import { errors } from "../errors.js";
import { page } from "../model/paging.js";
import { listAll, resourceTypeOf } from "../model/taggable.js";
import { matchesTags } from "../model/tags.js";
import type { Parameters } from "../parameters/read.js";
import { anything, identifier } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagFiltersOf } from "./tag-parameters.js";

/** The action has no MaxResults; how much the service returns at a time is unknown. */
const RESOURCES_PER_PAGE = 50;

export const listTagResources: Action = {
  name: "ListTagResources",
  version: ECS_VERSION,
  source: "ListTagResources, docs/service.md, Tags, Error codes",
  parameters: [
    REGION,
    { name: "ResourceType", required: true },
    { name: "ResourceId.N", rule: identifier },
    { name: "Tag.N.Key" },
    { name: "Tag.N.Value" },
    { name: "NextToken", rule: anything },
  ],
  lists: [
    { name: "ResourceId", max: 50 },
    { name: "Tag", max: 20 },
  ],
  notes: [
    `The tags of ${RESOURCES_PER_PAGE} resources a page, oldest resource first. TagFilter.N is not supported.`,
  ],
  run: (parameters, world) => {
    refuseValueWithoutKey(parameters);
    const type = resourceTypeOf(world.store, parameters.text("ResourceType"));
    const scope = scopeOf(parameters, world);
    const [ids, tags] = [parameters.list("ResourceId"), tagFiltersOf(parameters)];
    const tagged = listAll(world.store, type, scope, nowOf(world)).filter(
      (resource) =>
        resource.tags.length > 0 && (ids?.includes(resource.id) ?? true) && matchesTags(resource.tags, tags),
    );
    const selected = page(tagged, {
      maxResults: RESOURCES_PER_PAGE,
      nextToken: parameters.text("NextToken"),
      selection: JSON.stringify([type, scope, ids, tags]),
    });
    const shown = selected.items.flatMap((resource) =>
      resource.tags.map(({ key, value }) => ({
        ResourceId: resource.id,
        ResourceType: type,
        TagKey: key,
        TagValue: value,
      })),
    );
    return { TagResources: { TagResource: shown }, NextToken: selected.nextToken };
  },
};

/** The one code that a document gives for tags (docs/service.md, Error codes). */
function refuseValueWithoutKey(parameters: Parameters): void {
  for (const entry of parameters.entries("Tag") ?? []) {
    if (entry.text("Key") === undefined) throw errors.tagValueWithoutKey();
  }
}
