import * as pulumi from "@pulumi/pulumi";
import {
  type ImageComponentArgs,
  type ImageComponentArgumentOutputs,
  UNSET_IMAGE_COMPONENT,
} from "../arguments/image-component";
import { WARNINGS } from "../resources/image-component/warnings";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { declaredAt, pauseStackTraces, resourceWith, warn } from "./registration";

/** What the service told of a component. */
interface ServiceOutputs {
  /** The request ID of the call that created the component, for support tickets. */
  readonly requestId: pulumi.Output<string | undefined>;
  /** The account that holds the component; undefined if STS did not say. */
  readonly accountId: pulumi.Output<string | undefined>;
}

/** Every argument, normalized, and what the service told. */
export type ImageComponentOutputs = ImageComponentArgumentOutputs & ServiceOutputs;

const NOT_YET_TOLD: { [Name in keyof ServiceOutputs]: undefined } = {
  requestId: undefined,
  accountId: undefined,
};

const WORDING: Wording = {
  className: "ImageComponent",
  example: '{ content: "RUN …" }',
  insteadOfImport: "Read the component with ImageComponent.get, and leave it to who made it.",
};

/**
 * An image component of Alibaba Cloud ECS Image Builder: steps that pipelines share.
 *
 * @example
 * const hardening = new ImageComponent("hardening", { content: "RUN sysctl -w net.ipv4.ip_forward=0" });
 * new ImagePipeline("web", {
 *   baseImageType: "IMAGE",
 *   baseImage: "m-bp67acfmxazb4p",
 *   buildContent: pulumi.interpolate`COMPONENT ${hardening.id}`,
 * });
 *
 * A change of `tags` is made in place; any other makes a new component, the pipelines that use it are replaced, and then
 * the old ones are deleted.
 */
export class ImageComponent extends resourceWith<ImageComponentOutputs>() {
  /** The component's ID (`ic-…`). It stays known in the preview of a change of tags. */
  readonly imageComponentId: pulumi.Output<string>;
  /**
   * The component by name and version, `acs:ecs:<region>:<account>:imagecomponent/<name>/<version>`, as a pipeline's
   * content can refer to it; undefined if STS did not say which account it is. In a content of the same program use
   * `imageComponentId`, which is always there: a content with `COMPONENT undefined` is refused. It is a secret where the
   * name is one, and not in the state.
   */
  readonly arn: pulumi.Output<string | undefined>;

  /**
   * @param name the name of the resource in the program, unique among those of its type.
   * @param args what the component is to be; refused in the preview where a rule of the API is broken.
   * @param opts Pulumi's options. `provider`: an explicit provider, for another account or region (docs/configuration.md).
   *   `customTimeouts` have no effect on a dynamic resource, and `import` is refused.
   */
  constructor(name: string, args: ImageComponentArgs, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImageComponent, name, args, opts, WORDING);
    const props = {
      ...UNSET_IMAGE_COMPONENT,
      ...NOT_YET_TOLD,
      ...args,
      __provider: shell("imageComponent", opts?.id !== undefined),
    };
    const resume = pauseStackTraces(opts);
    try {
      super("pulumi-nodejs:dynamic/alicloud:ImageComponent", name, props, opts);
    } catch (error) {
      resume();
      throw declaredAt(error, ImageComponent);
    } finally {
      resume();
    }
    this.imageComponentId = this.id;
    const { regionId, accountId, imageComponentName, componentVersion } = this;
    this.arn = pulumi
      .all([regionId, accountId, imageComponentName, componentVersion])
      .apply(([region, account, component, version]) =>
        account && component && version
          ? `acs:ecs:${region}:${account}:imagecomponent/${component}/${version}`
          : undefined,
      );
    if (!opts?.id) warn(this, args, WARNINGS);
  }

  /**
   * An existing component that stays outside of this stack: all outputs are filled from the account. What of them is
   * secret the account cannot say: name it in `additionalSecretOutputs` (`["content"]`).
   *
   * @param id the component's ID (`ic-…`); one that is not there is an error.
   * @param state where it is; the region of the configuration by default.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImageComponent {
    return new ImageComponent(name, state as ImageComponentArgs, { ...opts, id });
  }
}
