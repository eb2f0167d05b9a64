import type { Builds } from "../builds.js";
import type { Caller } from "../model/access-keys.js";
import type { Clock } from "../model/clock.js";
import type { Store } from "../model/store.js";
import type { Parameters } from "../parameters/read.js";
import type { ParameterTable } from "../parameters/table.js";

/** What an action needs besides its parameters. */
export interface World {
  readonly store: Store;
  readonly clock: Clock;
  readonly caller: Caller;
  /** Milliseconds since 1970, whatever the simulated clock shows. */
  readonly realTime: () => number;
  /** Runs builds, where the simulator was started with --run-builds. */
  readonly builds?: Builds;
}

/** The fields of an answer without RequestId. Undefined fields are left out. */
export type Reply = { readonly [name: string]: ReplyValue };
export type ReplyValue = string | number | boolean | undefined | readonly ReplyValue[] | Reply;

/** One action of the API: its parameters, and what it does. */
export interface Action extends ParameterTable {
  readonly name: string;
  readonly version: string;
  /** Accepted without a signature, for callers that have no key yet. */
  readonly unsigned?: true;
  /** What the simulator does, for the coverage page. */
  readonly notes?: readonly string[];
  readonly run: (parameters: Parameters, world: World) => Reply;
}

export const ECS_VERSION = "2014-05-26";
export const STS_VERSION = "2015-04-01";
