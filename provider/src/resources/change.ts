import { isDeepStrictEqual } from "node:util";
import { isMap } from "../values/maps";

/** What a change of an argument costs: a new resource, or an update of the existing one. */
export type Change = "replace" | "update";

export interface Changes<Name extends string> {
  /** The arguments that force a replacement, in the order of their declaration. */
  replaces: Name[];
  /** The arguments that are changed in place. */
  updates: Name[];
  /** Where exactly they differ. Each path starts with one of those arguments. */
  paths: PathChange[];
}

export interface PathChange {
  /** Names and positions: `["importImageOptions", "diskDeviceMappings", 0, "format"]`. */
  path: (string | number)[];
  kind: "add" | "update" | "delete";
}

/** The arguments that differ between two declarations, grouped by the cost of their change. */
export function changes<Name extends string>(
  table: Record<Name, Change>,
  before: { [Key in Name]?: unknown },
  after: { [Key in Name]?: unknown },
  differs = (name: Name) => !isDeepStrictEqual(before[name], after[name]),
): Changes<Name> {
  const changed = (Object.keys(table) as Name[]).filter(differs);
  return {
    replaces: changed.filter((name) => table[name] === "replace"),
    updates: changed.filter((name) => table[name] === "update"),
    paths: changed.flatMap((name) => {
      const paths = pathsBetween([name], before[name], after[name]);
      // Declarations that look the same can differ in what they mean, such as a FROM line that is no longer there.
      return paths.length > 0 ? paths : [{ path: [name], kind: "update" as const }];
    }),
  };
}

/** The paths at which two values differ. */
function pathsBetween(path: (string | number)[], before: unknown, after: unknown): PathChange[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [{ path, kind: before === undefined ? "add" : "delete" }];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const positions = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return positions.flatMap((index) => pathsBetween([...path, index], before[index], after[index]));
  }
  if (isMap(before) && isMap(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => pathsBetween([...path, name], before[name], after[name]));
  }
  return isDeepStrictEqual(before, after) ? [] : [{ path, kind: "update" }];
}

/**
 * The arguments among properties. Other properties are never compared. The types are those that check accepts, and so
 * those in a state. Values can be unknown in a preview.
 */
export const argumentsAmong = <Args extends object>(
  table: Record<keyof Args, Change>,
  properties: Record<string, unknown>,
): Args => Object.fromEntries(Object.entries(properties).filter(([name]) => name in table)) as Args;
