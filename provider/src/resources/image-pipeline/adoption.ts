import type { PipelineDefinition } from "../../ecs/api/pipeline-fields";
import { asCompared } from "./as-sent";
import { argumentsPresent, diff } from "./diff";
import { readBack } from "./read-back";

/**
 * The differences between a declaration and an existing pipeline. What is not declared is not compared. Numbers and
 * booleans are printed. A text may be secret, so only its argument is named.
 */
export function disagreements(
  id: string,
  declared: Record<string, unknown>,
  observed: PipelineDefinition,
): string[] {
  const { regionId, adopt: _, deleteTimeoutMinutes, ...held } = argumentsPresent(declared);
  const found = readBack(held, { ...observed, tags: held.tags && observed.tags });
  const { replaces, updates } = diff(id, { name: id, ...found, regionId, deleteTimeoutMinutes }, declared);
  const [wanted, there] = [asCompared(held), asCompared(argumentsPresent(found))];
  return [...replaces, ...updates].map((name) => `${name}${difference(wanted[name], there[name])}`);
}

function difference(wanted: unknown, there: unknown): string {
  const plain = (value: unknown) => typeof value === "number" || typeof value === "boolean";
  return plain(wanted) && plain(there) ? ` (declared: ${wanted}, actual: ${there})` : "";
}
