import type { Ecs } from "../ecs/api/ecs";
import { isRegionId, NO_REGION_ID } from "../ecs/settings/region";
import { PACKAGE } from "../values/package";
import { printable } from "../values/printable";

/** A pipeline or a component in the account that is in none of the given states. */
export interface Orphan {
  type: "ImagePipeline" | "ImageComponent";
  regionId: string;
  id: string;
  name: string;
  creationTime: string;
}

/**
 * The types of pipelines and components in a state: of the dynamic provider, of the plugin and of `@pulumi/alicloud`. Their
 * IDs are those of the service.
 */
const TYPES = ["ImagePipeline", "ImageComponent"].flatMap((name) => [
  `pulumi-nodejs:dynamic/alicloud:${name}`,
  `${PACKAGE}:index:${name}`,
  `alicloud:ecs/ecs${name}:Ecs${name}`,
]);

/** The parts of a resource in a state that are read. All of them come from outside. */
interface StateResource {
  urn?: unknown;
  type?: unknown;
  id?: unknown;
  /** The URN of its provider, followed by `::` and the ID of the provider. */
  provider?: unknown;
  inputs?: Record<string, unknown> | null;
  outputs?: Record<string, unknown> | null;
}

/** The pipelines and components in the state of a stack. */
export interface Known {
  ids: string[];
  /** The regions, each with its place in the state, for errors. */
  regions: Map<string, string>;
}

/**
 * The IDs and regions of the pipelines and components in an export of a stack (`pulumi stack export`).
 *
 * @param from the source of the export, for errors.
 */
export function knownIn(exported: string, from: string): Known {
  const resources = resourcesOf(exported, from);
  const held = resources.filter(({ type }) => TYPES.some((known) => known === type));
  const regions = new Map<string, string>();
  for (const resource of held) {
    const { regionId, where } = regionOf(resource, resources);
    // A value that is not a string, such as a secret in an export, is refused later like any invalid region.
    if (regionId !== undefined && !regions.has(String(regionId)))
      regions.set(String(regionId), `${from}: ${where}`);
  }
  return { ids: held.flatMap(({ id }) => (typeof id === "string" ? [id] : [])), regions };
}

/** A resource of this package holds its region; one of `@pulumi/alicloud` is in the region of its provider. */
function regionOf(resource: StateResource, all: StateResource[]) {
  const own = resource.outputs?.["regionId"];
  if (own !== undefined) return { regionId: own, where: `outputs.regionId of ${nameOf(resource)}` };
  const provider = all.find(({ urn, id }) => `${urn}::${id}` === resource.provider);
  const regionId = provider?.outputs?.["region"] ?? provider?.inputs?.["region"];
  return { regionId, where: `region of the provider of ${nameOf(resource)}` };
}

/** A resource by its name in the program, if that is printable. */
function nameOf({ urn }: StateResource): string {
  const name = String(urn).split("::").at(-1) ?? "";
  return /^[\x21-\x7e]{1,100}$/.test(name) ? `resource ${name}` : "a resource";
}

function resourcesOf(exported: string, from: string): StateResource[] {
  try {
    const { deployment } = JSON.parse(exported) as { deployment?: { resources?: unknown } };
    const resources = deployment?.resources ?? [];
    const isMap = (value: unknown) => typeof value === "object" && value !== null;
    if (deployment && Array.isArray(resources) && resources.every(isMap)) return resources;
  } catch {
    // Reported below, without the text.
  }
  throw new Error(`${from}: this is not a stack export. Use the output of \`pulumi stack export\`.`);
}

/** A region from outside becomes part of a host name, so it is checked before anything is sent. */
export function requireRegions(regions: ReadonlyMap<string, string>): void {
  for (const [region, where] of regions) {
    if (!isRegionId(region)) throw new Error(`${where} ${NO_REGION_ID} No call was made.`);
  }
}

/**
 * All pipelines and components of the regions that are not known: pipelines first, because they can be adopted, and the
 * newest of each first.
 */
export async function orphans(ecs: Ecs, regions: string[], known: string[]): Promise<Orphan[]> {
  const lists = await Promise.all([
    ...regions.map((regionId) => pipelinesOf(ecs, regionId)),
    ...regions.map((regionId) => componentsOf(ecs, regionId)),
  ]);
  const ids = new Set(known);
  return lists
    .flat()
    .filter(({ id }) => !ids.has(id))
    .map(printed)
    .sort((a, b) => b.type.localeCompare(a.type) || b.creationTime.localeCompare(a.creationTime));
}

async function pipelinesOf(ecs: Ecs, regionId: string): Promise<Orphan[]> {
  const pipelines = await ecs.pipelines.list(regionId);
  return pipelines.map(({ imagePipelineId: id, createTime: creationTime, definition }) => {
    return { type: "ImagePipeline", regionId, id, name: definition.name ?? id, creationTime };
  });
}

/** Without the components of Alibaba Cloud. */
async function componentsOf(ecs: Ecs, regionId: string): Promise<Orphan[]> {
  const components = await ecs.components.list(regionId, { owner: "SELF" });
  return components.map(({ imageComponentId: id, createTime: creationTime, definition }) => {
    return { type: "ImageComponent", regionId, id, name: definition.imageComponentName ?? id, creationTime };
  });
}

/** Names and IDs come from the service, so they are made printable. */
const printed = ({ id, name, creationTime, ...rest }: Orphan): Orphan => ({
  ...rest,
  id: printable(id),
  name: printable(name),
  creationTime: printable(creationTime),
});
