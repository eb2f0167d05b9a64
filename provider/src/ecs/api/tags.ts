import { withoutServiceTags } from "../../values/service-tags";
import type { EcsClient } from "../transport/client";
import { batches } from "./batches";

export type Tags = Record<string, string>;

/**
 * The resource types of TagResources. The one for a component is in known use; the one for a pipeline is an analogy, and no
 * document names it (docs/service.md, Tags).
 */
type TaggedType = "imagepipeline" | "imagecomponent";

/** A resource with tags. */
export interface Tagged {
  type: TaggedType;
  regionId: string;
  id: string;
}

/**
 * Changes the tags from one set to another. Keys that disappear or change are removed first: a resource near the limit has
 * no room for both, and whether tagging overwrites a value is not documented (docs/service.md, Tags). All calls can be
 * retried.
 *
 * @param applied is kept equal to the tags that the resource is known to have.
 */
export async function changeTags(
  client: EcsClient,
  { type, regionId, id }: Tagged,
  from: Tags,
  to: Tags,
  applied: Tags,
): Promise<void> {
  const common = { regionId, resourceType: type, resourceId: [id] };
  // The service does not remove its own tags, which a state of an earlier release can contain.
  const gone = Object.keys(withoutServiceTags(from) ?? {}).filter((key) => to[key] !== from[key]);
  const added = Object.keys(to).filter((key) => to[key] !== from[key]);
  for (const keys of batches(gone)) {
    await client.call("UntagResources", { ...common, tagKey: keys });
    for (const key of keys) delete applied[key];
  }
  for (const keys of batches(added)) {
    const tags = Object.fromEntries(keys.map((key) => [key, to[key] ?? ""]));
    await client.call("TagResources", { ...common, tag: tagList(tags) });
    Object.assign(applied, tags);
  }
}

/** Tags as a request lists them. */
export const tagList = (tags: Tags) => Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Tags as a description lists them, without those of the service: no declaration can contain them. */
export function tagMap(
  list: { tagKey?: string | undefined; tagValue?: string | undefined }[] | undefined,
): Tags | undefined {
  const entries = list?.flatMap(({ tagKey, tagValue }) => (tagKey ? [[tagKey, tagValue ?? ""]] : []));
  return entries && (withoutServiceTags(Object.fromEntries(entries)) ?? {});
}
