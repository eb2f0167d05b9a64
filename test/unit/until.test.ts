import { startChild } from "../support/child";
import { errorOf } from "../support/error";
import { until } from "../support/until";

test("a wait that is in vain says for what and how long it waited, and what the processes printed last", async () => {
  const child = startChild("sh", ["-c", "seq 30; echo 'no space left' >&2; exec sleep 60"]);
  await until("the error of the process", () => child.stderr());
  const lines = (from: number) =>
    Array.from({ length: 31 - from }, (_, index) => `${from + index}\n`).join("");
  const { message } = await errorOf(until("a file", () => false, { seconds: 0.1, shown: () => "a folder" }));
  expect(message).toBe(
    `waited for 0.1 seconds, in vain: a file\na folder\nsh printed:\n${lines(12)}no space left`,
  );
  await child.stop();
});
