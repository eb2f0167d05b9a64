import * as pulumi from "@pulumi/pulumi";
import type { ImagePipelineArguments } from "../../arguments/image-pipeline";
import { lookupEcs, lookupRegion } from "./connection";
import { type CommonFilters, type LookupInput, nameFilter, newestFirst } from "./filters";

export interface GetImagePipelinesArgs extends CommonFilters {
  /** The exact name. */
  name?: string;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string;
}

/** A pipeline in the result of a lookup: its arguments and its creation time. */
export interface FoundImagePipeline extends ImagePipelineArguments {
  imagePipelineId: string;
  name: string;
  regionId: string;
  /** The creation time, in UTC. */
  createTime: string;
}

export interface GetImagePipelinesResult {
  /** Newest first, as `pipelines`. */
  ids: string[];
  names: string[];
  /** Newest first. */
  pipelines: FoundImagePipeline[];
}

/** The image pipelines of a region, all pages of them, newest first. */
export async function getImagePipelines(args: GetImagePipelinesArgs = {}): Promise<GetImagePipelinesResult> {
  const { ids, name, nameRegex, tags, resourceGroupId } = args;
  const regionId = lookupRegion(args.regionId);
  const matches = nameFilter(nameRegex);
  const items = await lookupEcs().pipelines.list(regionId, { ids, name, tags, resourceGroupId });
  const found = items.map(({ imagePipelineId, createTime, definition }): FoundImagePipeline => {
    const name = definition.name ?? imagePipelineId;
    return { ...definition, imagePipelineId, name, regionId, createTime };
  });
  const pipelines = newestFirst(
    found.filter((pipeline) => matches(pipeline.name)),
    (pipeline) => pipeline.imagePipelineId,
  );
  return {
    ids: pipelines.map(({ imagePipelineId }) => imagePipelineId),
    names: pipelines.map((pipeline) => pipeline.name),
    pipelines,
  };
}

/** {@link getImagePipelines} for arguments that are outputs of other resources. */
export const getImagePipelinesOutput = (
  args: LookupInput<GetImagePipelinesArgs> = {},
): pulumi.Output<GetImagePipelinesResult> =>
  pulumi.output(args).apply((known) => getImagePipelines(known as GetImagePipelinesArgs));

/** The only matching pipeline. No match, or more than one, is an error. */
export async function getImagePipeline(args: GetImagePipelinesArgs): Promise<FoundImagePipeline> {
  const { pipelines, ids } = await getImagePipelines(args);
  const [only] = pipelines;
  if (only && pipelines.length === 1) return only;
  const where = lookupRegion(args.regionId);
  if (!only)
    throw new Error(
      `getImagePipeline: no image pipeline in ${where} matches. Check the arguments, regionId and the account.`,
    );
  throw new Error(
    `getImagePipeline: ${ids.length} image pipelines in ${where} match (${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""}). Add filters, or use getImagePipelines.`,
  );
}

/** {@link getImagePipeline} for arguments that are outputs of other resources. */
export const getImagePipelineOutput = (
  args: LookupInput<GetImagePipelinesArgs>,
): pulumi.Output<FoundImagePipeline> =>
  pulumi.output(args).apply((known) => getImagePipeline(known as GetImagePipelinesArgs));
