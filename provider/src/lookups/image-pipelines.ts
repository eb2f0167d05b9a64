import type {
  FoundImagePipeline,
  GetImagePipelinesArgs,
  GetImagePipelinesResult,
} from "../arguments/lookups";
import { type Connection, regionToSearch } from "./connection";
import { nameFilter, newestFirst, requireKnown } from "./filters";

const KNOWN = {
  regionId: true,
  ids: true,
  name: true,
  nameRegex: true,
  tags: true,
  resourceGroupId: true,
} as const;

/** The image pipelines of a region, all pages of them, newest first. */
export async function findImagePipelines(
  connection: Connection,
  args: GetImagePipelinesArgs,
  lookup = "getImagePipelines",
): Promise<GetImagePipelinesResult> {
  requireKnown(lookup, args, KNOWN);
  const { ids, name, nameRegex, tags, resourceGroupId } = args;
  const regionId = regionToSearch(connection.settings, args.regionId);
  const matches = nameFilter(nameRegex);
  const items = await connection.ecs.pipelines.list(regionId, { ids, name, tags, resourceGroupId });
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

/** The only matching pipeline. No match, or more than one, is an error. */
export async function findImagePipeline(
  connection: Connection,
  args: GetImagePipelinesArgs,
): Promise<FoundImagePipeline> {
  const { pipelines, ids } = await findImagePipelines(connection, args, "getImagePipeline");
  const [only] = pipelines;
  if (only && pipelines.length === 1) return only;
  const where = regionToSearch(connection.settings, args.regionId);
  if (!only)
    throw new Error(
      `getImagePipeline: no image pipeline in ${where} matches. Check the arguments, regionId and the account.`,
    );
  throw new Error(
    `getImagePipeline: ${ids.length} image pipelines in ${where} match (${ids.slice(0, 5).join(", ")}${ids.length > 5 ? ", …" : ""}). Add filters, or use getImagePipelines.`,
  );
}
