import { argumentsPresent, diff } from "./diff";
import { comparable } from "./effective";
import { reconcile } from "./reconcile";
import type { ImagePipelineInputs } from "./schema";

/**
 * What of a declaration is not so of an existing pipeline. What is not declared is not compared. Numbers, true and
 * false are told; of a text, which may be secret, only that it differs.
 */
export function disagreements(
  id: string,
  declared: Record<string, unknown>,
  observed: ImagePipelineInputs,
): string[] {
  const { regionId, adopt: _, deleteTimeoutMinutes, ...held } = argumentsPresent(declared);
  const found = reconcile(held, { ...observed, tags: held.tags && observed.tags } as ImagePipelineInputs);
  const { replaces, updates } = diff(id, { name: id, ...found, regionId, deleteTimeoutMinutes }, declared);
  const [wanted, there] = [comparable(held), comparable(found)];
  return [...replaces, ...updates].map((name) => `${name}${told(wanted[name], there[name])}`);
}

function told(wanted: unknown, there: unknown): string {
  const plain = (value: unknown) => typeof value === "number" || typeof value === "boolean";
  return plain(wanted) && plain(there) ? ` (declared ${wanted}, there ${there})` : "";
}
