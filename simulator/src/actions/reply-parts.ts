/** Parts of the answers of describing actions. */

import { page } from "../model/paging.js";
import type { Tag } from "../model/records.js";
import type { Parameters } from "../parameters/read.js";
import type { Reply, ReplyValue } from "./action.js";

export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** Fields that come back under the last part of the name that they were sent under. */
export function texts(parameters: Parameters, ...names: readonly string[]): Reply {
  return Object.fromEntries(names.map((name) => [name.split(".").at(-1) ?? name, parameters.text(name)]));
}

/** An object without any field is left out. */
export function whole(fields: Reply): Reply | undefined {
  return Object.values(fields).every((value) => value === undefined) ? undefined : fields;
}

export function wrapped(element: string, items: readonly ReplyValue[] | undefined): Reply | undefined {
  return items === undefined || items.length === 0 ? undefined : { [element]: items };
}

/** A resource's own tags (docs/service.md, DescribeImagePipelines); absent when it has none. */
export function tagsReply(tags: readonly Tag[]): Reply | undefined {
  return wrapped(
    "Tag",
    tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })),
  );
}

/** One page of what a describing action of Image Builder found: `by` is what it was selected by. */
export function pageReply<T extends { readonly sequence: number }>(
  parameters: Parameters,
  [list, set]: readonly [list: string, set: string],
  found: readonly T[],
  by: unknown,
  describe: (item: T) => Reply,
): Reply {
  const maxResults = parameters.number("MaxResults") ?? 50;
  const shown = page(found, {
    maxResults,
    nextToken: parameters.text("NextToken"),
    selection: JSON.stringify(by),
  });
  return {
    [list]: { [set]: shown.items.map(describe) },
    TotalCount: shown.totalCount,
    MaxResults: maxResults,
    NextToken: shown.nextToken,
  };
}
