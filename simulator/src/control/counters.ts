/** What came in since the start or the last reset. */
export interface Counters {
  /** Calls with a right signature, by action; those that met a fault too. */
  readonly calls: Readonly<Record<string, number>>;
  /** Requests with a wrong signature, none, a nonce that was used, or a body that cannot be read. */
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
