import { isRegionId, NO_REGION_ID } from "../ecs/settings/region";
import { isMap } from "../values/maps";
import { PACKAGE } from "../values/package";
import { resourcesOf, type StateResource } from "./stack-export";

/** The types of this package, as the dynamic provider and the plugin write them into a state. */
const OWN = ["ImagePipeline", "ImageComponent", "ImagePipelineExecution"].flatMap((name) => [
  `pulumi-nodejs:dynamic/alicloud:${name}`,
  `${PACKAGE}:index:${name}`,
]);

/** The types of `@pulumi/alicloud`. Not all of them have the prefix Ecs. */
const BRIDGED = [
  ...["ImagePipeline", "ImageComponent"].map((name) => `alicloud:ecs/ecs${name}:Ecs${name}`),
  "alicloud:ecs/imagePipelineExecution:ImagePipelineExecution",
  "alicloud:ecs/image:Image",
  "alicloud:ecs/imageCopy:ImageCopy",
  "alicloud:ecs/copyImage:CopyImage",
  "alicloud:ecs/imageImport:ImageImport",
];

/** What counts in a state. The IDs of these resources are those of the service. */
const TYPES = [...OWN, ...BRIDGED];

/** What the state of a stack holds. */
export interface Known {
  /** Of pipelines, components, executions and images. */
  ids: string[];
  /** The regions, each with its place in the state, for errors. */
  regions: Map<string, string>;
}

/**
 * The IDs and regions in an export of a stack (`pulumi stack export`).
 *
 * @param from the source of the export, for errors.
 */
export function knownIn(exported: string, from: string): Known {
  const resources = resourcesOf(exported, from);
  const held = resources.filter(({ type }) => TYPES.some((known) => known === type));
  const regions = new Map<string, string>();
  const searched = (regionId: unknown, where: string) => {
    // A value that is not a string, such as a secret in an export, is refused later like any invalid region.
    if (regionId !== undefined && !regions.has(String(regionId)))
      regions.set(String(regionId), `${from}: ${where}`);
  };
  for (const resource of held) {
    const { regionId, where } = regionOf(resource, resources);
    searched(regionId, where);
    for (const region of Object.keys(imageIdsOf(resource)))
      searched(region, `outputs.imageIds of ${nameOf(resource)}`);
  }
  const ids = held.flatMap((resource) => [
    resource.id,
    resource.outputs?.["imageId"],
    ...Object.values(imageIdsOf(resource)),
  ]);
  return { ids: ids.filter((id) => typeof id === "string"), regions };
}

/** The images of an execution of this package, by region. A secret in an export is no such map. */
function imageIdsOf({ type, outputs }: StateResource): Record<string, unknown> {
  const imageIds = OWN.some((own) => own === type) ? outputs?.["imageIds"] : undefined;
  return isMap(imageIds) && !(SECRET in imageIds) ? imageIds : {};
}

/** The key by which Pulumi marks a secret in an export. */
const SECRET = "4dabf18193072939515e22adb298388d";

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

/** A region from outside becomes part of a host name, so it is checked before anything is sent. */
export function requireRegions(regions: ReadonlyMap<string, string>): void {
  for (const [region, where] of regions) {
    if (!isRegionId(region)) throw new Error(`${where} ${NO_REGION_ID} No call was made.`);
  }
}
