/** What a change of an argument costs: a new resource, or an update of the existing one. */
export type Change = "replace" | "update";

export interface Changes<Name extends string> {
  /** The arguments that force a replacement, in the order of their declaration. */
  replaces: Name[];
  /** The arguments that are changed in place. */
  updates: Name[];
}

/** The arguments that differ, grouped by the cost of their change. */
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

/**
 * The arguments among properties. Other properties are never compared. The types are those that check accepts, and so
 * those in a state. Values can be unknown in a preview.
 */
export const argumentsAmong = <Args extends object>(
  table: Record<keyof Args, Change>,
  properties: Record<string, unknown>,
): Args => Object.fromEntries(Object.entries(properties).filter(([name]) => name in table)) as Args;
