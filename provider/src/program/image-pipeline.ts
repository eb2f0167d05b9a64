import * as pulumi from "@pulumi/pulumi";
import {
  type ImagePipelineArgs,
  type ImagePipelineArgumentOutputs,
  UNSET_IMAGE_PIPELINE,
} from "../arguments/image-pipeline";
import { WARNINGS } from "../resources/image-pipeline/warnings";
import { shell } from "../servers/dynamic/shell";
import { requireDeclaration, type Wording } from "./declaration";
import { ImagePipelineExecution, type ImagePipelineExecutionArgs } from "./image-pipeline-execution";
import { declaredAt, pauseStackTraces, resourceWith, warn } from "./registration";

/** What the service told of a pipeline. */
interface ServiceOutputs {
  /** The request ID of the call that created the pipeline, for support tickets; undefined for one that was adopted. */
  readonly requestId: pulumi.Output<string | undefined>;
  /** The account that holds the pipeline; undefined if STS did not say. */
  readonly accountId: pulumi.Output<string | undefined>;
}

/** Every argument, normalized, and what the service told. */
export type ImagePipelineOutputs = ImagePipelineArgumentOutputs & ServiceOutputs;

const NOT_YET_TOLD: { [Name in keyof ServiceOutputs]: undefined } = {
  requestId: undefined,
  accountId: undefined,
};

const WORDING: Wording = {
  className: "ImagePipeline",
  example: '{ baseImageType: "IMAGE", baseImage: "m-…", buildContent: "RUN …" }',
  insteadOfImport:
    'Declare the pipeline as it is, with the argument adopt: "ip-…" (docs/importing.md), or read it with ImagePipeline.get.',
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
 * A change of `tags` is made in place; any other makes a new pipeline, and deletes the old one after it.
 */
export class ImagePipeline extends resourceWith<ImagePipelineOutputs>() {
  /** The pipeline's ID (`ip-…`). It stays known in the preview of a change of tags. */
  readonly imagePipelineId: pulumi.Output<string>;

  /**
   * @param name the name of the resource in the program, unique among those of its type.
   * @param args what the pipeline is to be; refused in the preview where a rule of the API is broken.
   * @param opts Pulumi's options. `provider`: an explicit provider, for another account or region (docs/configuration.md).
   *   `customTimeouts` have no effect on a dynamic resource (the argument `deleteTimeoutMinutes` has), and `import` is refused.
   */
  constructor(name: string, args: ImagePipelineArgs, opts?: pulumi.CustomResourceOptions) {
    requireDeclaration(ImagePipeline, name, args, opts, WORDING);
    const props = {
      ...UNSET_IMAGE_PIPELINE,
      ...NOT_YET_TOLD,
      ...args,
      __provider: shell("imagePipeline", opts?.id !== undefined),
    };
    const resume = pauseStackTraces(opts);
    try {
      super("pulumi-nodejs:dynamic/alicloud:ImagePipeline", name, props, opts);
    } catch (error) {
      resume();
      throw declaredAt(error, ImagePipeline);
    } finally {
      resume();
    }
    this.imagePipelineId = this.id;
    if (!opts?.id) warn(this, args, WARNINGS);
  }

  /**
   * An existing pipeline that stays outside of this stack: all outputs are filled from the account, nothing is changed.
   * What of them is secret the account cannot say: name it in `additionalSecretOutputs` (`["buildContent"]`).
   *
   * @param name the name of the resource in the program.
   * @param id the pipeline's ID (`ip-…`); one that is not there is an error.
   * @param state where it is; the region of the configuration by default.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: { regionId?: pulumi.Input<string> } = {},
    opts?: pulumi.CustomResourceOptions,
  ): ImagePipeline {
    return new ImagePipeline(name, state, { ...opts, id });
  }

  /**
   * Builds the image: the console's "execute right after creation". `pulumi up` waits until the image is there, and
   * builds anew when the pipeline is replaced or a trigger changes.
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
    // The execution cannot know whether what its image's name is made of is a secret (docs/secrets.md).
    const { imageName: hidden } = build;
    const isSecret = pulumi.isSecret(pulumi.all([this.imageOptions, this.imageName])).catch(() => true);
    const imageName = pulumi.output(isSecret).apply((secret) => (secret ? hidden : pulumi.unsecret(hidden)));
    return Object.assign(build, { imageName });
  }
}
