import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type ListPage, RefreshReads } from "../../../provider/src/ecs/api/refresh-reads";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** What is found. */
interface Item {
  id: string;
  text: string;
}

const REGION = "cn-hangzhou";
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `ip-${from + index}`);

/** A region with these items, and what was asked of it. */
function service(
  all: string[],
  options: { pageSize?: number; pageTakes?: number; laterPagesTake?: number; totalCount?: number } = {},
) {
  const { pageSize = 500, pageTakes = 100, laterPagesTake = pageTakes } = options;
  const items = new Map(all.map((id) => [id, { id, text: `first ${id}` }]));
  const client = { changes: 0 };
  const byId: string[] = [];
  const pages: (string | undefined)[] = [];
  const fails = { pages: 0 };
  const slow = new Set<string>();
  const find = async (_: string, id: string): Promise<Item | undefined> => {
    byId.push(id);
    if (slow.has(id)) await new Promise((resolve) => setTimeout(resolve, 150));
    const item = items.get(id);
    return item && { ...item };
  };
  const page = async (_: string, nextToken: string | undefined): Promise<ListPage<Item>> => {
    pages.push(nextToken);
    const from = Number(nextToken ?? 0);
    const found = [...items.values()].slice(from, from + pageSize).map((item) => ({ ...item }));
    await new Promise((resolve) => setTimeout(resolve, nextToken ? laterPagesTake : pageTakes));
    if (fails.pages > 0) {
      fails.pages -= 1;
      throw new Error("Forbidden.RAM");
    }
    const next = from + pageSize < items.size ? String(from + pageSize) : undefined;
    return { items: found, nextToken: next, totalCount: options.totalCount ?? items.size };
  };
  const reads = new RefreshReads<Item>(client, { find }, ({ id }) => id, page);
  /** Reads as the engine sends them: together, and the next ones when all of these are answered. */
  const wave = async (some: string[], milliseconds = pageTakes) => {
    const found = Promise.all(some.map((id) => reads.find(REGION, id)));
    await jest.advanceTimersByTimeAsync(milliseconds);
    return (await found).map((item) => item?.text);
  };
  /** Two waves of four, until the list is requested, which is 20 ms after the second one has begun. */
  const twoWaves = async (milliseconds = pageTakes) => {
    await wave(ids(4), milliseconds);
    await wave(ids(4, 4), milliseconds);
    await jest.advanceTimersByTimeAsync(20);
  };
  return { twoWaves, reads, items, client, byId, pages, fails, slow, wave };
}

const texts = (some: string[]) => some.map((id) => `first ${id}`);

test("the first two waves go by ID, and all further ones are answered by one list", async () => {
  const { wave, byId, pages } = service(ids(300));
  for (let from = 0; from < 300; from += 10) expect(await wave(ids(10, from))).toEqual(texts(ids(10, from)));
  expect(byId).toEqual(ids(20));
  expect(pages).toStrictEqual([undefined]);
});

test("one wave needs no list", async () => {
  const { wave, pages } = service(ids(8));
  await wave(ids(8));
  expect(pages).toStrictEqual([]);
});

test("two waves do not wait for a list, however slow it is, and it is requested after they are sent", async () => {
  const { wave, byId, pages } = service(ids(8), { pageTakes: 60_000 });
  await wave(ids(4), 0);
  await wave(ids(4, 4), 0);
  expect(byId).toEqual(ids(8));
  expect(pages).toStrictEqual([]);
  await jest.advanceTimersByTimeAsync(20);
  expect(pages).toStrictEqual([undefined]);
});

test("what the list does not contain is asked by ID, so the list never says that something is gone", async () => {
  const { twoWaves, wave, byId, items } = service(ids(20));
  items.delete("ip-9");
  await twoWaves();
  expect(await wave(["ip-8", "ip-9"])).toEqual(["first ip-8", undefined]);
  expect(byId).toEqual([...ids(8), "ip-9"]);
});

test("an item is served once: who reads it again gets what it is now", async () => {
  const { twoWaves, wave, byId, items } = service(ids(20));
  await twoWaves();
  expect(await wave(["ip-9"])).toEqual(["first ip-9"]);
  for (const id of ["ip-1", "ip-5", "ip-9"]) items.set(id, { id, text: "second" });
  expect(await wave(["ip-9", "ip-5", "ip-1"])).toEqual(["second", "second", "second"]);
  expect(byId).toEqual([...ids(8), "ip-9", "ip-5", "ip-1"]);
});

test("of two reads of the same item at once, one is answered by the list, and the other by ID", async () => {
  const { twoWaves, wave, byId } = service(ids(20));
  await twoWaves();
  expect(await wave(["ip-9", "ip-9"])).toEqual(texts(["ip-9", "ip-9"]));
  expect(byId).toEqual([...ids(8), "ip-9"]);
});

test("of two reads of the same item, the second one goes by ID, and no list is requested for it", async () => {
  const { wave, byId, pages } = service(ids(20));
  for (let turn = 0; turn < 3; turn += 1) await wave(["ip-1"]);
  expect(byId).toEqual(["ip-1", "ip-1", "ip-1"]);
  expect(pages).toStrictEqual([]);
});

test("an item that is answered by ID while another read waits for the list: that one goes by ID, too", async () => {
  const { twoWaves, reads, wave, slow, byId } = service(ids(20), { pageTakes: 300 });
  slow.add("ip-9");
  const first = reads.find(REGION, "ip-9");
  await twoWaves(0);
  const second = wave(["ip-9"], 500);
  await Promise.all([first, second]);
  expect(byId).toEqual(["ip-9", ...ids(8), "ip-9"]);
});

test("if nothing was found by ID, there is nothing to hold a list against, so none is requested", async () => {
  const { wave, byId, pages } = service(ids(20));
  expect(await wave(["ip-none"])).toEqual([undefined]);
  expect(await wave(ids(8))).toEqual(texts(ids(8)));
  expect(byId).toEqual(["ip-none", ...ids(8)]);
  expect(pages).toStrictEqual([]);
});

test("a change of this process before the list is asked for: the next two waves go by ID", async () => {
  const { client, wave, byId, pages } = service(ids(30));
  await wave(ids(8));
  client.changes += 1;
  await wave(ids(8, 8));
  expect(pages).toStrictEqual([]);
  await wave(ids(8, 16));
  expect(pages).toStrictEqual([undefined]);
  expect(byId).toEqual(ids(24));
});

test("a change of this process while the list is on its way: the list is not used", async () => {
  const { client, twoWaves, wave, byId, items } = service(ids(20));
  await twoWaves(0);
  setTimeout(() => {
    client.changes += 1;
    items.set("ip-9", { id: "ip-9", text: "changed" });
  }, 50);
  expect(await wave(["ip-9"])).toEqual(["changed"]);
  expect(byId).toEqual([...ids(8), "ip-9"]);
});

test("a change of this process while pages are on their way: no further page is requested", async () => {
  const { client, twoWaves, wave, pages } = service(ids(1_900), { pageSize: 500 });
  await twoWaves(0);
  setTimeout(() => {
    client.changes += 1;
  }, 150);
  await wave(["ip-9"], 400);
  expect(pages).toStrictEqual([undefined, "500"]);
});

test("a change between two waves ends the list", async () => {
  const { client, twoWaves, wave, byId, items } = service(ids(30));
  await twoWaves();
  await wave(ids(8, 8));
  client.changes += 1;
  items.set("ip-20", { id: "ip-20", text: "changed" });
  expect(await wave(["ip-20"])).toEqual(["changed"]);
  expect(byId).toEqual([...ids(8), "ip-20"]);
});

test("five seconds after the first read, the list ends, and the next wave goes by ID", async () => {
  const { twoWaves, wave, byId, items } = service(ids(30));
  await twoWaves();
  await wave(ids(8, 8));
  await jest.advanceTimersByTimeAsync(5_000);
  items.set("ip-20", { id: "ip-20", text: "changed" });
  expect(await wave(["ip-20"])).toEqual(["changed"]);
  expect(byId).toEqual([...ids(8), "ip-20"]);
});

test("five seconds after the first read, nothing of the list is left in memory", async () => {
  setFlagsFromString("--expose_gc");
  const collect: () => void = runInNewContext("gc");
  let listed: WeakRef<Item>[] = [];
  const page = async () => {
    const items = ids(500).map((id) => ({ id, text: id }));
    listed = items.map((item) => new WeakRef(item));
    return { items, nextToken: undefined, totalCount: 500 };
  };
  const find = async (_: string, id: string) => ({ id, text: id });
  const reads = new RefreshReads<Item>({ changes: 0 }, { find }, ({ id }) => id, page);
  const left = async () => {
    await jest.advanceTimersByTimeAsync(0);
    collect();
    return listed.filter((item) => item.deref() !== undefined).length;
  };
  for (const id of ids(2)) await reads.find(REGION, id);
  await jest.advanceTimersByTimeAsync(20);
  await reads.find(REGION, "ip-2");
  expect(await left()).toBeGreaterThan(400);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(await left()).toBe(0);
});

test("no timer keeps the process alive: not while a list is waited for, and not while one is kept", async () => {
  jest.useRealTimers();
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
  const before = timers();
  const page = () => new Promise<ListPage<Item>>(() => undefined);
  const find = async (_: string, id: string) => ({ id, text: id });
  const reads = new RefreshReads<Item>({ changes: 0 }, { find }, ({ id }) => id, page);
  for (const id of ids(2)) await reads.find(REGION, id);
  const waiting = reads.find(REGION, "ip-2");
  expect(timers()).toBe(before);
  await waiting;
});

test.each<[string, (items: Map<string, Item>) => void]>([
  [
    "has another definition of one that was found by ID",
    (items) => items.set("ip-3", { id: "ip-3", text: "x" }),
  ],
  ["lacks one that was found by ID", (items) => items.delete("ip-3")],
  [
    "has one that was not found by ID",
    (items) => items.set("ip-gone", { id: "ip-gone", text: "first ip-gone" }),
  ],
])("a list that %s is not used", async (_, change) => {
  const { wave, byId, items } = service(ids(30));
  await wave(["ip-gone", ...ids(8)]);
  change(items);
  await wave(ids(8, 8));
  await wave(ids(8, 16));
  expect(byId).toEqual(["ip-gone", ...ids(24)]);
});

test("an item that a slow read by ID has answered is not answered again from the list", async () => {
  const { reads, byId, items, slow, wave } = service(ids(30));
  slow.add("ip-9");
  const first = reads.find(REGION, "ip-9");
  await wave(ids(8));
  await wave(["ip-8"]);
  await first;
  slow.clear();
  items.set("ip-9", { id: "ip-9", text: "second" });
  expect(await wave(["ip-9"])).toEqual(["second"]);
  expect(byId).toEqual(["ip-9", ...ids(9).filter((id) => id !== "ip-9"), "ip-9"]);
});

test("after a failed list, everything goes by ID for the life of the process", async () => {
  const { twoWaves, wave, byId, pages, fails } = service(ids(60));
  fails.pages = 1;
  await twoWaves();
  expect(await wave(ids(8, 8))).toEqual(texts(ids(8, 8)));
  await jest.advanceTimersByTimeAsync(6_000);
  for (const from of [16, 24, 32]) await wave(ids(8, from));
  expect(byId).toEqual(ids(40));
  expect(pages).toStrictEqual([undefined]);
});

test("a list whose first page takes more than half a second is not waited for, and may be used when it is there", async () => {
  const { twoWaves, wave, byId } = service(ids(30), { pageTakes: 2_000 });
  await twoWaves(0);
  expect(await wave(ids(8, 8), 500)).toEqual(texts(ids(8, 8)));
  expect(await wave(ids(8, 16), 0)).toEqual(texts(ids(8, 16)));
  expect(byId).toEqual(ids(24));
  await jest.advanceTimersByTimeAsync(1_500);
  expect(await wave(ids(6, 24), 0)).toEqual(texts(ids(6, 24)));
  expect(byId).toEqual(ids(24));
});

test("pages that together take more than two seconds are not waited for", async () => {
  const { twoWaves, wave, byId } = service(ids(1_500), { laterPagesTake: 2_000 });
  await twoWaves(0);
  expect(await wave(ids(8, 8), 2_000)).toEqual(texts(ids(8, 8)));
  expect(byId).toEqual(ids(16));
});

test("four pages at most are read, and what is on later ones goes by ID", async () => {
  const { twoWaves, wave, byId, pages } = service(ids(1_900), { pageSize: 400 });
  await twoWaves(0);
  expect(await wave(["ip-1599", "ip-1600"], 500)).toEqual(texts(["ip-1599", "ip-1600"]));
  expect(pages).toStrictEqual([undefined, "400", "800", "1200"]);
  expect(byId).toEqual([...ids(8), "ip-1600"]);
});

test("of a region with more than 2,000 items, one page is read", async () => {
  const { twoWaves, wave, byId, pages } = service(ids(1_000), { totalCount: 2_001 });
  await twoWaves(0);
  expect(await wave(["ip-499", "ip-500"])).toEqual(texts(["ip-499", "ip-500"]));
  expect(pages).toStrictEqual([undefined]);
  expect(byId).toEqual([...ids(8), "ip-500"]);
});

test("regions have lists of their own", async () => {
  const listed: string[] = [];
  const page = async (regionId: string) => {
    listed.push(regionId);
    const items = ids(9).map((id) => ({ id, text: regionId }));
    return { items, nextToken: undefined, totalCount: 9 };
  };
  const find = async (regionId: string, id: string) => ({ id, text: regionId });
  const reads = new RefreshReads<Item>({ changes: 0 }, { find }, ({ id }) => id, page);
  const regions = [REGION, "cn-beijing"];
  for (const id of ids(2)) for (const region of regions) await reads.find(region, id);
  await jest.advanceTimersByTimeAsync(20);
  expect(listed).toEqual(regions);
  for (const region of regions) {
    expect(await reads.find(region, "ip-2")).toEqual({ id: "ip-2", text: region });
  }
});

test("after a failed list of one region, none is requested of another one that was begun before", async () => {
  const listed: string[] = [];
  const page = async (regionId: string) => {
    listed.push(regionId);
    throw new Error("Forbidden.RAM");
  };
  const find = async (regionId: string, id: string) => ({ id, text: regionId });
  const reads = new RefreshReads<Item>({ changes: 0 }, { find }, ({ id }) => id, page);
  for (const region of [REGION, "cn-beijing"]) await reads.find(region, "ip-0");
  for (const region of [REGION, "cn-beijing"]) {
    expect(await reads.find(region, "ip-1")).toEqual({ id: "ip-1", text: region });
    await jest.advanceTimersByTimeAsync(20);
  }
  expect(listed).toEqual([REGION]);
});
