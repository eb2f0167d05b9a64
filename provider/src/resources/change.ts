/** What the change of an argument costs: a new resource, or a change of the one that is there. */
export type Change = "replace" | "update";

export interface Changes<Name extends string> {
  /** The arguments that force a replacement, in the order of their declaration. */
  replaces: Name[];
  /** The arguments that are changed in place. */
  updates: Name[];
}

/** The arguments that differ, by what their change costs. */
export function changes<Name extends string>(
  table: Record<Name, Change>,
  differs: (name: Name) => boolean,
): Changes<Name> {
  const changed = (Object.keys(table) as Name[]).filter(differs);
  return {
    replaces: changed.filter((name) => table[name] === "replace"),
    updates: changed.filter((name) => table[name] === "update"),
  };
}

/** The arguments among outputs: those of another name are never compared. */
export const argumentsAmong = (
  table: Record<string, Change>,
  properties: Record<string, unknown>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => name in table));
