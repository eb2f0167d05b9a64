import * as z from "zod";
import { content, regionId, tagMap, text } from "../../validation/schema-types";
import { descriptionRule, nameRule, oneWord } from "../../validation/text-rules";

/** The values that the API documents (docs/service.md, Components). */
export const COMPONENT_TYPES = ["Build", "Test"] as const;
export const SYSTEM_TYPES = ["Linux", "Windows"] as const;

/*
 * The arguments of an ImageComponent: their shape, their documentation, and every rule that needs one value alone. "API"
 * is the parameter's documentation in the ECS API reference of CreateImageComponent.
 */
export const imageComponentSchema = z.strictObject({
  /**
   * Region of the component. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId: regionId().optional(),
  /**
   * Name of the component: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the component's ID. Source: API, Name.
   */
  imageComponentName: text(nameRule(128)).optional(),
  /**
   * `Build` (the default), for the `buildContent` of pipelines, or `Test`, for their `testContent`.
   * Source: API, ComponentType.
   */
  componentType: z.enum(COMPONENT_TYPES).optional(),
  /**
   * Version, major.minor.patch, each a whole number; unique among the components of a name. Default: the next major
   * version of the name. Leave it out, and a changed content becomes a new version by itself. Source: API, ComponentVersion.
   */
  componentVersion: text((value) =>
    /^\d+\.\d+\.\d+$/.test(value)
      ? undefined
      : "is not a version; it must be major.minor.patch, each a whole number, such as 1.0.0.",
  ).optional(),
  /**
   * What the component does, up to 16,384 bytes of UTF-8: instructions as in a pipeline's content (`RUN …`), or the YAML
   * form, with `Tasks` (each with Name, Action and Properties.commandContent) and, where wanted, `Parameters` (each with
   * Type and DefaultValue), referred to as `{{name}}` and `{{Task.stdout}}`. Source: API, Content.
   */
  content: content(),
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description: text(descriptionRule).optional(),
  /** Resource group of the component. Source: API, ResourceGroupId. */
  resourceGroupId: text(oneWord("the ID of a resource group")).optional(),
  /** `Linux` (the default) or `Windows`, with a capital. Source: API, SystemType. */
  systemType: z.enum(SYSTEM_TYPES).optional(),
  /** Tags of the component, up to 20; the rules are those of a pipeline's. A change is made in place. Source: API, Tag.N. */
  tags: tagMap().optional(),
});

/** The arguments as a program gives them, once they are known. */
export type ImageComponentInputs = z.input<typeof imageComponentSchema>;
