import type { Component } from "../../ecs/api/components";
import type { Properties } from "../lifecycle";
import { argumentsPresent, diff } from "./diff";
import { readBack } from "./read-back";

/**
 * The differences between a declaration and an existing component. What is not declared is not compared, the version that
 * the service assigned least of all. A text may be secret, so only its argument is named.
 */
export function disagreements(
  id: string,
  declared: Properties,
  { definition, ...item }: Component,
): string[] {
  const { regionId, adopt: _, ...held } = argumentsPresent(declared);
  const described = { ...item, definition: { ...definition, tags: held.tags && definition.tags } };
  const found = readBack({ ...held, imageComponentId: id }, described);
  const { replaces, updates } = diff(id, { ...found, regionId }, { ...held, regionId });
  return [...replaces, ...updates];
}
