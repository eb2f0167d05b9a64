import type * as pulumi from "@pulumi/pulumi";
import type { ImagePipelineArgs, ImagePipelineOutputs } from "../arguments/image-pipeline";
import { UNSET_IMAGE_PIPELINE } from "../arguments/names";
import { WARNINGS } from "../resources/image-pipeline/warnings";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { withImageNameOf } from "./image-name";
import { ImagePipelineExecution, type ImagePipelineExecutionArgs } from "./image-pipeline-execution";
import { PROVIDER } from "./provider";
import { declaredAt, isResourceNamed, pauseStackTraces, resourceWith, warn } from "./registration";
import { alsoKnownAs, dynamicType, pluginToken } from "./tokens";

const TYPE = dynamicType("ImagePipeline");

const WORDING: Wording = {
  className: "ImagePipeline",
  example: '{ baseImageType: "IMAGE", baseImage: "m-…", buildContent: "RUN …" }',
  provider: PROVIDER,
  insteadOfImport:
    'To adopt an existing pipeline, declare it as it is with the argument adopt: "ip-…", or use the plugin (docs/importing.md); to read it, use ImagePipeline.get.',
};

/**
 * An image pipeline (image template) of Alibaba Cloud ECS Image Builder.
 *
 * @example
 * const pipeline = new ImagePipeline("web", {
 *   baseImageType: "IMAGE_FAMILY",
 *   baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
 *   buildContent: "RUN yum install -y nginx",
 *   imageOptions: { imageName: "web" },
 *   tags: { team: "platform" },
 * });
 * export const imageId = pipeline.execute("web-image").imageId;
 *
 * Changes of `tags` are made in place. Any other change creates a new pipeline and then deletes the old one.
 *
 * @typeParam Text is inferred, so that the compiler refuses a typo in a documented value and accepts any `string`.
 */
export class ImagePipeline<Text extends string = string> extends resourceWith<ImagePipelineOutputs>() {
  /**
   * @param name the name of the resource in the program, unique among resources of its type.
   * @param args the arguments of the pipeline; the preview refuses them if they violate a rule of the API.
   * @param opts Pulumi's options. `provider`: a `Provider`, for another account or region.
   *   `customTimeouts` have no effect on a dynamic resource (the argument `deleteTimeoutMinutes` has), and `import` is refused.
   */
  constructor(name: string, args: ImagePipelineArgs<Text>, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImagePipeline, name, args, opts, WORDING);
    const props = {
      ...UNSET_IMAGE_PIPELINE,
      ...args,
      __provider: shell("imagePipeline", opts?.id !== undefined),
    };
    const resume = pauseStackTraces(opts);
    try {
      super(TYPE, name, props, alsoKnownAs(opts, pluginToken("ImagePipeline")));
    } catch (error) {
      resume();
      throw declaredAt(error, ImagePipeline);
    } finally {
      resume();
    }
    Object.assign(this, { imagePipelineId: this.id });
    if (!opts?.id) warn(this, args, WARNINGS);
  }

  /**
   * Reads an existing pipeline that this stack does not manage, and changes nothing. All outputs come from the account,
   * which does not know which of them are secret: name those in `additionalSecretOutputs` (`["buildContent"]`).
   *
   * @param name the name of the resource in the program.
   * @param id the pipeline's ID (`ip-…`); it is an error if it does not exist.
   * @param state its region; by default the region of the configuration.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImagePipeline {
    return new ImagePipeline(name, state, { ...opts, id });
  }

  /** Whether a value is a pipeline, also one of the other entry or of another copy of this package. */
  static isInstance(value: unknown): value is ImagePipeline {
    return isResourceNamed(value, "ImagePipeline");
  }

  /**
   * Builds the image, like "execute right after creation" in the console. `pulumi up` waits until the image exists, and
   * builds again if the pipeline is replaced or a trigger changes.
   *
   * @param name the name of the execution in the program.
   * @returns the execution, with `imageId` among its outputs.
   */
  execute(
    name: string,
    args: Omit<ImagePipelineExecutionArgs, "imagePipelineId" | "regionId"> = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImagePipelineExecution {
    const { imagePipelineId, regionId } = this;
    const build = new ImagePipelineExecution(name, { ...args, imagePipelineId, regionId }, opts);
    return withImageNameOf(this, build);
  }
}
