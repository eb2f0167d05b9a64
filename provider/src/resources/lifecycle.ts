import type { Changes } from "./change";

/**
 * What every resource of this package can do, in the words of Pulumi's protocol but knowing nothing of Pulumi: the
 * dynamic provider (dynamic/adapter.ts) stands on this, and any other front door can.
 */
export interface Lifecycle {
  /** Validates and normalizes a declaration, without network or credentials. Reasons begin with a property path. */
  check(inputs: Properties): { inputs: Properties; reasons: string[] };
  /** What differs between the outputs in the state and checked inputs: the arguments, by what their change costs. */
  diff(id: string, olds: Properties, news: Properties): Difference;
  create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  /** What is there now, or undefined if it is gone. */
  read(id: string, outputs: Properties): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  /** Makes the changes that diff called updates; right also when there are none. */
  update(id: string, olds: Properties, news: Properties): Promise<{ outputs: Properties }>;
  /** Deletes it; already gone is done. */
  delete(id: string, outputs: Properties): Promise<void>;
}

export interface Difference extends Changes<string> {
  /** What was begun has to be gone on with by an update, also where no argument differs. */
  unfinished?: boolean;
}

export type Properties = Record<string, unknown>;

/** The resource exists, but not as declared: `outputs` is what is true of it now. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outputs: Properties,
  ) {
    super(message);
  }
}
