import type { Input } from "@pulumi/pulumi";

/** Arguments of a lookup, each of which, and each element of which, may be an output of another resource. */
export type LookupInput<Args> = Input<
  Args extends (infer Element)[]
    ? LookupInput<Element>[]
    : Args extends object
      ? { [Name in keyof Args]: LookupInput<Args[Name]> }
      : Args
>;

/** What every lookup can be narrowed by. */
export interface CommonFilters {
  /** Region to look in. Default: that of the stack configuration or the environment. */
  regionId?: string;
  /** IDs, any number of them. */
  ids?: string[];
  /**
   * A regular expression that some part of the name must match, in the syntax of JavaScript; as in that of Go, any
   * sign may stand behind a backslash (`web\\-prod`).
   */
  nameRegex?: string;
  /** Tags that must all be there; up to 20. */
  tags?: Record<string, string>;
}

/** Newest first; of two made at the same time, by ID, so that the order is always the same. */
export function newestFirst<Item extends { createTime: string }>(
  items: Item[],
  idOf: (item: Item) => string,
): Item[] {
  return items.sort((a, b) => b.createTime.localeCompare(a.createTime) || idOf(a).localeCompare(idOf(b)));
}

/** A pattern that a user gave, or why it is none. */
export function nameFilter(nameRegex: string | undefined): (name: string) => boolean {
  if (nameRegex === undefined) return () => true;
  try {
    const pattern = new RegExp(withPlainEscapes(nameRegex), "u");
    return (name) => pattern.test(name);
  } catch {
    throw new Error(
      `nameRegex: is not a valid JavaScript regular expression (${nameRegex.length} characters). Correct it; ` +
        "syntax that only Go has ((?i), \\A, \\z, [[:alpha:]]) is not supported.",
    );
  }
}

/**
 * `web\-prod`, as people write it for `@pulumi/alicloud`, where every sign may stand behind a backslash. JavaScript
 * refuses some of them with the flag `u`; without that flag it would take `\A` for an A, and find nothing.
 */
const withPlainEscapes = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (whole, sign: string) =>
    /[ !"#%&',:;<=>@_`~-]/.test(sign) ? `\\x${sign.charCodeAt(0).toString(16)}` : whole,
  );
