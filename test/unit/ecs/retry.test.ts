import { retrying } from "../../../provider/src/ecs/retry";

const TRANSIENT = { code: "Throttling", statusCode: 400 };
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
  const forbidden = { code: "Forbidden", statusCode: 403 };
  await expect(retrying(failing(1, forbidden), report, DEADLINE)).rejects.toThrow("after 1");
});

test("after the deadline the last failure is reported, with the number of attempts", async () => {
  const start = Date.now();
  await expect(retrying(failing(99, TRANSIENT), report, 600)).rejects.toMatchObject({ thrown: TRANSIENT });
  expect(Date.now() - start).toBeLessThan(5000);
});

test("the time that the service asks to wait is waited", async () => {
  const start = Date.now();
  await retrying(failing(1, { ...TRANSIENT, retryAfter: 300 }), report, DEADLINE);
  expect(Date.now() - start).toBeGreaterThanOrEqual(300);
});

test("a wait beyond the deadline is not begun", async () => {
  const start = Date.now();
  await expect(retrying(failing(1, { ...TRANSIENT, retryAfter: 60_000 }), report, 1000)).rejects.toThrow(
    "after 1",
  );
  expect(Date.now() - start).toBeLessThan(1000);
});
