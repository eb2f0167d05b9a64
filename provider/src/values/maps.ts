/** Whether a value is a map of names to values: an object, but not a list. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields that have a value. */
export function withoutUndefined<T extends object>(
  fields: T,
): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Name in keyof T]: Exclude<T[Name], undefined> };
}

/**
 * The declaration without unset values: null, and empty lists and maps, at any depth. Elements of a list are never
 * removed, so that positions keep their meaning.
 */
export function withoutUnset<T extends object>(args: T): Partial<T> {
  const kept = Object.entries(args).map(([name, value]) => [name, pruned(value)] as const);
  return Object.fromEntries(kept.filter(([, value]) => !isUnset(value))) as Partial<T>;
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned);
  return isMap(value) ? withoutUnset(value) : value;
}

/**
 * The declaration with unset values as undefined and all names kept. Names are checked in this form, because a mistyped
 * name is a mistake whatever its value.
 */
export function withUnsetMarked<T>(value: T): T {
  if (isUnset(value)) return undefined as T;
  if (Array.isArray(value)) return value.map((element) => (isMap(element) ? marked(element) : element)) as T;
  return isMap(value) ? (marked(value) as T) : value;
}

const marked = (map: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, withUnsetMarked(value)]));

/** Whether a value means "unset": undefined, null, and an empty list or map. */
export const isUnset = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isMap(value) && Object.keys(value).length === 0);
