import type { EcsClient } from "./ecs/client";
import { printable } from "./ecs/service-words";
import { allPages } from "./shared/pages";

/** A pipeline in the account that no given state knows. */
export interface Orphan {
  regionId: string;
  id: string;
  name: string;
  creationTime: string;
}

const TYPE = "pulumi-nodejs:dynamic/alicloud:ImagePipeline";

interface StateResource {
  type?: string;
  id?: string;
  outputs?: { regionId?: unknown };
}

/** The IDs and regions of the pipelines in an export of a stack (`pulumi stack export`). */
export function pipelinesIn(exported: string): { ids: string[]; regions: string[] } {
  const resources = resourcesOf(exported).filter(({ type }) => type === TYPE);
  const regions = resources
    .map(({ outputs }) => outputs?.regionId)
    .filter((region) => typeof region === "string");
  return { ids: resources.flatMap(({ id }) => (id ? [id] : [])), regions: [...new Set(regions)] };
}

function resourcesOf(exported: string): StateResource[] {
  try {
    const { deployment } = JSON.parse(exported) as { deployment?: { resources?: StateResource[] } };
    if (deployment) return deployment.resources ?? [];
  } catch {
    // Said below, without the text.
  }
  throw new Error("what was given is no export of a stack: give what `pulumi stack export` prints.");
}

/** Every pipeline of the regions that is not among the known ones, newest first. */
export async function orphans(client: EcsClient, regions: string[], known: string[]): Promise<Orphan[]> {
  const lists = await Promise.all(regions.map((regionId) => pipelinesOf(client, regionId)));
  return lists
    .flat()
    .filter(({ id }) => !known.includes(id))
    .sort((a, b) => b.creationTime.localeCompare(a.creationTime));
}

async function pipelinesOf(client: EcsClient, regionId: string): Promise<Orphan[]> {
  const items = await allPages(
    client,
    "DescribeImagePipelines",
    { regionId, maxResults: 500 },
    (page) => page.imagePipeline?.imagePipelineSet,
  );
  return items.flatMap(({ imagePipelineId: id, name, creationTime }) =>
    id
      ? [
          {
            regionId,
            id: printable(id),
            name: printable(name ?? id),
            creationTime: printable(creationTime ?? ""),
          },
        ]
      : [],
  );
}
