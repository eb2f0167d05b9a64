import { seededRandom } from "../random.js";

export const FAULT_KINDS = [
  "throttle",
  "throttle-retry-after",
  "http-500",
  "http-503-html",
  "drop-before-commit",
  "drop-after-commit",
  "delay",
  "truncate",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The body of `POST /_simulator/faults`; every field is optional, and an empty body ends all faults. */
export interface FaultRules {
  readonly seed?: number;
  readonly rate?: number;
  readonly kinds?: readonly FaultKind[];
  readonly actions?: readonly string[];
  readonly count?: number;
  readonly delayMs?: number;
}

export interface Fault {
  readonly kind: FaultKind;
  readonly delayMs: number;
}

export interface Faults {
  /** Replaces the rules; rules without any field inject nothing. */
  replace(rules: FaultRules): void;
  /** The fault for the next call of an action, if any. */
  next(action: string): Fault | undefined;
  /** The rules, and how many more faults they cause; no number where there is no end. */
  read(): { readonly rules: FaultRules; readonly left?: number };
}

const DEFAULT_DELAY_MS = 10_000;

/** Faults depend only on the seed: the same rules and the same calls get the same faults. */
export function createFaults(): Faults {
  let rules: FaultRules = {};
  let left = 0;
  let random = seededRandom(0);
  return {
    replace: (replacement) => {
      rules = replacement;
      left = Object.keys(replacement).length === 0 ? 0 : (replacement.count ?? Number.POSITIVE_INFINITY);
      random = seededRandom(replacement.seed ?? 0);
    },
    next: (action) => {
      if (left <= 0 || rules.actions?.includes(action) === false) return undefined;
      if (random() >= (rules.rate ?? 1)) return undefined;
      const kinds = rules.kinds ?? FAULT_KINDS;
      const kind = kinds[Math.floor(random() * kinds.length)];
      if (kind === undefined) return undefined;
      left -= 1;
      return { kind, delayMs: rules.delayMs ?? DEFAULT_DELAY_MS };
    },
    read: () => ({ rules, ...(Number.isFinite(left) && { left }) }),
  };
}
