import { listComponents } from "../model/components.js";
import { oneOf, versionPattern } from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { FILTER_TAGS, PAGING, REGION } from "./common-parameters.js";
import { componentReply } from "./component-reply.js";
import { pageReply } from "./reply-parts.js";
import { scopeOf } from "./scope.js";
import { tagFiltersOf } from "./tag-parameters.js";

export const describeImageComponents: Action = {
  name: "DescribeImageComponents",
  version: ECS_VERSION,
  source: "DescribeImageComponents, docs/service.md, Components",
  parameters: [
    REGION,
    { name: "ImageComponentId.N" },
    { name: "Name" },
    { name: "ComponentVersion", rule: versionPattern, code: "InvalidParameter.ComponentVersion" },
    {
      name: "ComponentType",
      rule: oneOf("Build", "Test"),
      code: "InvalidComponentType.NotSupportedValue",
    },
    {
      name: "SystemType",
      rule: oneOf("Linux", "Windows"),
      code: "InvalidSystemType.NotSupportedValue",
    },
    { name: "Owner", rule: oneOf("SELF", "ALIYUN"), code: "InvalidParameter.Owner" },
    { name: "ResourceGroupId" },
    ...FILTER_TAGS,
    ...PAGING,
  ],
  lists: [
    { name: "ImageComponentId", max: 20, tooLong: "InvalidImageComponentIdSize.ExceededMaxNumber" },
    { name: "Tag", max: 20 },
  ],
  notes: [
    "Oldest first. Unknown IDs select nothing. Name matches exactly; ComponentVersion counts only together with Name.",
    "Without an Owner, those of the account. The simulator has no system components, so ALIYUN selects nothing.",
    "NextToken is absent on the last page; TotalCount counts all pages.",
  ],
  run: (parameters, world) => {
    const scope = scopeOf(parameters, world);
    const owner = parameters.text("Owner");
    const filter = {
      ids: parameters.list("ImageComponentId"),
      name: parameters.text("Name"),
      version: parameters.text("ComponentVersion"),
      type: parameters.text("ComponentType"),
      systemType: parameters.text("SystemType"),
      resourceGroupId: parameters.text("ResourceGroupId"),
      tags: tagFiltersOf(parameters),
    };
    const found = owner === "ALIYUN" ? [] : listComponents(world.store, scope, filter);
    const by = [scope, owner, filter];
    return pageReply(parameters, ["ImageComponent", "ImageComponentSet"], found, by, componentReply);
  },
};
