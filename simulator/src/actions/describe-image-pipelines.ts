import { listPipelines } from "../model/pipelines.js";
import { orEmpty, resourceName } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { FILTER_TAGS, PAGING, REGION } from "./common-parameters.js";
import { pipelineReply } from "./pipeline-reply.js";
import { pageReply } from "./reply-parts.js";
import { scopeOf } from "./scope.js";
import { tagFiltersOf } from "./tag-parameters.js";

export const describeImagePipelines: Action = {
  name: "DescribeImagePipelines",
  version: ECS_VERSION,
  source: "DescribeImagePipelines, docs/service.md, DescribeImagePipelines",
  parameters: [
    REGION,
    { name: "ImagePipelineId.N" },
    { name: "Name", rule: orEmpty(resourceName(128)), code: "InvalidName.Malformed" },
    ...FILTER_TAGS,
    { name: "ResourceGroupId" },
    ...PAGING,
  ],
  lists: [
    { name: "ImagePipelineId", max: 20, tooLong: "InvalidImagePipelineIdSize.ExceededMaxNumber" },
    { name: "Tag", max: 20 },
  ],
  notes: [
    "Oldest first. Unknown IDs select nothing. Name matches exactly; an unset name is the ID.",
    "NextToken is absent on the last page; TotalCount counts all pages.",
  ],
  run: (parameters, world) => {
    const scope = scopeOf(parameters, world);
    const filter = {
      ids: parameters.list("ImagePipelineId"),
      name: parameters.text("Name"),
      resourceGroupId: parameters.text("ResourceGroupId"),
      tags: tagFiltersOf(parameters),
    };
    const found = listPipelines(world.store, scope, filter);
    return pageReply(
      parameters,
      ["ImagePipeline", "ImagePipelineSet"],
      found,
      [scope, filter],
      pipelineReply,
    );
  },
};
