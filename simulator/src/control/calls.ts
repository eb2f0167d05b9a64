import type { FaultKind } from "./faults.js";

/** One request to the API. It has no value of a parameter, which can be a secret, but the region. */
export interface LoggedCall {
  /** Real time. */
  readonly at: string;
  /** `-` where the request names no action. */
  readonly action: string;
  readonly regionId?: string;
  /** Of the caller; unset where the signature does not say who calls. */
  readonly accountId?: string;
  /** 0: the connection was reset. */
  readonly status: number;
  readonly code: string;
  readonly milliseconds: number;
  readonly fault?: FaultKind;
}

/** The last calls, each with its number since the start. */
export interface CallLog {
  add(call: LoggedCall): void;
  /** Newest first. */
  read(): readonly (LoggedCall & { readonly number: number })[];
  reset(): void;
}

/** How many calls the log keeps. */
export const KEPT_CALLS = 200;

export function createCallLog(): CallLog {
  let calls: ReturnType<CallLog["read"]> = [];
  let number = 0;
  return {
    add: (call) => {
      number += 1;
      calls = [{ number, ...call }, ...calls.slice(0, KEPT_CALLS - 1)];
    },
    read: () => calls,
    reset: () => {
      calls = [];
    },
  };
}
