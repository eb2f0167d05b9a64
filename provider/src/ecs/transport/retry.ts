import { setTimeout as sleep } from "node:timers/promises";
import { backOff } from "exponential-backoff";
import { type Attempts, isTransient, mayBeDone, retryAfter } from "./errors";

/**
 * Repeats what fails for a passing reason, with exponential backoff and full jitter, and not before the time that the
 * service asks for, until the deadline. The last error is thrown as it is.
 *
 * @param deadline all attempts of one call together, in milliseconds.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  onFailure: (thrown: unknown, attempts: Attempts) => Error,
  deadline: number,
): Promise<T> {
  const start = performance.now();
  let count = 0;
  let done = false;
  const elapsed = () => performance.now() - start;
  try {
    return await backOff(
      () => {
        count += 1;
        return attempt();
      },
      {
        jitter: "full",
        startingDelay: 250,
        // Of the deadline only a little, since the last wait may begin just before it.
        maxDelay: Math.min(10_000, deadline / 10),
        numOfAttempts: Number.MAX_SAFE_INTEGER,
        retry: async (thrown) => {
          done ||= mayBeDone(thrown);
          const wait = retryAfter(thrown);
          if (!isTransient(thrown) || elapsed() + wait >= deadline) return false;
          await sleep(wait);
          return true;
        },
      },
    );
  } catch (thrown) {
    throw onFailure(thrown, { count, seconds: Math.round(elapsed() / 1000), mayBeDone: done });
  }
}
