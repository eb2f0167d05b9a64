import type { Clock } from "../poll";

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
