/** Throttling by the number of calls in the last second. */
export interface Quota {
  /** Undefined for no limit. */
  limit(callsPerSecond: number | undefined): void;
  /** Whether one more call is within the limit; it then counts. */
  take(realTime: number): boolean;
  read(): { readonly callsPerSecond?: number };
}

export function createQuota(): Quota {
  let limit = Number.POSITIVE_INFINITY;
  let taken: readonly number[] = [];
  return {
    limit: (callsPerSecond) => {
      limit = callsPerSecond ?? Number.POSITIVE_INFINITY;
      taken = [];
    },
    take: (realTime) => {
      if (limit === Number.POSITIVE_INFINITY) return true;
      taken = taken.filter((time) => realTime - time < 1000);
      if (taken.length >= limit) return false;
      taken = [...taken, realTime];
      return true;
    },
    read: () => (limit === Number.POSITIVE_INFINITY ? {} : { callsPerSecond: limit }),
  };
}
