import { errors } from "../errors.js";
import type { Tag } from "./records.js";

/**
 * That there is a limit is documented, its number is not (docs/service.md, Tags); 20 is what a request can
 * carry.
 */
export const MAX_TAGS = 20;

/** A filter by tag: by key alone, or by key and value. */
export interface TagFilter {
  readonly key: string;
  readonly value?: string | undefined;
}

/** Adds tags to a resource; the value of an existing key is overwritten. `name` is for the error. */
export function bindTags(current: readonly Tag[], added: readonly Tag[], name: string): readonly Tag[] {
  const bound = new Map(current.map(({ key, value }) => [key, value]));
  for (const [position, { key, value }] of added.entries()) {
    const inLowerCase = key.toLowerCase();
    if (!bound.has(key) && [...bound.keys()].some((other) => other.toLowerCase() === inLowerCase)) {
      throw errors.keysDifferInCase(`Tag.${position + 1}.Key`);
    }
    bound.set(key, value);
  }
  if (bound.size > MAX_TAGS) throw errors.tooManyTags(name, MAX_TAGS);
  return [...bound].map(([key, value]) => ({ key, value }));
}

/** Removes tags from a resource; keys that it does not have are ignored. */
export function unbindTags(current: readonly Tag[], keys: readonly string[] | "all"): readonly Tag[] {
  return keys === "all" ? [] : current.filter(({ key }) => !keys.includes(key));
}

export function matchesTags(tags: readonly Tag[], filters: readonly TagFilter[]): boolean {
  return filters.every((filter) =>
    tags.some(
      ({ key, value }) => key === filter.key && (filter.value === undefined || value === filter.value),
    ),
  );
}
