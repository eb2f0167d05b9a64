import * as pulumi from "@pulumi/pulumi";
import type {
  FoundImage,
  FoundImagePipeline,
  GetImageComponentsArgs,
  GetImageComponentsResult,
  GetImageFromFamilyArgs,
  GetImagePipelineExecutionsArgs,
  GetImagePipelineExecutionsResult,
  GetImagePipelinesArgs,
  GetImagePipelinesResult,
  GetImagesArgs,
  GetImagesResult,
} from "../../arguments/lookups";
import type { LookupInput } from "../lookup-input";
import { pluginToken } from "../tokens";

/** The options of a lookup. */
export type LookupOptions = pulumi.InvokeOptions;

/** Asks the plugin. The option `provider`, or `parent` with one, says which account and region. */
const ask = <Result>(name: string, args: object, opts?: pulumi.InvokeOptions): Promise<Result> =>
  pulumi.runtime.invoke(pluginToken(name), { ...args }, opts);

/** The same for arguments that are outputs of other resources. */
const askOutput = <Result>(
  name: string,
  args: pulumi.Input<object>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<Result> =>
  pulumi
    .output(args)
    .apply((known) => pulumi.runtime.invokeOutput<Result>(pluginToken(name), { ...known }, opts));

/** The image pipelines of a region, all pages of them, newest first. */
export const getImagePipelines = (
  args: GetImagePipelinesArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<GetImagePipelinesResult> => ask("getImagePipelines", args, opts);

/** {@link getImagePipelines} for arguments that are outputs of other resources. */
export const getImagePipelinesOutput = (
  args: LookupInput<GetImagePipelinesArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetImagePipelinesResult> => askOutput("getImagePipelines", args, opts);

/** The only matching pipeline. No match, or more than one, is an error. */
export const getImagePipeline = (
  args: GetImagePipelinesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<FoundImagePipeline> => ask("getImagePipeline", args, opts);

/** {@link getImagePipeline} for arguments that are outputs of other resources. */
export const getImagePipelineOutput = (
  args: LookupInput<GetImagePipelinesArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<FoundImagePipeline> => askOutput("getImagePipeline", args, opts);

/** The image components of a region, all pages of them, newest first. */
export const getImageComponents = (
  args: GetImageComponentsArgs = {},
  opts?: pulumi.InvokeOptions,
): Promise<GetImageComponentsResult> => ask("getImageComponents", args, opts);

/** {@link getImageComponents} for arguments that are outputs of other resources. */
export const getImageComponentsOutput = (
  args: LookupInput<GetImageComponentsArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetImageComponentsResult> => askOutput("getImageComponents", args, opts);

/** The builds of a pipeline, all pages of them, newest first. */
export const getImagePipelineExecutions = (
  args: GetImagePipelineExecutionsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetImagePipelineExecutionsResult> => ask("getImagePipelineExecutions", args, opts);

/** {@link getImagePipelineExecutions} for arguments that are outputs of other resources. */
export const getImagePipelineExecutionsOutput = (
  args: LookupInput<GetImagePipelineExecutionsArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetImagePipelineExecutionsResult> => askOutput("getImagePipelineExecutions", args, opts);

/** The images of a region, all pages of them, newest first. */
export const getImages = (args: GetImagesArgs = {}, opts?: pulumi.InvokeOptions): Promise<GetImagesResult> =>
  ask("getImages", args, opts);

/** {@link getImages} for arguments that are outputs of other resources. */
export const getImagesOutput = (
  args: LookupInput<GetImagesArgs> = {},
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetImagesResult> => askOutput("getImages", args, opts);

/** The newest available image of an image family. None is an error. */
export const getImageFromFamily = (
  args: GetImageFromFamilyArgs,
  opts?: pulumi.InvokeOptions,
): Promise<FoundImage> => ask("getImageFromFamily", args, opts);

/** {@link getImageFromFamily} for arguments that are outputs of other resources. */
export const getImageFromFamilyOutput = (
  args: LookupInput<GetImageFromFamilyArgs>,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<FoundImage> => askOutput("getImageFromFamily", args, opts);
