/**
 * Every item of a paged answer: pages are read until there is no further token; the total is not to be relied on
 * (api-facts 2).
 */
export async function allPages<Page extends { nextToken?: string }, Item>(
  read: (nextToken: string | undefined) => Promise<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(nextToken);
    items.push(...(itemsOf(page) ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return items;
}
