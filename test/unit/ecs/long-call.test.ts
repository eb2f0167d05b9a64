import { showIfLong } from "../../../provider/src/ecs/transport/long-call";
import type { Row } from "../../../provider/src/values/row";

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** A call, and what was shown of it. */
function call(lines: string[], line = () => "throttled", row = rowOf(lines)) {
  return showIfLong(line, row);
}

const rowOf = (lines: string[]): Row => ({ show: (line) => void lines.push(line), calls: 0 });

test("a call that is answered within five seconds is not shown, whatever happened meanwhile", () => {
  const lines: string[] = [];
  const end = call(lines);
  jest.advanceTimersByTime(4_999);
  end();
  jest.advanceTimersByTime(600_000);
  expect(lines).toEqual([]);
});

test("a longer one is shown once while nothing changes, and nothing is left of it after the answer", () => {
  const lines: string[] = [];
  const end = call(lines);
  jest.advanceTimersByTime(5_500);
  expect(lines).toEqual(["throttled"]);
  jest.advanceTimersByTime(120_000);
  expect(lines).toEqual(["throttled"]);
  end();
  expect(lines).toEqual(["throttled", ""]);
  jest.advanceTimersByTime(600_000);
  expect(lines).toEqual(["throttled", ""]);
});

test("what changes is shown ten seconds after the line before, however many attempts fail in between", () => {
  const lines: string[] = [];
  let attempts = 0;
  const end = call(lines, () => `attempt ${attempts}`);
  for (let tenths = 0; tenths < 400; tenths += 1) {
    attempts += 1;
    jest.advanceTimersByTime(100);
  }
  end();
  expect(lines).toEqual(["attempt 55", "attempt 155", "attempt 255", "attempt 355", ""]);
});

test("of many calls on a row each is shown once, and the last one that ends takes away what is left", () => {
  const lines: string[] = [];
  const row = rowOf(lines);
  const ends = Array.from({ length: 50 }, (_, index) => call(lines, () => `call ${index}`, row));
  jest.advanceTimersByTime(60_000);
  expect(lines).toEqual(ends.map((_, index) => `call ${index}`));
  for (const end of ends) end();
  expect(lines.slice(50)).toEqual([""]);
});

test("the same line of many calls on a row is shown once", () => {
  const lines: string[] = [];
  const row = rowOf(lines);
  const ends = Array.from({ length: 50 }, () => call(lines, () => "throttled", row));
  jest.advanceTimersByTime(60_000);
  expect(lines).toEqual(["throttled"]);
  for (const end of ends) end();
  expect(lines).toEqual(["throttled", ""]);
});

test("a call that is shown keeps no process alive", () => {
  jest.useRealTimers();
  const spy = jest.spyOn(global, "setTimeout");
  const end = call([]);
  const [timer] = spy.mock.results.map(({ value }) => value as NodeJS.Timeout);
  expect(timer?.hasRef()).toBe(false);
  end();
  spy.mockRestore();
});
