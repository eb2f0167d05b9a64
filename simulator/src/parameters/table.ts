/**
 * The parameters of an action, as a table.
 *
 * The tables check the requests, and the coverage page is generated from them.
 */

import type { CodeName } from "../codes.js";

/** What a value must be. `text` completes the sentence "it must be …". */
export interface Rule {
  readonly text: string;
  readonly accepts: (value: string) => boolean;
}

export interface Parameter {
  /** The wire name, with `N` for a list's index: `Tag.N.Key`. */
  readonly name: string;
  readonly rule?: Rule;
  /** Must be sent and not empty. A field of an entry (`Tag.N.Key`) must be sent with the entry, and may be empty. */
  readonly required?: boolean;
  /** The default, for the coverage page. */
  readonly byDefault?: string;
  /** The code of a value that breaks the rule; by default `InvalidParameter.<Parameter>`. */
  readonly code?: CodeName;
  /** The code of a required parameter that is missing; by default `MissingParameter`. */
  readonly missing?: CodeName;
}

export interface List {
  /** The wire name without index: `Tag`, `ImportImageOptions.DiskDeviceMappings`. */
  readonly name: string;
  readonly max?: number;
  /** The code of a list that is too long; by default `InvalidParameter.<List>`. */
  readonly tooLong?: CodeName;
  readonly required?: boolean;
  /** The code of a required list that is missing; by default `MissingParameter`. */
  readonly missing?: CodeName;
  /** The field whose value must differ from entry to entry. */
  readonly uniqueBy?: string;
  /** The code of two entries with the same value; by default `InvalidParameter.<List>.<Index>.<Field>`. */
  readonly repeated?: CodeName;
}

export interface ParameterTable {
  /** Where the rules come from, for the coverage page. */
  readonly source: string;
  readonly parameters: readonly Parameter[];
  readonly lists: readonly List[];
}

/** The name in the table of a name as sent; undefined when an index is not a plain positive number. */
export function tableName(sent: string): string | undefined {
  const segments = sent.split(".");
  if (segments.includes("N")) return undefined;
  return segments.map((segment) => (/^[1-9]\d{0,8}$/.test(segment) ? "N" : segment)).join(".");
}
