import type { ImageComponentInputs } from "../../resources/image-component/schema";
import { withoutUnset } from "../../values/maps";
import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import type { Response } from "../transport/sdk";
import { byId, Lookup, lookupDeadline } from "./batched-find";
import { allPages } from "./pages";
import { tagMap } from "./tags";

/** One component as DescribeImageComponents returns it. */
export type Description = NonNullable<
  NonNullable<Response<"DescribeImageComponents">["imageComponent"]>["imageComponentSet"]
>[number];

/** Finds components by ID. */
export const componentLookup = (client: EcsClient): Lookup<Description> =>
  new Lookup(
    "image component",
    async (regionId, ids) => {
      const unreadable: Unreadable[] = [];
      const items = await allPages(
        client,
        "DescribeImageComponents",
        { regionId, imageComponentId: ids, maxResults: ids.length },
        (page) => page.imageComponent?.imageComponentSet,
        unreadable,
      );
      return byId(ids, items, (item) => item.imageComponentId, unreadable);
    },
    () => lookupDeadline(client),
  );

/**
 * A described component by the names of the arguments (docs/service.md, Components). What the service leaves
 * out is left out.
 */
export function argumentsOf(item: Description): Partial<ImageComponentInputs> {
  const given = {
    imageComponentName: item.name,
    componentType: item.componentType,
    componentVersion: item.componentVersion,
    content: item.content,
    description: item.description,
    resourceGroupId: item.resourceGroupId,
    systemType: item.systemType,
    tags: tagMap(item.tags?.tag, ({ tagKey, tagValue }) => [tagKey, tagValue]),
  };
  const told = Object.entries(withoutUnset(given)).filter(([, value]) => value !== "");
  return Object.fromEntries(told);
}
