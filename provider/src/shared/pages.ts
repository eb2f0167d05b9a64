import type { EcsClient } from "../ecs/client";
import type { Request, Response } from "../ecs/sdk";

type Listing = "DescribeImagePipelines" | "DescribeImagePipelineExecutions" | "DescribeImageComponents";

/** A page has up to 500 items: half a million, which is more than a program can use, and holds in memory. */
const MOST_PAGES = 1_000;
/** A page may be empty and have others behind it, as where a filter leaves nothing of it; but not for ever. */
const MOST_EMPTY_PAGES = 20;
/** When no further page is begun, in milliseconds: half a second for each of the most pages, and some more. */
const DEADLINE = 10 * 60_000;

/**
 * Every item of a listing: pages are read until there is no further token; the total is not to be relied on. A service
 * that goes on for ever ends with an error.
 */
export async function allPages<Action extends Listing, Item>(
  client: EcsClient,
  action: Action,
  request: Request<Action> & { regionId: string },
  itemsOf: (page: Response<Action>) => Item[] | undefined,
): Promise<Item[]> {
  const start = performance.now();
  const items: Item[] = [];
  const tokens = new Set<string>();
  let pages = 0;
  let emptyPages = 0;
  const endless = (reason: string) =>
    new Error(
      `${action} in ${request.regionId}: the listing does not end: ${reason}. What was listed is not used. ` +
        "Run this again, narrowed down where that is possible; if it stays so, report it to the service.",
    );
  let nextToken: string | undefined;
  do {
    const page = await client.call(action, nextToken ? { ...request, nextToken } : request);
    const found = itemsOf(page) ?? [];
    for (const item of found) items.push(item);
    nextToken = page.nextToken;
    pages += 1;
    emptyPages = found.length === 0 ? emptyPages + 1 : 0;
    if (!nextToken) return items;
    if (tokens.has(nextToken)) throw endless(`page ${pages} has a NextToken that an earlier page had`);
    tokens.add(nextToken);
    if (emptyPages >= MOST_EMPTY_PAGES) throw endless(`${emptyPages} pages in a row are empty`);
    if (pages >= MOST_PAGES) throw endless(`after ${pages} pages there is still another one`);
  } while (performance.now() - start < DEADLINE);
  throw endless(`after ${DEADLINE / 60_000} minutes and ${pages} pages there is still another one`);
}
