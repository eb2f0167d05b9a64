import { isDeepStrictEqual } from "node:util";
import type { EcsClient } from "../transport/client";
import { type BatchedFind, GATHER } from "./batched-find";

/** How long an answer by ID, and the list that follows it, count, in milliseconds. */
const YOUNG = 5_000;
/** How long a read waits for the first page, and for all of them, before it goes by ID; in milliseconds. */
const FIRST_PAGE = 500;
const ALL_PAGES = 2_000;
const MOST_PAGES = 4;
/** If a region has more, no further page is read: most items of the list would be somebody else's. */
const MANY_ITEMS = 2_000;

/** A page of a listing of a region. */
export interface ListPage<Item> {
  items: Item[];
  nextToken: string | undefined;
  totalCount: number | undefined;
}

/** What is known of a region for a few seconds. */
interface Region<Item> {
  /** {@link EcsClient.changes} when the first read by ID was answered. */
  changes: number;
  /** What was answered by ID before the list was requested, to hold the list against. */
  byId: Map<string, Item | undefined>;
  /** The IDs of all reads that were answered, by ID or by the list. */
  answered: Set<string>;
  list?: List<Item>;
}

interface List<Item> {
  since: number;
  /** Whether reads wait for it. */
  isAwaited: boolean;
  first: Promise<unknown>;
  /** The items by ID; undefined if the list is not used. */
  all: Promise<Map<string, Item> | undefined>;
}

/**
 * The reads of a refresh. The engine sends as many as `--parallel` allows, and the next ones when those are answered: for
 * 300 resources, 38 waves. The first two waves go by ID. With the second one, the whole region is listed, and all further
 * reads are answered from that list. The second wave does not wait for it: in a region with many pages, that would take
 * longer than reading a few resources by ID.
 *
 * A list is only a faster answer. It is not used if it is older than five seconds, if this process has begun or ended a
 * change since, if it contradicts what was answered by ID, or if it comes late. What it does not contain is asked by ID, so
 * it never says that something is gone. It answers one read of each ID: a second one wants to know what is there now.
 */
export class RefreshReads<Item> {
  private readonly regions = new Map<string, Region<Item>>();
  /** A failed list is not tried again: the permission may be limited to some IDs, and a read by ID has the better error. */
  private failed = false;

  constructor(
    private readonly client: Pick<EcsClient, "changes">,
    private readonly byId: Pick<BatchedFind<Item>, "find">,
    private readonly idOf: (item: Item) => string,
    private readonly page: (regionId: string, nextToken: string | undefined) => Promise<ListPage<Item>>,
  ) {}

  /** The item with exactly this ID, or undefined if the region has none. */
  async find(regionId: string, id: string): Promise<Item | undefined> {
    const region = this.current(regionId);
    if (region && found(region)) {
      const listed = await this.listed(regionId, region, id);
      if (listed) return listed;
    }
    const item = await this.byId.find(regionId, id);
    this.remember(regionId, id, item);
    if (region?.list) region.list.isAwaited = true;
    return item;
  }

  private async listed(regionId: string, region: Region<Item>, id: string): Promise<Item | undefined> {
    if (this.failed || region.answered.has(id)) return undefined;
    region.list ??= this.startList(regionId, region);
    const { since, isAwaited, first, all } = region.list;
    if (!isAwaited) return undefined;
    if ((await atMost(FIRST_PAGE, since, first)) === LATE) return undefined;
    const items = await atMost(ALL_PAGES, since, all);
    if (items === LATE || this.current(regionId) !== region || region.answered.has(id)) return undefined;
    const item = items?.get(id);
    if (item) region.answered.add(id);
    return item;
  }

  /** What is known of a region, if it still counts. */
  private current(regionId: string): Region<Item> | undefined {
    const region = this.regions.get(regionId);
    if (!region) return undefined;
    if (region.changes === this.client.changes) return region;
    this.regions.delete(regionId);
    return undefined;
  }

  private remember(regionId: string, id: string, item: Item | undefined): void {
    const region = this.current(regionId) ?? this.begin(regionId);
    region.answered.add(id);
    if (!region.list && !this.failed) region.byId.set(id, item);
  }

  private begin(regionId: string): Region<Item> {
    const region = {
      changes: this.client.changes,
      byId: new Map(),
      answered: new Set<string>(),
    };
    this.regions.set(regionId, region);
    // The list is freed then, and the process can end before.
    setTimeout(() => {
      if (this.regions.get(regionId) === region) this.regions.delete(regionId);
    }, YOUNG).unref();
    return region;
  }

  private startList(regionId: string, region: Region<Item>): List<Item> {
    // The reads by ID of the second wave are sent within this time, and are answered first.
    const gathered = new Promise<void>((resolve) => setTimeout(resolve, GATHER).unref());
    const first = gathered.then(() => this.page(regionId, undefined));
    const all = this.allPages(regionId, region, first).catch(() => {
      this.failed = true;
      return undefined;
    });
    return { since: performance.now(), isAwaited: false, first: first.catch(() => undefined), all };
  }

  private async allPages(
    regionId: string,
    region: Region<Item>,
    first: Promise<ListPage<Item>>,
  ): Promise<Map<string, Item> | undefined> {
    const items = new Map<string, Item>();
    let page = await first;
    for (let pages = 1; ; pages += 1) {
      for (const item of page.items) items.set(this.idOf(item), item);
      const { nextToken, totalCount = 0 } = page;
      if (!nextToken || pages === MOST_PAGES || totalCount > MANY_ITEMS) break;
      if (this.current(regionId) !== region) return undefined;
      page = await this.page(regionId, nextToken);
    }
    const agrees = [...region.byId].every(([id, item]) => isDeepStrictEqual(items.get(id), item));
    return agrees ? items : undefined;
  }
}

const found = <Item>({ byId }: Region<Item>): boolean =>
  [...byId.values()].some((item) => item !== undefined);

const LATE = Symbol("late");

/** What a promise gives until `limit` milliseconds after `since`. The timer does not keep the process alive. */
async function atMost<Value>(
  limit: number,
  since: number,
  promise: Promise<Value>,
): Promise<Value | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), Math.max(0, since + limit - performance.now()));
    timer.unref();
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
