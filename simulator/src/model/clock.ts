import type { Store } from "./store.js";

/** Simulated time: real time × speed, plus all advances. It never goes back, also across restarts. */
export interface Clock {
  now(): Date;
  advance(seconds: number): void;
  /** Back to real time, at the given speed from now on. */
  reset(): void;
}

const KEY = "anchor";

/** Where simulated time stops: later dates have another form. */
export const LAST_TIME = Date.parse("9999-12-31T23:59:59Z");

export function createClock(store: Store, realTime: () => number, speed: number): Clock {
  const simulated = (): number => {
    const anchor = store.get("clock", KEY);
    const real = realTime();
    if (anchor === undefined) return real;
    const simulated = anchor.simulated + (real - anchor.real) * anchor.speed;
    return Math.min(Math.max(simulated, 0), LAST_TIME);
  };
  const setTo = (value: number): void => {
    store.commit([{ put: "clock", key: KEY, value: { real: realTime(), simulated: value, speed } }]);
  };
  setTo(simulated());
  return {
    now: () => new Date(simulated()),
    advance: (seconds) => setTo(simulated() + seconds * 1000),
    reset: () => setTo(realTime()),
  };
}
