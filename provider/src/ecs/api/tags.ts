import type { EcsClient } from "../transport/client";

export type Tags = Record<string, string>;

/**
 * What TagResources calls them. That of a component is seen in use; that of a pipeline is taken by analogy, and no
 * document names it (docs/service.md, Tags).
 */
type TaggedType = "imagepipeline" | "imagecomponent";

/** What is tagged. */
export interface Tagged {
  type: TaggedType;
  regionId: string;
  id: string;
}

/** docs/service.md, Tags: per call. */
const BATCH = 20;

/**
 * Brings the tags from one set to another. Keys that go or change are taken off first: a resource near the
 * limit has no room for both, and whether tagging overwrites a value is not documented (docs/service.md,
 * Tags). Each call can be repeated.
 *
 * @param applied is kept at what is known to be on the resource.
 */
export async function changeTags(
  client: EcsClient,
  target: Tagged,
  from: Tags,
  to: Tags,
  applied: Tags,
): Promise<void> {
  const common = { regionId: target.regionId, resourceType: target.type, resourceId: [target.id] };
  const gone = Object.keys(from).filter((key) => to[key] !== from[key]);
  const added = Object.keys(to).filter((key) => to[key] !== from[key]);
  for (const keys of batches(gone)) {
    await client.call("UntagResources", { ...common, tagKey: keys });
    for (const key of keys) delete applied[key];
  }
  for (const keys of batches(added)) {
    const tags = Object.fromEntries(keys.map((key) => [key, to[key] ?? ""]));
    await client.call("TagResources", { ...common, tag: tagList(tags) as never });
    Object.assign(applied, tags);
  }
}

function batches<T>(list: T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / BATCH) }, (_, index) =>
    list.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** Tags as the API lists them. */
export const tagList = (tags: Tags | undefined) =>
  tags && Object.entries(tags).map(([key, value]) => ({ key, value }));

/** Tags as the API tells them. */
export function tagMap<T>(
  list: T[] | undefined,
  entry: (tag: T) => [string | undefined, string | undefined],
): Tags | undefined {
  return (
    list && Object.fromEntries(list.map(entry).flatMap(([key, value]) => (key ? [[key, value ?? ""]] : [])))
  );
}
