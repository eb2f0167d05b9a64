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

/**
 * The arguments among properties: those of another name are never compared. Their types are those that check lets
 * through, and so those of what is in a state; values can be unknown in a preview.
 */
export const argumentsAmong = <Args extends object>(
  table: Record<keyof Args, Change>,
  properties: Record<string, unknown>,
): Args => Object.fromEntries(Object.entries(properties).filter(([name]) => name in table)) as Args;
