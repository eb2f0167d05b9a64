import { parametersOf } from "../model/component-content.js";
import { systemTypeOf, typeOf } from "../model/components.js";
import type { Component } from "../model/records.js";
import type { Reply } from "./action.js";
import { isoSeconds, tagsReply, wrapped } from "./reply-parts.js";

/** A component as DescribeImageComponents returns it (docs/service.md, Components). */
export function componentReply(component: Component): Reply {
  const { id, name, version, request, createdAt, tags } = component;
  return {
    ImageComponentId: id,
    Name: name,
    ComponentType: typeOf(component),
    ComponentVersion: version,
    SystemType: systemTypeOf(component),
    Owner: "SELF",
    Content: request["Content"],
    Description: request["Description"],
    CreationTime: isoSeconds(createdAt),
    ResourceGroupId: request["ResourceGroupId"],
    Tags: tagsReply(tags),
    Parameters: wrapped(
      "Parameter",
      parametersOf(request["Content"] ?? "").map((parameter) => ({
        Name: parameter.name,
        Type: parameter.type,
        DefaultValue: parameter.defaultValue,
      })),
    ),
  };
}
