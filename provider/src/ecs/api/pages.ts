import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import type { Request, Response } from "../transport/sdk";

/** The ID field of an item. */
const ID = {
  DescribeImagePipelines: "imagePipelineId",
  DescribeImagePipelineExecutions: "executionId",
  DescribeImageComponents: "imageComponentId",
} as const;

type Listing = keyof typeof ID;

/** Items per page (docs/service.md, DescribeImagePipelines). */
export const MOST_PER_PAGE = 500;
/** Half a million items: more than a program can use, and they fit in memory. */
const MOST_PAGES = 1_000;
/**
 * The limit for pages without new items. A page can be empty and others follow, for example because of a filter, but not
 * endlessly. Pages that only repeat items do not count as a listing either.
 */
const MOST_PAGES_WITHOUT_NEWS = 20;
/** When no further page is requested, in milliseconds: more than half a second for each of the allowed pages. */
const DEADLINE = 10 * 60_000;

/**
 * All items of a listing. Pages are read until there is no further token, because the total is not reliable. An endless
 * listing is an error.
 *
 * @param unreadable gets the items that do not have the documented form. Without it, the first of them is an error.
 */
export async function allPages<
  Action extends Listing,
  Item extends { [Name in (typeof ID)[Action]]?: string | undefined },
>(
  client: EcsClient,
  action: Action,
  request: Request<Action> & { regionId: string },
  itemsOf: (page: Response<Action>) => Item[] | undefined,
  unreadable?: Unreadable[],
): Promise<Item[]> {
  const start = performance.now();
  const items: Item[] = [];
  const tokens = new Set<string>();
  let pages = 0;
  const ids = new Set<string | undefined>();
  let pagesWithoutNews = 0;
  const endless = (reason: string) =>
    new Error(
      `${action} in ${request.regionId}: the listing does not end: ${reason}. The items listed so far were not used. ` +
        "Run this again, with more filters if possible; if it happens again, report it to the service.",
    );
  const pageOf = async (some: typeof request): Promise<Response<Action>> => {
    if (!unreadable) return client.call(action, some);
    const page = await client.describe(action, some);
    unreadable.push(...page.unreadable);
    return page;
  };
  let nextToken: string | undefined;
  do {
    const page = await pageOf(nextToken ? { ...request, nextToken } : request);
    const found = itemsOf(page) ?? [];
    const known = ids.size;
    for (const item of found) {
      items.push(item);
      ids.add(item[ID[action]]);
    }
    nextToken = page.nextToken;
    pages += 1;
    pagesWithoutNews = ids.size === known ? pagesWithoutNews + 1 : 0;
    if (!nextToken) return items;
    if (tokens.has(nextToken)) throw endless(`page ${pages} has the NextToken of an earlier page`);
    tokens.add(nextToken);
    if (pagesWithoutNews >= MOST_PAGES_WITHOUT_NEWS)
      throw endless(`${pagesWithoutNews} pages in a row contain nothing new`);
    if (pages >= MOST_PAGES) throw endless(`after ${pages} pages there is still another page`);
  } while (performance.now() - start < DEADLINE);
  throw endless(`after ${DEADLINE / 60_000} minutes and ${pages} pages there is still another page`);
}
