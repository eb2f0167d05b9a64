import { setTimeout as sleep } from "node:timers/promises";

/** Time as a lifecycle sees it, from an arbitrary moment on, never back; tests turn their own. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds) => void (await sleep(milliseconds)),
};

/** Polling begins short and backs off, in milliseconds. */
const FIRST_POLL = 2_000;
const LONGEST_POLL = 30_000;

/**
 * Asks again and again until there is an answer, or the deadline has passed.
 *
 * @param ask returns undefined as long as there is nothing to say.
 * @param deadline a time of the clock.
 * @returns the answer, or undefined when the deadline passed without one.
 */
export async function pollUntil<T>(
  ask: () => Promise<T | undefined>,
  deadline: number,
  clock: Clock,
): Promise<T | undefined> {
  for (let pause = FIRST_POLL; ; pause = Math.min(pause * 1.5, LONGEST_POLL)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    const left = deadline - clock.now();
    if (left <= 0) return undefined;
    await clock.sleep(Math.min(pause, left));
  }
}

/** At most so often a line while nothing changes, in milliseconds. */
const REMINDER = 30_000;

/** Says that a wait lives: at each change of status, and now and then between. */
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
