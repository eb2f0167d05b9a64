import type { EcsClient } from "../transport/client";
import type { Unreadable } from "../transport/errors";
import type { Request, Response } from "../transport/sdk";

/** By which of its fields an item is known. */
const ID = {
  DescribeImagePipelines: "imagePipelineId",
  DescribeImagePipelineExecutions: "executionId",
  DescribeImageComponents: "imageComponentId",
} as const;

type Listing = keyof typeof ID;

/** Items of a page (docs/service.md, DescribeImagePipelines). */
export const MOST_PER_PAGE = 500;
/** Half a million items, which is more than a program can use, and holds in memory. */
const MOST_PAGES = 1_000;
/**
 * A page may be empty and have others behind it, as where a filter leaves nothing of it; but not for ever. Nor is it a
 * listing where each page has only what earlier ones had.
 */
const MOST_PAGES_WITHOUT_NEWS = 20;
/** When no further page is begun, in milliseconds: half a second for each of the most pages, and some more. */
const DEADLINE = 10 * 60_000;

/**
 * Every item of a listing: pages are read until there is no further token; the total is not to be relied on. A service
 * that goes on for ever ends with an error.
 *
 * @param unreadable takes the items that are not as documented; without it the first of them ends the listing.
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
