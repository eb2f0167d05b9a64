import { isUnknown } from "../values/unknown";
import type { Fault } from "./fault";
import { type Path, valueAt } from "./fault";
import { tagKeyRule } from "./text-rules";

/** docs/service.md, Parameters of CreateImagePipeline: Tag.N, tags of a resource. */
export const MAX_TAGS = 20;

/**
 * The rules for tags that apply while their values are unknown (docs/service.md, Parameters of CreateImagePipeline,
 * Image options).
 */
export function tagKeyFaults(args: Record<string, unknown>, path: Path): Fault[] {
  const tags = valueAt(args, path, isUnknown);
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) return [];
  const keys = Object.keys(tags);
  const faults: Fault[] = keys.flatMap((key) => {
    const message = tagKeyRule(key);
    return message ? [{ path: [...path, key], message: `the tag key ${message}` }] : [];
  });
  if (keys.length > MAX_TAGS) {
    const message = `has ${keys.length} tags; at most ${MAX_TAGS} are allowed. Remove ${keys.length - MAX_TAGS}.`;
    faults.unshift({ path, message });
  }
  return faults;
}
