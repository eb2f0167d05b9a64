import type {
  FoundImageComponent,
  GetImageComponentsArgs,
  GetImageComponentsResult,
} from "../arguments/lookups";
import { type Connection, regionToSearch } from "./connection";
import { nameFilter, newestFirst } from "./filters";

/** The image components of a region, all pages of them, newest first. */
export async function findImageComponents(
  connection: Connection,
  args: GetImageComponentsArgs,
): Promise<GetImageComponentsResult> {
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
  };
}
