import { BatchedFind } from "../../../provider/src/ecs/api/batched-find";

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

const finder = (
  describe: (regionId: string, ids: string[]) => Promise<Item[]>,
  what = "image pipeline",
  longestCall = 30_000,
) => {
  const find = new BatchedFind(what, { longestCall: () => longestCall }, ({ id }) => id, describe);
  return {
    find: async (regionId: string, id: string) => (await find.find(regionId, id))?.text,
  };
};

/** A lookup, and the calls that it made: when, in milliseconds, and for which IDs. */
function recorded() {
  const start = performance.now();
  const calls: { at: number; ids: string[] }[] = [];
  const lookup = finder(async (_, ids) => {
    calls.push({ at: performance.now() - start, ids });
    return ids.map((id) => ({ id, text: `found ${id}` }));
  });
  return { lookup, calls };
}

/** Reads that come one after the other, `gap` milliseconds apart. */
async function readEach(
  lookup: ReturnType<typeof finder>,
  ids: string[],
  gap: number,
): Promise<(string | undefined)[]> {
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

describe("a read gets its answer", () => {
  test("when the process stood still for longer than reads are gathered, at any moment", async () => {
    for (const jump of [6, 25, 10_000]) {
      const { lookup, calls } = recorded();
      let now = 0;
      const clock = jest.spyOn(performance, "now").mockImplementation(() => {
        now += jump;
        return now;
      });
      const found = Promise.all(ids(3).map((id) => lookup.find("cn-hangzhou", id)));
      await jest.advanceTimersByTimeAsync(100);
      expect(await Promise.race([found, "no answer"])).toEqual(["found ip-0", "found ip-1", "found ip-2"]);
      expect(calls).toHaveLength(1);
      clock.mockRestore();
    }
  });

  test("when the clock stands still, or goes back", async () => {
    for (const step of [0, -1_000]) {
      const { lookup } = recorded();
      let now = 0;
      const clock = jest.spyOn(performance, "now").mockImplementation(() => {
        now += step;
        return now;
      });
      const found = lookup.find("cn-hangzhou", "ip-0");
      await jest.advanceTimersByTimeAsync(100);
      expect(await Promise.race([found, "no answer"])).toBe("found ip-0");
      clock.mockRestore();
    }
  });

  test("also when it comes while those before it are asked for", async () => {
    const { lookup, calls } = recorded();
    const first = lookup.find("cn-hangzhou", "ip-0");
    const second = first.then(() => lookup.find("cn-hangzhou", "ip-1"));
    await jest.advanceTimersByTimeAsync(100);
    expect(await Promise.all([first, second])).toEqual(["found ip-0", "found ip-1"]);
    expect(calls.map((call) => call.ids)).toEqual([["ip-0"], ["ip-1"]]);
  });

  test("of its own region", async () => {
    const asked: unknown[] = [];
    const lookup = finder(async (regionId, ids) => {
      asked.push([regionId, ids]);
      return ids.map((id) => ({ id, text: regionId }));
    });
    const found = Promise.all([
      lookup.find("cn-hangzhou", "ip-0"),
      lookup.find("cn-beijing", "ip-0"),
      lookup.find("cn-hangzhou", "ip-0"),
    ]);
    await jest.advanceTimersByTimeAsync(100);
    expect(await found).toEqual(["cn-hangzhou", "cn-beijing", "cn-hangzhou"]);
    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual(["cn-hangzhou", ["ip-0"]]);
    expect(asked).toContainEqual(["cn-beijing", ["ip-0"]]);
  });
});

/** What becomes of a read, in words. */
const outcome = (read: Promise<unknown>): Promise<string> =>
  read.then(
    (found) => `found ${found}`,
    (error: Error) => error.message,
  );

describe("a read that gets no answer", () => {
  test("says after its deadline what was asked for, where, and how long it was waited for", async () => {
    const lookup = finder(() => new Promise(() => undefined), "image component", 45_000);
    const read = outcome(lookup.find("cn-hangzhou", "ic-1"));
    await jest.advanceTimersByTimeAsync(89_000);
    expect(await Promise.race([read, "waiting"])).toBe("waiting");
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await read).toBe(
      "image component ic-1 in cn-hangzhou: no response within 90 s. Check the network, and run this again.",
    );
  });

  test("fails as the call does, each of those that shared it; the next read asks again", async () => {
    let fails = true;
    const lookup = finder(async (_, ids) => {
      if (fails) throw new Error("refused");
      return ids.map((id) => ({ id, text: id }));
    });
    const reads = Promise.all(ids(2).map((id) => outcome(lookup.find("cn-hangzhou", id))));
    await jest.advanceTimersByTimeAsync(100);
    expect(await reads).toEqual(["refused", "refused"]);
    fails = false;
    const next = lookup.find("cn-hangzhou", "ip-0");
    await jest.advanceTimersByTimeAsync(100);
    expect(await next).toBe("ip-0");
    expect(jest.getTimerCount()).toBe(0);
  });

  test("may wait for longer than a timer of Node can", async () => {
    const { lookup } = recorded();
    const patient = finder(
      (regionId, ids) =>
        Promise.all(ids.map(async (id) => ({ id, text: String(await lookup.find(regionId, id)) }))),
      "image pipeline",
      1e12,
    );
    const read = outcome(patient.find("cn-hangzhou", "ip-0"));
    await jest.advanceTimersByTimeAsync(100);
    expect(await read).toBe("found found ip-0");
  });
});
