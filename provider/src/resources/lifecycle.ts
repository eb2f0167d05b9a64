import type { IsPlain } from "../validation/check";
import type { Changes } from "./change";

/**
 * The operations of every resource in this package. The names are those of Pulumi's protocol, but nothing here depends on
 * Pulumi: the dynamic provider (dynamic/adapter.ts) uses it, and any other server can.
 */
export interface Lifecycle {
  /**
   * Validates and normalizes a declaration, without network or credentials. Reasons start with a property path.
   *
   * @param isPlain whether the value at a path is known not to be secret. Without it, no free text is quoted.
   */
  check(inputs: Properties, isPlain?: IsPlain): { inputs: Properties; reasons: string[] };
  /** Compares the outputs in the state with checked inputs. The result groups arguments by the cost of their change. */
  diff(id: string, olds: Properties, news: Properties): Difference;
  /**
   * The outputs that a preview can know, with UNKNOWN for the others.
   *
   * @param current the existing resource, for an update.
   */
  planned(inputs: Properties, current?: { id: string; outputs: Properties }): Properties;
  create(inputs: Properties, operation?: Operation): Promise<{ id: string; outputs: Properties }>;
  /** The current resource, or undefined if it was deleted. */
  read(id: string, outputs: Properties): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  /** Makes the changes that diff returned as updates, of which there may be none. */
  update(
    id: string,
    olds: Properties,
    news: Properties,
    operation?: Operation,
  ): Promise<{ outputs: Properties }>;
  /** Deletes the resource. Succeeds if it does not exist. */
  delete(id: string, outputs: Properties, operation?: Operation): Promise<void>;
}

/** What the user asks of one operation. */
export interface Operation {
  /** The option `customTimeouts`. It applies in place of the resource's own timeout. */
  timeoutSeconds?: number | undefined;
}

export interface Difference extends Changes<string> {
  /** An update must continue unfinished work, even if no argument differs. */
  unfinished?: boolean;
}

export type Properties = Record<string, unknown>;

/** The resource exists, but not as declared. `outputs` is its actual state. */
export class PartialFailure extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly outputs: Properties,
  ) {
    super(message);
  }
}
