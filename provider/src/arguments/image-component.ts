// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";

/** The arguments of an ImageComponent. Units, limits, defaults and sources stand with each. */
export interface ImageComponentArgs {
  /**
   * What the component does, up to 16,384 bytes of UTF-8: instructions as in a pipeline's content (`RUN …`), or the YAML
   * form, with `Tasks` (each with Name, Action and Properties.commandContent) and, where wanted, `Parameters` (each with
   * Type and DefaultValue), referred to as `{{name}}` and `{{Task.stdout}}`. Source: API, Content.
   */
  content: Input<string>;
  /**
   * Region of the component. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId?: Input<string> | undefined;
  /**
   * Name of the component: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the component's ID. Source: API, Name.
   */
  imageComponentName?: Input<string> | undefined;
  /**
   * `Build` (the default), for the `buildContent` of pipelines, or `Test`, for their `testContent`.
   * Source: API, ComponentType.
   */
  componentType?: Input<"Build" | "Test" | (string & {})> | undefined;
  /**
   * Version, major.minor.patch, each a whole number; unique among the components of a name. Default: the next major
   * version of the name. Leave it out, and a changed content becomes a new version by itself. Source: API, ComponentVersion.
   */
  componentVersion?: Input<string> | undefined;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description?: Input<string> | undefined;
  /** Resource group of the component. Source: API, ResourceGroupId. */
  resourceGroupId?: Input<string> | undefined;
  /** `Linux` (the default) or `Windows`, with a capital. Source: API, SystemType. */
  systemType?: Input<"Linux" | "Windows" | (string & {})> | undefined;
  /** Tags of the component, up to 20; the rules are those of a pipeline's. A change is made in place. Source: API, Tag.N. */
  tags?: Input<Record<string, Input<string>>> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImageComponentArgumentOutputs {
  /**
   * What the component does, up to 16,384 bytes of UTF-8: instructions as in a pipeline's content (`RUN …`), or the YAML
   * form, with `Tasks` (each with Name, Action and Properties.commandContent) and, where wanted, `Parameters` (each with
   * Type and DefaultValue), referred to as `{{name}}` and `{{Task.stdout}}`. Source: API, Content.
   */
  readonly content: Output<string>;
  /**
   * Region of the component. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  readonly regionId: Output<string>;
  /**
   * Name of the component: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the component's ID. Source: API, Name.
   */
  readonly imageComponentName: Output<string>;
  /**
   * `Build` (the default), for the `buildContent` of pipelines, or `Test`, for their `testContent`.
   * Source: API, ComponentType.
   */
  readonly componentType: Output<"Build" | "Test">;
  /**
   * Version, major.minor.patch, each a whole number; unique among the components of a name. Default: the next major
   * version of the name. Leave it out, and a changed content becomes a new version by itself. Source: API, ComponentVersion.
   */
  readonly componentVersion: Output<string | undefined>;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  readonly description: Output<string | undefined>;
  /** Resource group of the component. Source: API, ResourceGroupId. */
  readonly resourceGroupId: Output<string | undefined>;
  /** `Linux` (the default) or `Windows`, with a capital. Source: API, SystemType. */
  readonly systemType: Output<"Linux" | "Windows">;
  /** Tags of the component, up to 20; the rules are those of a pipeline's. A change is made in place. Source: API, Tag.N. */
  readonly tags: Output<Record<string, string> | undefined>;
}

/** The arguments as plain values, as a lookup finds them. */
export interface ImageComponentArguments {
  /**
   * What the component does, up to 16,384 bytes of UTF-8: instructions as in a pipeline's content (`RUN …`), or the YAML
   * form, with `Tasks` (each with Name, Action and Properties.commandContent) and, where wanted, `Parameters` (each with
   * Type and DefaultValue), referred to as `{{name}}` and `{{Task.stdout}}`. Source: API, Content.
   */
  content: string;
  /**
   * Region of the component. Default: that of the stack configuration (`alicloud:region`) or the environment; the
   * resolved one is stored, and another one is a replacement. Source: API, RegionId.
   */
  regionId?: string | undefined;
  /**
   * Name of the component: 2 to 128 characters, beginning with a letter or a Chinese character, then also digits
   * and `: _ . -`. Default: the component's ID. Source: API, Name.
   */
  imageComponentName?: string | undefined;
  /**
   * `Build` (the default), for the `buildContent` of pipelines, or `Test`, for their `testContent`.
   * Source: API, ComponentType.
   */
  componentType?: "Build" | "Test" | (string & {}) | undefined;
  /**
   * Version, major.minor.patch, each a whole number; unique among the components of a name. Default: the next major
   * version of the name. Leave it out, and a changed content becomes a new version by itself. Source: API, ComponentVersion.
   */
  componentVersion?: string | undefined;
  /** Description: 2 to 256 characters, not beginning with http:// or https://. Source: API, Description. */
  description?: string | undefined;
  /** Resource group of the component. Source: API, ResourceGroupId. */
  resourceGroupId?: string | undefined;
  /** `Linux` (the default) or `Windows`, with a capital. Source: API, SystemType. */
  systemType?: "Linux" | "Windows" | (string & {}) | undefined;
  /** Tags of the component, up to 20; the rules are those of a pipeline's. A change is made in place. Source: API, Tag.N. */
  tags?: Record<string, string> | undefined;
}

/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */
export const UNSET_IMAGE_COMPONENT: { [Name in keyof ImageComponentArgs]-?: undefined } = {
  content: undefined,
  regionId: undefined,
  imageComponentName: undefined,
  componentType: undefined,
  componentVersion: undefined,
  description: undefined,
  resourceGroupId: undefined,
  systemType: undefined,
  tags: undefined,
};
