import { readCatalog, refuseUnknownResourceGroup } from "../model/catalog.js";
import { refuseBadContent } from "../model/component-content.js";
import { newComponent, putComponent } from "../model/components.js";
import { earlierAnswer, rememberAnswer } from "../model/idempotency.js";
import { refuseBeyondQuota, refuseWithoutRole } from "../model/limits.js";
import {
  clientToken,
  content,
  description,
  identifier,
  oneOf,
  resourceName,
  version,
} from "../parameters/rules.js";
import type { Action } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { CREATION_TAG_LIST, CREATION_TAGS, REGION } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagsOf } from "./tag-parameters.js";

export const createImageComponent: Action = {
  name: "CreateImageComponent",
  version: ECS_VERSION,
  source: "CreateImageComponent, docs/service.md, Components",
  parameters: [
    REGION,
    {
      name: "Content",
      required: true,
      rule: content,
      code: "InvalidContent.LengthExceeded",
      missing: "MissingParameter.Content",
    },
    {
      name: "ComponentType",
      rule: oneOf("Build", "Test"),
      code: "InvalidComponentType.NotSupportedValue",
      byDefault: "Build",
    },
    {
      name: "SystemType",
      rule: oneOf("Linux", "Windows"),
      code: "InvalidSystemType.NotSupportedValue",
      byDefault: "Linux",
    },
    {
      name: "ComponentVersion",
      rule: version,
      code: "InvalidParameter.ComponentVersion",
      byDefault: "(x+1).0.0, where x is the highest major version of the name so far",
    },
    {
      name: "Name",
      rule: resourceName(128),
      code: "InvalidName.Malformed",
      byDefault: "the new ImageComponentId",
    },
    { name: "Description", rule: description, code: "InvalidDescription.Malformed" },
    { name: "ResourceGroupId", rule: identifier },
    ...CREATION_TAGS,
    { name: "ClientToken", rule: clientToken },
  ],
  lists: [CREATION_TAG_LIST],
  notes: [
    "That Content is required follows from the code for a missing one, and from Terraform's documents.",
    "Content in the form of commands can have 127 of them, counted and held to the same list as in BuildContent, without COMPONENT and FROM: see the error codes.",
    "Content in YAML must be readable as such, with a list of Tasks that is not empty. Each has a Name of its own, an Action and the properties that the action requires, each of the documented type (a reference in a text is of any type); RunShellCommand is for Linux, RunPowerShellCommand for Windows. Each of the Parameters has a Type: String, Number or Boolean. Actions and properties that are not documented are let pass.",
    "An account has a name and version once in each region.",
    "A ClientToken counts as with CreateImagePipeline.",
  ],
  run: (parameters, world) => {
    const { store } = world;
    refuseBadContent(parameters.text("Content") ?? "", parameters.text("SystemType") ?? "Linux");
    const use = {
      ...scopeOf(parameters, world),
      action: "CreateImageComponent",
      clientToken: parameters.text("ClientToken"),
      parameters: parameters.flat,
    };
    const earlier = earlierAnswer(store, use);
    if (earlier !== undefined) return earlier;
    refuseUnknownResourceGroup(readCatalog(store), parameters.text("ResourceGroupId"));
    refuseBeyondQuota(store, use, "components");
    refuseWithoutRole(store);
    const component = newComponent(store, {
      ...scopeOf(parameters, world),
      createdAt: nowOf(world),
      request: Object.fromEntries(parameters.flat),
      tags: tagsOf(parameters),
    });
    const answer = { ImageComponentId: component.id };
    store.commit([putComponent(component), ...rememberAnswer(use, answer)]);
    return answer;
  },
};
