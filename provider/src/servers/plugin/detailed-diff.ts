import { PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference, Properties } from "../../resources/lifecycle";
import { pathText } from "../../validation/fault";
import { Secret } from "./wire";

const { Kind } = PropertyDiff;
const KINDS = {
  add: { update: Kind.ADD, replace: Kind.ADD_REPLACE },
  update: { update: Kind.UPDATE, replace: Kind.UPDATE_REPLACE },
  delete: { update: Kind.DELETE, replace: Kind.DELETE_REPLACE },
};

/** The differing paths, as the engine writes them, with their kinds. */
export function detailed(
  { replaces, paths }: Difference,
  olds: Properties,
  news: Properties,
): Map<string, PropertyDiff.Kind> {
  const found = new Map<string, PropertyDiff.Kind>();
  for (const { path, kind } of paths) {
    const shown = outsideSecrets(path, olds, news);
    // Of several differences in one secret, the engine learns that there is one.
    const change = shown.length < path.length ? "update" : kind;
    found.set(pathText(shown), KINDS[change][replaces.includes(String(path[0])) ? "replace" : "update"]);
  }
  return found;
}

/** The path, or the part of it that leads to a secret: the names in a secret are not shown. */
function outsideSecrets(path: (string | number)[], ...roots: unknown[]): (string | number)[] {
  let values = roots;
  for (const [depth, key] of path.entries()) {
    values = values.map((value) => (value as Record<PropertyKey, unknown> | undefined)?.[key]);
    if (values.some((value) => value instanceof Secret)) return path.slice(0, depth + 1);
  }
  return path;
}
