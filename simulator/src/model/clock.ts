import type { Store } from "./store.js";

/** Simulated time: real time × speed, plus what was advanced. It never goes back over a restart. */
export interface Clock {
  now(): Date;
  advance(seconds: number): void;
  /** Back to real time, at the given speed from now on. */
  reset(): void;
}

const KEY = "anchor";

export function createClock(store: Store, realTime: () => number, speed: number): Clock {
  const simulated = (): number => {
    const anchor = store.get("clock", KEY);
    const real = realTime();
    return anchor === undefined ? real : anchor.simulated + (real - anchor.real) * anchor.speed;
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
