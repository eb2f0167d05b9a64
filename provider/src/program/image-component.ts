import type * as pulumi from "@pulumi/pulumi";
import type { ImageComponentArgs, ImageComponentOutputs } from "../arguments/image-component";
import { UNSET_IMAGE_COMPONENT } from "../arguments/names";
import { WARNINGS } from "../resources/image-component/warnings";
import { shell } from "../servers/dynamic/shell";
import { arnOf } from "./arn";
import { requireDeclaration, type Wording } from "./declaration";
import { PROVIDER } from "./provider";
import { declaredAt, isResourceNamed, pauseStackTraces, resourceWith, warn } from "./registration";
import { alsoKnownAs, dynamicType, pluginToken } from "./tokens";

const TYPE = dynamicType("ImageComponent");

const WORDING: Wording = {
  className: "ImageComponent",
  example: '{ content: "RUN …" }',
  provider: PROVIDER,
  insteadOfImport:
    'To adopt an existing component, declare it as it is with the argument adopt: "ic-…", or use the plugin (docs/importing.md); to read it, use ImageComponent.get.',
};

/**
 * An image component of Alibaba Cloud ECS Image Builder: build steps that pipelines share.
 *
 * @example
 * const hardening = new ImageComponent("hardening", { content: "RUN sysctl -w net.ipv4.ip_forward=0" });
 * new ImagePipeline("web", {
 *   baseImageType: "IMAGE",
 *   baseImage: "m-bp67acfmxazb4p",
 *   buildContent: pulumi.interpolate`COMPONENT ${hardening.id}`,
 * });
 *
 * Changes of `tags` are made in place. Any other change creates a new component and replaces the pipelines that use it;
 * then the old ones are deleted.
 *
 * @typeParam Text is inferred, so that the compiler refuses a typo in a documented value and accepts any `string`.
 */
export class ImageComponent<Text extends string = string> extends resourceWith<ImageComponentOutputs>() {
  /**
   * The component by name and version, `acs:ecs:<region>:<account>:imagecomponent/<name>/<version>`. A pipeline's content
   * can refer to it. It is undefined if STS did not return the account, and a content with `COMPONENT undefined` is
   * refused, so use `imageComponentId`, which is always defined, in the same program. It is secret if the name is secret,
   * and it is not in the state.
   */
  readonly arn: pulumi.Output<string | undefined>;

  /**
   * @param name the name of the resource in the program, unique among resources of its type.
   * @param args the arguments of the component; the preview refuses them if they violate a rule of the API.
   * @param opts Pulumi's options. `provider`: a `Provider`, for another account or region.
   *   `customTimeouts` have no effect on a dynamic resource, and `import` is refused.
   */
  constructor(name: string, args: ImageComponentArgs<Text>, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImageComponent, name, args, opts, WORDING);
    const props = {
      ...UNSET_IMAGE_COMPONENT,
      ...args,
      __provider: shell("imageComponent", opts?.id !== undefined),
    };
    const resume = pauseStackTraces(opts);
    try {
      super(TYPE, name, props, alsoKnownAs(opts, pluginToken("ImageComponent")));
    } catch (error) {
      resume();
      throw declaredAt(error, ImageComponent);
    } finally {
      resume();
    }
    Object.assign(this, { imageComponentId: this.id });
    this.arn = arnOf(this);
    if (!opts?.id) warn(this, args, WARNINGS);
  }

  /**
   * Reads an existing component that this stack does not manage. All outputs come from the account, which does not know
   * which of them are secret: name those in `additionalSecretOutputs` (`["content"]`).
   *
   * @param id the component's ID (`ic-…`); it is an error if it does not exist.
   * @param state its region; by default the region of the configuration.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImageComponent {
    return new ImageComponent(name, state as ImageComponentArgs, { ...opts, id });
  }

  /** Whether a value is a component, also one of the other entry or of another copy of this package. */
  static isInstance(value: unknown): value is ImageComponent {
    return isResourceNamed(value, "ImageComponent");
  }
}
