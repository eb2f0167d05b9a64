import type { ImageComponentArguments } from "../arguments/image-component";
import { type Connection, regionToSearch } from "./connection";
import { type CommonFilters, nameFilter, newestFirst } from "./filters";

export interface GetImageComponentsArgs extends CommonFilters {
  /** The exact name. */
  imageComponentName?: string;
  /** The version; `*` matches any part of it. Requires `imageComponentName` (a limit of the API). */
  componentVersion?: string;
  /** `Build` or `Test`. */
  componentType?: string;
  /** `Linux` or `Windows`. */
  systemType?: string;
  /** `SELF` (your own) or `ALIYUN`. Which of them is the default is not documented. */
  owner?: string;
  /** The resource group; the default one cannot be used (a limit of the API). */
  resourceGroupId?: string;
}

/** A component in the result of a lookup: its arguments and its creation time. */
export interface FoundImageComponent extends Partial<ImageComponentArguments> {
  imageComponentId: string;
  imageComponentName: string;
  regionId: string;
  owner: string | undefined;
  /** The creation time, in UTC. */
  createTime: string;
  /** The parameters that its content declares, in the YAML form. */
  parameters: { name: string | undefined; type: string | undefined; defaultValue: string | undefined }[];
}

export interface GetImageComponentsResult {
  /** Newest first, as `components`. */
  ids: string[];
  names: string[];
  /** Newest first. */
  components: FoundImageComponent[];
}

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
