import * as pulumi from "@pulumi/pulumi";
import { shell } from "../dynamic/shell";
import type { ImagePipelineInputs } from "./schema";
import type { InputsOf, OutputsOf } from "./types";
import { WARNINGS } from "./warnings";

/** The arguments of an {@link ImagePipeline}. Units, limits, defaults and sources stand with each. */
export type ImagePipelineArgs = InputsOf<ImagePipelineInputs>;

/** The arguments that always have a value once the pipeline exists: given, or the documented default. */
type Defaulted =
  | "regionId"
  | "name"
  | "systemDiskSize"
  | "internetMaxBandwidthOut"
  | "deleteInstanceOnFailure";

/** Every argument, normalized, and what the service told. */
export type ImagePipelineOutputs = OutputsOf<
  Omit<{ [Name in keyof ImagePipelineInputs]-?: ImagePipelineInputs[Name] | undefined }, Defaulted> &
    Required<Pick<ImagePipelineInputs, Defaulted>> & {
      /** The request ID of the call that created the pipeline, for support tickets. */
      requestId: string | undefined;
      /** The account that holds the pipeline; undefined if STS did not say. */
      accountId: string | undefined;
    }
>;

/** The compiler checks that none is missing; a class that named them all by hand would be a second schema. */
const OUTPUTS: { [Name in keyof ImagePipelineOutputs]: undefined } = {
  regionId: undefined,
  name: undefined,
  description: undefined,
  baseImageType: undefined,
  baseImage: undefined,
  buildContent: undefined,
  testContent: undefined,
  imageOptions: undefined,
  imageName: undefined,
  imageFamily: undefined,
  nvmeSupport: undefined,
  importImageOptions: undefined,
  advancedOptions: undefined,
  repairMode: undefined,
  repairItems: undefined,
  instanceType: undefined,
  systemDiskSize: undefined,
  internetMaxBandwidthOut: undefined,
  deleteInstanceOnFailure: undefined,
  vswitchId: undefined,
  addAccounts: undefined,
  toRegionIds: undefined,
  resourceGroupId: undefined,
  tags: undefined,
  requestId: undefined,
  accountId: undefined,
};

/** `CustomResource` sets a property for each key it is given; this tells the compiler which. */
const Base = pulumi.CustomResource as unknown as new (
  ...args: ConstructorParameters<typeof pulumi.CustomResource>
) => pulumi.CustomResource & ImagePipelineOutputs;

/**
 * An image pipeline (image template) of Alibaba Cloud ECS Image Builder.
 *
 * @example
 * const pipeline = new ImagePipeline("web", {
 *   baseImageType: "IMAGE_FAMILY",
 *   baseImage: "acs:alibaba_cloud_linux_3_2104_lts_x64",
 *   buildContent: "RUN yum install -y nginx",
 *   internetMaxBandwidthOut: 10,
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
    super(
      "pulumi-nodejs:dynamic/alicloud:ImagePipeline",
      name,
      { ...OUTPUTS, ...args, __provider: shell("imagePipeline") },
      opts,
    );
    this.imagePipelineId = this.id;
    warn(this, args);
  }
}

/** Warns where the documents are uncertain, on values that are known and not secret. */
function warn(resource: ImagePipeline, args: ImagePipelineArgs) {
  for (const { needs, texts } of WARNINGS) {
    const given = needs.filter((name) => args[name as keyof ImagePipelineArgs] !== undefined);
    if (given.length === 0) continue;
    const values = pulumi.output(
      Object.fromEntries(given.map((name) => [name, args[name as keyof ImagePipelineArgs]])),
    );
    values.apply(async (known) => {
      if (await pulumi.isSecret(values)) return;
      for (const text of texts(known)) pulumi.log.warn(text, resource);
    });
  }
}
