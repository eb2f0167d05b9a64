import { setTimeout as sleep } from "node:timers/promises";
import { backOff } from "exponential-backoff";
import { type Attempts, isTransient, mayBeDone, retryAfter } from "./errors";

/**
 * Retries transient failures until the deadline, with exponential backoff and full jitter, and at least the delay that
 * the service requests. The last error is passed to `onFailure`.
 *
 * @param deadline for all attempts of one call, in milliseconds.
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
        // A small part of the deadline, because the last wait can start just before it.
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
