/** Requests since the start or the last reset. */
export interface Counters {
  /** Calls with a valid signature, by action, including those with a fault. `-` is every action that does not exist. */
  readonly calls: Readonly<Record<string, number>>;
  /** Requests with a wrong signature, no signature, a used nonce, or an unreadable body. */
  readonly rejected: number;
}

export interface Counting {
  called(action: string): void;
  rejected(): void;
  read(): Counters;
  reset(): void;
}

export function createCounting(): Counting {
  const calls = new Map<string, number>();
  let rejected = 0;
  return {
    called: (action) => calls.set(action, (calls.get(action) ?? 0) + 1),
    rejected: () => {
      rejected += 1;
    },
    read: () => ({ calls: Object.fromEntries(calls), rejected }),
    reset: () => {
      calls.clear();
      rejected = 0;
    },
  };
}
