import { isMap } from "../values/maps";
import { isUnknown } from "../values/unknown";
import { type Fault, type Path, valueAt } from "./fault";
import { tagKeyRule } from "./text-rules";

/** docs/service.md, Parameters of CreateImagePipeline: Tag.N, tags of a resource. */
export const MAX_TAGS = 20;

/**
 * The rules for tags that apply while their values are unknown (docs/service.md, Parameters of CreateImagePipeline,
 * Image options; keys that differ only in letter case: docs/decisions.md).
 */
export function tagKeyFaults(args: Record<string, unknown>, path: Path): Fault[] {
  const tags = valueAt(args, path, isUnknown);
  if (!isMap(tags)) return [];
  const keys = Object.keys(tags);
  const faults: Fault[] = keys.flatMap((key) => {
    const message = tagKeyRule(key);
    return message ? [{ path: [...path, key], message: `the tag key ${message}`, isOfName: true }] : [];
  });
  const byLetters = new Map<string, string>();
  for (const key of keys) {
    const other = byLetters.get(key.toLowerCase());
    if (other !== undefined) {
      const message = `differs from the tag key "${other}" only in letter case, which the service refuses. Remove or rename one of them.`;
      faults.push({ path: [...path, key], message, isOfName: true });
    } else byLetters.set(key.toLowerCase(), key);
  }
  if (keys.length > MAX_TAGS) {
    const message = `has ${keys.length} tags; at most ${MAX_TAGS} are allowed. Remove ${keys.length - MAX_TAGS}.`;
    faults.unshift({ path, message });
  }
  return faults;
}
