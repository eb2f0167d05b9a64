import * as pulumi from "@pulumi/pulumi";
import { shell } from "../dynamic/shell";
import { type ImagePipelineArgs, type ImagePipelineArgumentOutputs, UNSET_ARGUMENTS } from "./arguments";
import { WARNINGS } from "./warnings";

/** What the service told of a pipeline. */
interface ServiceOutputs {
  /** The request ID of the call that created the pipeline, for support tickets. */
  readonly requestId: pulumi.Output<string | undefined>;
  /** The account that holds the pipeline; undefined if STS did not say. */
  readonly accountId: pulumi.Output<string | undefined>;
}

/** Every argument, normalized, and what the service told. */
export type ImagePipelineOutputs = ImagePipelineArgumentOutputs & ServiceOutputs;

/** `CustomResource` sets a property for each key it is given; this tells the compiler which. */
const Base = pulumi.CustomResource as unknown as new (
  ...args: ConstructorParameters<typeof pulumi.CustomResource>
) => pulumi.CustomResource & ImagePipelineOutputs;

const NOT_YET_TOLD: { [Name in keyof ServiceOutputs]: undefined } = {
  requestId: undefined,
  accountId: undefined,
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
 * export const imagePipelineId = pipeline.imagePipelineId;
 *
 * A change of `tags` is made in place; any other makes a new pipeline, and deletes the old one after it.
 */
export class ImagePipeline extends Base {
  /** The pipeline's ID (`ip-…`). It stays known in the preview of a change of tags. */
  readonly imagePipelineId: pulumi.Output<string>;

  /**
   * @param name the name of the resource in the program, unique among those of its type.
   * @param args what the pipeline is to be; refused in the preview where a rule of the API is broken.
   * @param opts Pulumi's options; an explicit `provider` and `customTimeouts` have no effect on a dynamic resource.
   */
  constructor(name: string, args: ImagePipelineArgs, opts?: pulumi.CustomResourceOptions) {
    const props = { ...UNSET_ARGUMENTS, ...NOT_YET_TOLD, ...args, __provider: shell("imagePipeline") };
    super("pulumi-nodejs:dynamic/alicloud:ImagePipeline", name, props, opts);
    this.imagePipelineId = this.id;
    if (!opts?.id) warn(this, args);
  }

  /**
   * An existing pipeline that stays outside of this stack: all outputs are filled from the account, nothing is changed.
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
}

/** Warns where the documents are uncertain, on values that are known and not secret. */
function warn(resource: ImagePipeline, args: ImagePipelineArgs) {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  for (const { needs, texts } of WARNINGS) {
    const values = pulumi.output(Object.fromEntries(given.filter(([name]) => needs.includes(name))));
    values.apply(async (known) => {
      if (await pulumi.isSecret(values)) return;
      for (const text of texts(known)) await pulumi.log.warn(text, resource);
    });
  }
}
