// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.

import type { Input, Output } from "@pulumi/pulumi";
import type { Choice } from "./choice";

/** The arguments of an ImageComponent. Each has its limits, its default and its source. */
export interface ImageComponentArgs<Text extends string = string> {
  /**
   * What the component does: commands as in a pipeline's content (`RUN …`), or the YAML form. The YAML form
   * has `Tasks`, each with Name, Action and Properties, and optionally `Parameters`, each with Type and
   * DefaultValue. Refer to a parameter as `{{name}}`, and to the output of an earlier task as
   * `{{Task.stdout}}`. A bucket that the actions OSSDownload and OSSUpload use needs the tag
   * `allowImageBuilderAccess: true`.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, Content
   */
  content: Input<string>;
  /**
   * Region of the component. The state stores the resolved region. A change replaces the component.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: Input<string> | undefined;
  /**
   * Name of the component.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the component's ID
   * - Source: API, Name
   */
  imageComponentName?: Input<string> | undefined;
  /**
   * Where pipelines can use the component: `Build` in their `buildContent`, `Test` in their `testContent`.
   * - Default: `Build`
   * - Source: API, ComponentType
   */
  componentType?: Input<Choice<"Build" | "Test", Text>> | undefined;
  /**
   * Version of the component, unique among the components of the same name. If you omit it, each changed
   * content becomes a new version.
   * - Limits: major.minor.patch, each a whole number
   * - Default: the next major version of the name
   * - Source: API, ComponentVersion
   */
  componentVersion?: Input<string> | undefined;
  /**
   * Description of the component.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  description?: Input<string> | undefined;
  /**
   * Resource group of the component.
   * - Source: API, ResourceGroupId
   */
  resourceGroupId?: Input<string> | undefined;
  /**
   * Operating system that the component is for, with a capital letter.
   * - Default: `Linux`
   * - Source: API, SystemType
   */
  systemType?: Input<Choice<"Linux" | "Windows", Text>> | undefined;
  /**
   * Tags of the component. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * ID of an existing component to adopt instead of creating one. The component must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  adopt?: Input<string> | undefined;
}

/** The arguments as the resource has them: normalized, documented defaults filled in. */
export interface ImageComponentArgumentOutputs {
  /**
   * What the component does: commands as in a pipeline's content (`RUN …`), or the YAML form. The YAML form
   * has `Tasks`, each with Name, Action and Properties, and optionally `Parameters`, each with Type and
   * DefaultValue. Refer to a parameter as `{{name}}`, and to the output of an earlier task as
   * `{{Task.stdout}}`. A bucket that the actions OSSDownload and OSSUpload use needs the tag
   * `allowImageBuilderAccess: true`.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, Content
   */
  readonly content: Output<string>;
  /**
   * Region of the component. The state stores the resolved region. A change replaces the component.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  readonly regionId: Output<string>;
  /**
   * Name of the component.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the component's ID
   * - Source: API, Name
   */
  readonly imageComponentName: Output<string>;
  /**
   * Where pipelines can use the component: `Build` in their `buildContent`, `Test` in their `testContent`.
   * - Default: `Build`
   * - Source: API, ComponentType
   */
  readonly componentType: Output<"Build" | "Test">;
  /**
   * Version of the component, unique among the components of the same name. If you omit it, each changed
   * content becomes a new version.
   * - Limits: major.minor.patch, each a whole number
   * - Default: the next major version of the name
   * - Source: API, ComponentVersion
   */
  readonly componentVersion: Output<string | undefined>;
  /**
   * Description of the component.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  readonly description: Output<string | undefined>;
  /**
   * Resource group of the component.
   * - Source: API, ResourceGroupId
   */
  readonly resourceGroupId: Output<string | undefined>;
  /**
   * Operating system that the component is for, with a capital letter.
   * - Default: `Linux`
   * - Source: API, SystemType
   */
  readonly systemType: Output<"Linux" | "Windows">;
  /**
   * Tags of the component. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  readonly tags: Output<Record<string, string> | undefined>;
  /**
   * ID of an existing component to adopt instead of creating one. The component must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  readonly adopt: Output<string | undefined>;
}

/** The outputs that come from the service. */
export interface ImageComponentServiceOutputs {
  /** The component's ID (`ic-…`). It stays known in the preview if only tags change. */
  readonly imageComponentId: Output<string>;
  /** The request ID of the call that created the component, for support tickets; unset if it was adopted. */
  readonly requestId: Output<string | undefined>;
  /** The account of the component; unset if STS did not return it. */
  readonly accountId: Output<string | undefined>;
}

/** All arguments, normalized, and the outputs from the service. */
export type ImageComponentOutputs = ImageComponentArgumentOutputs & ImageComponentServiceOutputs;

/** The arguments as plain values. */
export interface ImageComponentArguments {
  /**
   * What the component does: commands as in a pipeline's content (`RUN …`), or the YAML form. The YAML form
   * has `Tasks`, each with Name, Action and Properties, and optionally `Parameters`, each with Type and
   * DefaultValue. Refer to a parameter as `{{name}}`, and to the output of an earlier task as
   * `{{Task.stdout}}`. A bucket that the actions OSSDownload and OSSUpload use needs the tag
   * `allowImageBuilderAccess: true`.
   * - Limits: up to 16,384 bytes of UTF-8
   * - Source: API, Content
   */
  content: string;
  /**
   * Region of the component. The state stores the resolved region. A change replaces the component.
   * - Default: the region of the configuration or the environment
   * - Source: API, RegionId
   */
  regionId?: string | undefined;
  /**
   * Name of the component.
   * - Limits: 2 to 128 characters; does not start with `http://` or `https://`; only letters, Chinese
   *   characters, digits and `: _ . -`; starts with a letter or a Chinese character
   * - Default: the component's ID
   * - Source: API, Name
   */
  imageComponentName?: string | undefined;
  /**
   * Where pipelines can use the component: `Build` in their `buildContent`, `Test` in their `testContent`.
   * - Default: `Build`
   * - Source: API, ComponentType
   */
  componentType?: "Build" | "Test" | (string & {}) | undefined;
  /**
   * Version of the component, unique among the components of the same name. If you omit it, each changed
   * content becomes a new version.
   * - Limits: major.minor.patch, each a whole number
   * - Default: the next major version of the name
   * - Source: API, ComponentVersion
   */
  componentVersion?: string | undefined;
  /**
   * Description of the component.
   * - Limits: 2 to 256 characters; does not start with `http://` or `https://`
   * - Source: API, Description
   */
  description?: string | undefined;
  /**
   * Resource group of the component.
   * - Source: API, ResourceGroupId
   */
  resourceGroupId?: string | undefined;
  /**
   * Operating system that the component is for, with a capital letter.
   * - Default: `Linux`
   * - Source: API, SystemType
   */
  systemType?: "Linux" | "Windows" | (string & {}) | undefined;
  /**
   * Tags of the component. A change is made in place.
   * - Limits: up to 20 tags. A key: 1 to 128 characters; does not start with `aliyun` or `acs:`; does not
   *   contain `http://` or `https://`. A value: up to 128 characters; does not start with `acs:`; does not
   *   contain `http://` or `https://`
   * - Source: API, Tag.N
   */
  tags?: Record<string, string> | undefined;
  /**
   * ID of an existing component to adopt instead of creating one. The component must match this declaration;
   * arguments that are not declared are not compared. If it does not match, the error lists the differences
   * and nothing is changed. Remove this argument afterwards, which is not a change: a later replacement fails
   * while it is set.
   */
  adopt?: string | undefined;
}
