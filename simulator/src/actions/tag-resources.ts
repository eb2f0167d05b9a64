import { findAll, listAll, resourceTypeOf } from "../model/taggable.js";
import { bindTags, MAX_TAGS } from "../model/tags.js";
import { boundTagValue, identifier, tagKey } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagsOf } from "./tag-parameters.js";

export const tagResources: Action = {
  name: "TagResources",
  version: ECS_VERSION,
  source: "TagResources, docs/service.md, Tags",
  parameters: [
    { ...REGION, missing: "MissingParameter.RegionId" },
    { name: "ResourceType", required: true, missing: "MissingParameter.ResourceType" },
    { name: "ResourceId.N", rule: identifier },
    { name: "Tag.N.Key", required: true, rule: tagKey, code: "InvalidTagKey.Malformed" },
    { name: "Tag.N.Value", required: true, rule: boundTagValue, code: "InvalidTagValue.Malformed" },
  ],
  lists: [
    {
      name: "ResourceId",
      max: 50,
      tooLong: "NumberExceed.ResourceIds",
      required: true,
      missing: "MissingParameter.ResourceIds",
    },
    {
      name: "Tag",
      max: 20,
      tooLong: "NumberExceed.Tags",
      required: true,
      missing: "MissingParameter.Tags",
      uniqueBy: "Key",
      repeated: "Duplicate.TagKey",
    },
  ],
  notes: [
    "ResourceType is imagepipeline, imagecomponent or image, unless the setting `untaggable` excludes it. Only image is documented; imagecomponent is what Terraform sends, and imagepipeline is by analogy.",
    `The value of an existing key is overwritten. A resource can have ${MAX_TAGS} tags.`,
    "All resources are tagged, or none.",
  ],
  run: (parameters, world) => {
    const type = resourceTypeOf(world.store, parameters.text("ResourceType"));
    const taggable = listAll(world.store, type, scopeOf(parameters, world), nowOf(world));
    const resources = findAll(taggable, parameters.list("ResourceId") ?? []);
    const tags = tagsOf(parameters);
    world.store.commit(
      resources.map((resource, position) =>
        resource.withTags(bindTags(resource.tags, tags, `ResourceId.${position + 1}`)),
      ),
    );
    return {};
  },
};
