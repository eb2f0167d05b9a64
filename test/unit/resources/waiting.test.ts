import { pollUntil } from "../../../provider/src/resources/waiting";

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const clock = {
  now: () => performance.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};

const MINUTE = 60_000;

/** The times at which `count` builds that take `minutes` are asked for, in order. */
async function polls(count: number, minutes: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + minutes * MINUTE;
  const waits = Array.from({ length: count }, () =>
    pollUntil(
      async () => {
        times.push(performance.now());
        return performance.now() >= end || undefined;
      },
      end + 10 * MINUTE,
      clock,
    ),
  );
  await jest.advanceTimersByTimeAsync((minutes + 10) * MINUTE);
  expect((await Promise.all(waits)).every(Boolean)).toBe(true);
  return times;
}

const inWindow = (times: number[], from: number, length: number) =>
  times.filter((time) => time >= from && time < from + length).length;

test("one build is asked for after 2 s, then less and less often, and every 30 s in the end", async () => {
  const start = performance.now();
  const times = (await polls(1, 5)).map((time) => Math.round((time - start) / 1000));
  expect(times).toEqual([0, 2, 5, 10, 16, 26, 42, 64, 94, 124, 154, 184, 214, 244, 274, 304]);
});

test("50 builds that wait together make at most 300 calls in the first minute", async () => {
  const start = performance.now();
  expect(inWindow(await polls(50, 2), start, MINUTE)).toBeLessThan(300);
});

test("500 builds that wait together stay below 1,000 calls in any minute", async () => {
  const times = await polls(500, 8);
  // Without the first question of each, which its start has asked for.
  const later = times.slice(500);
  const most = Math.max(...later.map((time) => inWindow(later, time, MINUTE)));
  expect(most).toBeLessThan(1_000);
  // None is forgotten: each is asked for at least every 75 s.
  expect(later.length).toBeGreaterThan((500 * 8 * MINUTE) / 75_000);
});

test("a wait that fails no longer counts among those that wait", async () => {
  const failing = Array.from({ length: 500 }, () =>
    pollUntil(() => Promise.reject(new Error("refused")), Number.POSITIVE_INFINITY, clock),
  );
  await Promise.allSettled(failing);
  const start = performance.now();
  expect((await polls(1, 0.1)).map((time) => Math.round((time - start) / 1000))).toEqual([0, 2, 5, 10]);
});
