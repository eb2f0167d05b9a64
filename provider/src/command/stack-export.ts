import { isMap } from "../values/maps";

/** The parts of a resource in a state that are read. All of them come from outside. */
export interface StateResource {
  urn?: unknown;
  type?: unknown;
  id?: unknown;
  /** The URN of its provider, followed by `::` and the ID of the provider. */
  provider?: unknown;
  inputs?: Record<string, unknown> | null;
  outputs?: Record<string, unknown> | null;
}

/**
 * The resources in an export of a stack (`pulumi stack export`).
 *
 * @param from the source of the export, for errors.
 */
export function resourcesOf(exported: string, from: string): StateResource[] {
  try {
    const { deployment } = JSON.parse(exported) as { deployment?: { resources?: unknown } };
    const resources = deployment?.resources ?? [];
    if (deployment && Array.isArray(resources) && resources.every(isMap)) return resources;
  } catch {
    // Reported below, without the text.
  }
  throw new Error(`${from}: this is not a stack export. Use the output of \`pulumi stack export\`.`);
}
