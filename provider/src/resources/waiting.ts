import { setTimeout as sleep } from "node:timers/promises";
import { INTERRUPTED } from "../values/interrupted";
import type { Operation } from "./lifecycle";

/** The time for a lifecycle. It starts at an arbitrary moment and never goes back. Tests control their own clock. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** A wait that ended because the user interrupted the run (^C). */
export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super(`${INTERRUPTED}.`);
  }
}

/** @param signal interrupts every sleep. */
export const systemClock = (signal?: AbortSignal): Clock => ({
  now: () => performance.now(),
  sleep: async (milliseconds) => {
    await sleep(milliseconds, undefined, signal && { signal }).catch(() => {
      throw new Interrupted();
    });
  },
});

/** How long an operation may wait. */
export interface Limit {
  milliseconds: number;
  /** What sets it, for errors. */
  name: string;
  /** The same with its value: `timeoutMinutes (180)`. */
  title: string;
}

/** The limit of an argument in minutes, unless Pulumi's option `customTimeouts` sets one. */
export function limitOf(name: string, minutes: unknown, { timeoutSeconds }: Operation = {}): Limit {
  if (timeoutSeconds) {
    return {
      milliseconds: timeoutSeconds * 1000,
      name: "customTimeouts",
      title: `customTimeouts (${timeoutSeconds} s)`,
    };
  }
  return { milliseconds: Number(minutes) * 60_000, name, title: `${name} (${minutes})` };
}

/** Poll intervals start short and increase, in milliseconds. */
const FIRST_POLL = 2_000;
const LONGEST_POLL = 30_000;
/**
 * The time between two polls of a process, in milliseconds: all waits together ask 600 times in a minute. The API answers
 * for one execution per call, and the limit for such calls is unknown; for similar actions it is 1,000 in a minute
 * (docs/service.md).
 */
const BETWEEN_POLLS = 100;

let waiting = 0;

/**
 * Polls until there is a result, or the deadline has passed. If many wait at the same time, each of them asks less often.
 *
 * @param ask returns undefined while there is no result.
 * @param deadline in the time of the clock.
 * @returns the result, or undefined if there is none before the deadline.
 */
export async function pollUntil<T>(
  ask: () => Promise<T | undefined>,
  deadline: number,
  clock: Clock,
): Promise<T | undefined> {
  waiting += 1;
  try {
    for (let pause = FIRST_POLL; ; pause = Math.min(pause * 1.5, LONGEST_POLL)) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      const left = deadline - clock.now();
      if (left <= 0) return undefined;
      const share = waiting * BETWEEN_POLLS;
      pause = Math.max(pause, share);
      // Many builds that start together would ask together for ever.
      const jitter = share > FIRST_POLL ? 0.5 + Math.random() : 1;
      await clock.sleep(Math.min(pause * jitter, left));
    }
  } finally {
    waiting -= 1;
  }
}

/** The minimum interval between lines while nothing changes, in milliseconds. */
const REMINDER = 30_000;

/** Reports the progress of a wait: at each change of status, and from time to time. */
export function progress(title: string, clock: Clock, say: (line: string) => void): (status: string) => void {
  const start = clock.now();
  let lastStatus: string | undefined;
  let lastTime = start;
  return (status) => {
    const now = clock.now();
    if (status === lastStatus && now - lastTime < REMINDER) return;
    lastStatus = status;
    lastTime = now;
    say(`${title}: ${status}, ${duration(now - start)} so far`);
  };
}

/** `45 s`, `12 min 5 s`, `2 h 3 min`. */
function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
