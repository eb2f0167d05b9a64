import { type Attempts, mayBeDone } from "../../../provider/src/ecs/transport/errors";
import { retrying } from "../../../provider/src/ecs/transport/retry";

const TRANSIENT = { statusCode: 429, sent: true };
const report = (thrown: unknown, attempts: { count: number; seconds: number }) =>
  Object.assign(new Error(`after ${attempts.count}`), { thrown });

const DEADLINE = 10_000;

/** Fails so often, then answers. */
function failing(times: number, thrown: object) {
  let count = 0;
  return async () => {
    count += 1;
    if (count <= times) throw thrown;
    return count;
  };
}

test("a passing failure is repeated until there is an answer", async () => {
  await expect(retrying(failing(2, TRANSIENT), report, DEADLINE)).resolves.toBe(3);
});

test("a lasting failure is not repeated", async () => {
  const forbidden = { statusCode: 403, sent: true };
  await expect(retrying(failing(1, forbidden), report, DEADLINE)).rejects.toThrow("after 1");
});

test("after the deadline the last failure is reported, with the number of attempts", async () => {
  const start = Date.now();
  await expect(retrying(failing(99, TRANSIENT), report, 600)).rejects.toMatchObject({ thrown: TRANSIENT });
  expect(Date.now() - start).toBeLessThan(5000);
});

test("a wait beyond the deadline is not begun", async () => {
  const start = Date.now();
  await expect(retrying(failing(1, { ...TRANSIENT, retryAfter: 60_000 }), report, 1000)).rejects.toThrow(
    "after 1",
  );
  expect(Date.now() - start).toBeLessThan(1000);
});

test.each([-1_000_000, Number.NaN, Number.NEGATIVE_INFINITY])(
  "a wait of %d is not taken for one: attempts go on, and end at the deadline",
  async (retryAfter) => {
    const start = performance.now();
    await expect(retrying(failing(9999, { ...TRANSIENT, retryAfter }), report, 500)).rejects.toMatchObject({
      thrown: TRANSIENT,
    });
    expect(performance.now() - start).toBeGreaterThan(200);
    expect(performance.now() - start).toBeLessThan(5000);
  },
);

test("a clock that is set back or forward does not move the deadline", async () => {
  const day = 86_400_000;
  for (const jump of [-day, day]) {
    const { now } = Date;
    let calls = 0;
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + (calls++ > 0 ? jump : 0));
    const start = performance.now();
    await expect(retrying(failing(2, TRANSIENT), report, DEADLINE)).resolves.toBe(3);
    await expect(retrying(failing(9999, TRANSIENT), report, 300)).rejects.toThrow("after");
    expect(performance.now() - start).toBeLessThan(5000);
    clock.mockRestore();
  }
});

describe("a port of this machine on which nothing listens", () => {
  const here = { code: "ECONNREFUSED", sent: false, host: "127.0.0.1:8080" };

  /** Each look at the clock is so many seconds later. */
  function fastClock(step = 1) {
    let seconds = 0;
    jest.spyOn(performance, "now").mockImplementation(() => {
      seconds += step;
      return 1000 * seconds;
    });
  }
  afterEach(() => jest.restoreAllMocks());

  test("is given up after five seconds, whatever the deadline: a simulator was not started", async () => {
    fastClock();
    await expect(retrying(failing(99, here), report, 120_000)).rejects.toMatchObject({
      message: "after 5",
      thrown: here,
    });
  });

  test("is given up at an earlier deadline", async () => {
    fastClock();
    await expect(retrying(failing(99, here), report, 2000)).rejects.toThrow("after 2");
  });

  test("is used as soon as something listens", async () => {
    await expect(retrying(failing(2, here), report, DEADLINE)).resolves.toBe(3);
  });

  test("is given up after five seconds in all calls together: the next ones are sent once", async () => {
    fastClock();
    const endpoint = {};
    const ends = async (call: Promise<unknown>) => call.catch((error: Error) => error.message);
    const call = () => ends(retrying(failing(99, here), report, 120_000, undefined, endpoint));
    expect(await call()).toBe("after 5");
    expect([await call(), await call()]).toEqual(["after 1", "after 1"]);
  });

  test("that has answered before is waited for until the deadline: what serves there is started again", async () => {
    const endpoint = {};
    await retrying(failing(0, here), report, DEADLINE, undefined, endpoint);
    fastClock(10);
    const answer = retrying(failing(2, here), report, 120_000, undefined, endpoint);
    await expect(answer).resolves.toBe(3);
  });

  test("does not shorten the deadline of another failure", async () => {
    let count = 0;
    const attempt = async () => {
      count += 1;
      if (count < 4) throw count % 2 === 0 ? here : TRANSIENT;
      return count;
    };
    await expect(retrying(attempt, report, DEADLINE)).resolves.toBe(4);
  });

  test("elsewhere, or behind a proxy, the deadline holds", async () => {
    for (const thrown of [
      { ...here, host: "10.0.0.1:8080" },
      { ...here, proxy: "the proxy did not connect" },
    ])
      await expect(retrying(failing(2, thrown), report, DEADLINE)).resolves.toBe(3);
  });
});

describe("an interruption", () => {
  test("ends a wait between two attempts within a moment, and no further attempt is made", async () => {
    const stop = new AbortController();
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      throw { ...TRANSIENT, retryAfter: 9_000 };
    };
    setTimeout(() => stop.abort(), 100);
    const start = performance.now();
    await expect(retrying(attempt, report, DEADLINE, stop.signal)).rejects.toMatchObject({
      thrown: { code: "INTERRUPTED" },
    });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(attempts).toBe(1);
  });

  test("gives a request that was sent a moment to be answered, so that what it made is known", async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    const answer = () => new Promise((resolve) => setTimeout(resolve, 200, "made"));
    await expect(retrying(answer, report, DEADLINE, stop.signal)).resolves.toBe("made");
  });

  test("of a request that is never answered says that it may have been carried out", async () => {
    const stop = new AbortController();
    const seen: unknown[] = [];
    const onFailure = (thrown: unknown) => {
      seen.push(mayBeDone(thrown));
      return new Error("failed");
    };
    setTimeout(() => stop.abort(), 20);
    await expect(
      retrying(() => new Promise(() => undefined), onFailure, DEADLINE, stop.signal),
    ).rejects.toThrow("failed");
    expect(seen).toEqual([true]);
  });
});

test("an attempt that may have been carried out is not forgotten over those after it", async () => {
  const thrown = [{ code: "ECONNRESET", sent: true }, TRANSIENT, TRANSIENT];
  const attempts: Attempts[] = [];
  const attempt = async () => {
    throw thrown.shift() ?? { statusCode: 403, sent: true };
  };
  const onFailure = (_: unknown, seen: Attempts) => {
    attempts.push(seen);
    return new Error("failed");
  };
  await expect(retrying(attempt, onFailure, DEADLINE)).rejects.toThrow("failed");
  expect(attempts).toMatchObject([{ count: 4, mayBeDone: true }]);
});

test("interrupted between two attempts: it ends at once, and nothing more is sent", async () => {
  const interruption = new AbortController();
  let sent = 0;
  const attempt = async () => {
    sent += 1;
    setTimeout(() => interruption.abort(), 10);
    throw { ...TRANSIENT, retryAfter: 200 };
  };
  const since = performance.now();
  await expect(retrying(attempt, report, DEADLINE, interruption.signal)).rejects.toMatchObject({
    thrown: { code: "INTERRUPTED", sent: false },
  });
  expect(performance.now() - since).toBeLessThan(200);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(sent).toBe(1);
});

test("interrupted before the first attempt: nothing is sent, and the error knows that", async () => {
  let sent = 0;
  const attempt = async () => ++sent;
  await expect(retrying(attempt, report, DEADLINE, AbortSignal.abort())).rejects.toMatchObject({
    thrown: { code: "INTERRUPTED", sent: false },
  });
  expect(sent).toBe(0);
});
