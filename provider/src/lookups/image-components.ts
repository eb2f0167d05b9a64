import type {
  FoundImageComponent,
  GetImageComponentsArgs,
  GetImageComponentsResult,
} from "../arguments/lookups";
import { type Connection, regionToSearch } from "./connection";
import { nameFilter, newestFirst, requireKnown } from "./filters";

const KNOWN = {
  regionId: true,
  ids: true,
  nameRegex: true,
  tags: true,
  imageComponentName: true,
  componentVersion: true,
  componentType: true,
  systemType: true,
  owner: true,
  resourceGroupId: true,
} as const;

/** The image components of a region, all pages of them, newest first. */
export async function findImageComponents(
  connection: Connection,
  args: GetImageComponentsArgs,
): Promise<GetImageComponentsResult> {
  requireKnown("getImageComponents", args, KNOWN);
  const { ids, nameRegex, tags, imageComponentName: name, componentVersion, regionId: _, ...filters } = args;
  if (componentVersion !== undefined && name === undefined) {
    throw new Error(
      "getImageComponents: componentVersion requires imageComponentName, because the service would ignore it otherwise. Set imageComponentName.",
    );
  }
  const regionId = regionToSearch(connection.settings, args.regionId);
  const matches = nameFilter(nameRegex);
  const items = await connection.ecs.components.list(regionId, {
    ...filters,
    ids,
    name,
    tags,
    componentVersion,
  });
  const found = items.map(({ definition, ...item }): FoundImageComponent => {
    const imageComponentName = definition.imageComponentName ?? item.imageComponentId;
    return { ...definition, ...item, imageComponentName, regionId };
  });
  const components = newestFirst(
    found.filter((component) => matches(component.imageComponentName)),
    (component) => component.imageComponentId,
  );
  return {
    ids: components.map(({ imageComponentId }) => imageComponentId),
    names: components.map(({ imageComponentName }) => imageComponentName),
    components,
    latestId: latestOf(components)?.imageComponentId,
  };
}

/** By version, not by time: 1.0.9 can be made after 1.1.0. Versions of different names say nothing of each other. */
function latestOf(components: FoundImageComponent[]): FoundImageComponent | undefined {
  if (new Set(components.map((component) => component.imageComponentName)).size > 1) return undefined;
  return components.reduce<FoundImageComponent | undefined>(
    (best, component) =>
      best && compareVersions(best.componentVersion, component.componentVersion) >= 0 ? best : component,
    undefined,
  );
}

function compareVersions(one = "", other = ""): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  const at = [0, 1, 2].find((part) => (a?.[part] || 0) !== (b?.[part] || 0));
  return at === undefined ? 0 : (a?.[at] || 0) - (b?.[at] || 0);
}
