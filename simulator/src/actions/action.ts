import type { Caller } from "../model/access-keys.js";
import type { Clock } from "../model/clock.js";
import type { Store } from "../model/store.js";
import type { Parameters } from "../parameters/read.js";
import type { ParameterTable } from "../parameters/table.js";

/** What an action works on. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly caller: Caller;
  /** Milliseconds since 1970, whatever the simulated clock shows. */
  readonly realTime: () => number;
}

/** The fields of an answer, RequestId apart. What is undefined is left out. */
export type Reply = { readonly [name: string]: ReplyValue };
export type ReplyValue = string | number | boolean | undefined | readonly ReplyValue[] | Reply;

/** One action of the API: what it takes, and what it does. */
export interface Action extends ParameterTable {
  readonly name: string;
  readonly version: string;
  /** Taken without a signature, for those who have no key yet. */
  readonly unsigned?: true;
  /** What a user can expect, for the coverage page. */
  readonly notes?: readonly string[];
  readonly run: (parameters: Parameters, world: World) => Reply;
}

export const ECS_VERSION = "2014-05-26";
export const STS_VERSION = "2015-04-01";
