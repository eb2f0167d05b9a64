import { fields, optional, required } from "../../validation/documentation";
import { content, enumeration, regionId, tagMap, text } from "../../validation/schema-types";
import { descriptionRule, nameRule, oneWord } from "../../validation/text-rules";
import { DEFAULTS } from "./normalize";

/** The values that the API documents (docs/service.md, Components). */
export const COMPONENT_TYPES = ["Build", "Test"] as const;
export const SYSTEM_TYPES = ["Linux", "Windows"] as const;

/*
 * The arguments of an ImageComponent: every rule that needs one value alone, with its documentation. The source "API" is
 * the ECS API reference of CreateImageComponent.
 */
export const imageComponentSchema = fields({
  content: required(content(), {
    text: "What the component does: commands as in a pipeline's content (`RUN …`), or the YAML form. The YAML form has `Tasks`, each with Name, Action and Properties, and optionally `Parameters`, each with Type and DefaultValue. Refer to a parameter as `{{name}}`, and to the output of an earlier task as `{{Task.stdout}}`. A bucket that the actions OSSDownload and OSSUpload use needs the tag `allowImageBuilderAccess: true`.",
    source: "API, Content",
  }),
  regionId: optional(regionId(), {
    text: "Region of the component. The state stores the resolved region. A change replaces the component.",
    otherwise: "the region of the configuration or the environment",
    always: true,
    source: "API, RegionId",
  }),
  imageComponentName: optional(text(nameRule(128)), {
    text: "Name of the component.",
    otherwise: "the component's ID",
    always: true,
    source: "API, Name",
  }),
  componentType: optional(enumeration("ComponentType", COMPONENT_TYPES), {
    text: "Where pipelines can use the component: `Build` in their `buildContent`, `Test` in their `testContent`.",
    default: DEFAULTS.componentType,
    source: "API, ComponentType",
  }),
  componentVersion: optional(text(versionRule), {
    text: "Version of the component, unique among the components of the same name. If you omit it, each changed content becomes a new version.",
    limits: "major.minor.patch, each a whole number",
    otherwise: "the next major version of the name",
    source: "API, ComponentVersion",
  }),
  description: optional(text(descriptionRule), {
    text: "Description of the component.",
    source: "API, Description",
  }),
  resourceGroupId: optional(text(oneWord("the ID of a resource group")), {
    text: "Resource group of the component.",
    source: "API, ResourceGroupId",
  }),
  systemType: optional(enumeration("SystemType", SYSTEM_TYPES), {
    text: "Operating system that the component is for, with a capital letter.",
    default: DEFAULTS.systemType,
    source: "API, SystemType",
  }),
  tags: optional(tagMap(), {
    text: "Tags of the component. A change is made in place.",
    source: "API, Tag.N",
  }),
  adopt: optional(text(oneWord("the ID of an image component (ic-…)")), {
    text: "ID of an existing component to adopt instead of creating one. The component must match this declaration; arguments that are not declared are not compared. If it does not match, the error lists the differences and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails while it is set.",
  }),
});

function versionRule(value: string): string | undefined {
  return /^\d+\.\d+\.\d+$/.test(value)
    ? undefined
    : "is not a version; it must be major.minor.patch, each a whole number, such as 1.0.0.";
}
