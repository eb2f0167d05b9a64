/**
 * What `check` and `diff` get in a preview instead of an unknown value, at any depth. All unknown values are the same
 * text, so they must never be dropped, sorted, merged or counted.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: unknown): boolean => value === UNKNOWN;

/** Whether the value is unknown, or contains an unknown value at any depth. */
export function containsUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsUnknown);
  if (typeof value === "object" && value !== null) return Object.values(value).some(containsUnknown);
  return isUnknown(value);
}
