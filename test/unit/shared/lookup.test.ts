import { Lookup } from "../../../provider/src/shared/lookup";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A lookup, and the calls that it made: when, in milliseconds, and for which IDs. */
function recorded() {
  const start = performance.now();
  const calls: { at: number; ids: string[] }[] = [];
  const lookup = new Lookup(async (_, ids) => {
    calls.push({ at: performance.now() - start, ids });
    return new Map(ids.map((id) => [id, `found ${id}`]));
  });
  return { lookup, calls };
}

/** Reads that come one after the other, `gap` milliseconds apart. */
async function readEach(lookup: Lookup<string>, ids: string[], gap: number): Promise<(string | undefined)[]> {
  const found: Promise<string | undefined>[] = [];
  for (const id of ids) {
    found.push(lookup.find("cn-hangzhou", id));
    await jest.advanceTimersByTimeAsync(gap);
  }
  await jest.advanceTimersByTimeAsync(100);
  return Promise.all(found);
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `ip-${index}`);

test("reads that come a few milliseconds apart share one call, and each gets its own", async () => {
  const { lookup, calls } = recorded();
  expect(await readEach(lookup, ids(3), 3)).toEqual(["found ip-0", "found ip-1", "found ip-2"]);
  expect(calls).toEqual([{ at: 11, ids: ids(3) }]);
});

test("a read that comes alone waits for 5 ms", async () => {
  const { lookup, calls } = recorded();
  await readEach(lookup, ["ip-0"], 0);
  expect(calls).toEqual([{ at: 5, ids: ["ip-0"] }]);
});

test("reads that never stop coming wait for 20 ms, and no longer", async () => {
  const { lookup, calls } = recorded();
  await readEach(lookup, ids(15), 4);
  expect(calls.map(({ at }) => at)).toEqual([20, 40, 60]);
});

test("a call asks for 20 at most", async () => {
  const { lookup, calls } = recorded();
  await readEach(lookup, ids(45), 0);
  expect(calls.map((call) => call.ids.length)).toEqual([20, 20, 5]);
});
