import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { backOff } from "exponential-backoff";
import { type Attempts, isRefusedHere, isTransient, mayBeDone, retryAfter } from "./errors";

/**
 * Retries transient failures until the deadline, with exponential backoff and full jitter, and at least the delay that
 * the service requests. The last error is passed to `onFailure`. If nothing listens on a port of this machine, and nothing
 * has answered there before, it does not wait as long as for a service: most likely a simulator was not started.
 *
 * @param deadline for all attempts of one call, in milliseconds.
 * @param signal ends the call.
 * @param endpoint is shared by all calls to the same one.
 */
export async function retrying<T>(
  attempt: () => Promise<T>,
  onFailure: (thrown: unknown, attempts: Attempts) => Error,
  deadline: number,
  signal?: AbortSignal,
  endpoint: KnownOfEndpoint = {},
): Promise<T> {
  const start = performance.now();
  let count = 0;
  let maybe = false;
  let inFlight = false;
  const elapsed = () => performance.now() - start;
  const sendOnce = async () => {
    if (signal?.aborted) throw NOT_SENT;
    count += 1;
    inFlight = true;
    try {
      return await attempt();
    } finally {
      inFlight = false;
    }
  };
  try {
    const forSimulator = Math.min(START_OF_A_SIMULATOR, deadline);
    const answer = backOff(() => whileRefusedHere(sendOnce, forSimulator, endpoint), {
      jitter: "full",
      startingDelay: 250,
      // A small part of the deadline, because the last wait can start just before it.
      maxDelay: Math.min(10_000, deadline / 10),
      numOfAttempts: Number.MAX_SAFE_INTEGER,
      retry: async (thrown) => {
        maybe ||= mayBeDone(thrown);
        const wait = retryAfter(thrown);
        const isHopeless = !isTransient(thrown) || (isRefusedHere(thrown) && !endpoint.hasAnswered);
        if (isHopeless || elapsed() + wait >= deadline || signal?.aborted) return false;
        await sleep(wait);
        return true;
      },
    });
    return await (signal ? untilInterrupted(answer, signal, () => inFlight) : answer);
  } catch (thrown) {
    throw onFailure(thrown, { count, seconds: Math.round(elapsed() / 1000), mayBeDone: maybe });
  }
}

/** How long a simulator that is started at the same time may take, in milliseconds. */
const START_OF_A_SIMULATOR = 5_000;

/** What the calls of a process have found out about an endpoint. */
export interface KnownOfEndpoint {
  hasAnswered?: boolean;
  /** When the first call began that was refused. The next ones do not wait as long again. */
  refusedSince?: number;
}

/** @param limit how long attempts are repeated, in milliseconds. */
async function whileRefusedHere<T>(
  attempt: () => Promise<T>,
  limit: number,
  endpoint: KnownOfEndpoint,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      const answer = await attempt();
      endpoint.hasAnswered = true;
      return answer;
    } catch (thrown) {
      if (!isRefusedHere(thrown) || endpoint.hasAnswered) throw thrown;
      endpoint.refusedSince ??= start;
      if (performance.now() - endpoint.refusedSince >= limit) throw thrown;
      await sleep(250);
    }
  }
}

/** What an interrupted call throws. */
export const INTERRUPTION = { code: "INTERRUPTED" };

/** The same between two attempts. */
const NOT_SENT = { ...INTERRUPTION, sent: false };

/** How long a call that was sent has to be answered after the interruption, in milliseconds. */
const MOMENT = 500;

async function untilInterrupted<T>(
  answer: Promise<T>,
  signal: AbortSignal,
  isInFlight: () => boolean,
): Promise<T> {
  const over = new AbortController();
  const abort = signal.aborted ? Promise.resolve() : once(signal, "abort", { signal: over.signal });
  const interrupted = abort.then(async () => {
    if (!isInFlight()) return NOT_SENT;
    await sleep(MOMENT);
    return INTERRUPTION;
  });
  try {
    return await Promise.race([
      answer,
      interrupted.then((interruption) => {
        throw interruption;
      }),
    ]);
  } finally {
    over.abort();
    interrupted.catch(() => undefined);
  }
}
