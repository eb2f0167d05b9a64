import { unknownArgument } from "../validation/nearest";
import { counted } from "../validation/text-rules";

/**
 * Refuses an argument that does not exist: without a misspelt filter, a lookup finds too much. The compiler refuses it in
 * TypeScript only.
 *
 * @param known the names of all arguments; the compiler wants each of them.
 */
export function requireKnown<Args extends object>(
  lookup: string,
  args: Args,
  known: Record<keyof Args, true>,
): void {
  for (const [name, value] of Object.entries(args)) {
    if (Object.hasOwn(known, name) || value === undefined || value === null) continue;
    throw new Error(`${lookup}: ${name}: ${unknownArgument(name, Object.keys(known))}`);
  }
}

/** Newest first, then by ID, so that the order is stable. */
export function newestFirst<Item extends { createTime: string }>(
  items: Item[],
  idOf: (item: Item) => string,
): Item[] {
  return items.sort((a, b) => b.createTime.localeCompare(a.createTime) || idOf(a).localeCompare(idOf(b)));
}

/** The filter for a user's pattern, or an error if the pattern is invalid. */
export function nameFilter(nameRegex: string | undefined): (name: string) => boolean {
  if (nameRegex === undefined) return () => true;
  try {
    const pattern = new RegExp(withPlainEscapes(nameRegex), "u");
    return (name) => pattern.test(name);
  } catch {
    throw new Error(
      `nameRegex: is not a valid JavaScript regular expression (${counted(nameRegex.length, "character")}). Correct it; ` +
        "syntax that only Go has ((?i), \\A, \\z, [[:alpha:]]) is not supported.",
    );
  }
}

/**
 * Supports `web\-prod`, as written for `@pulumi/alicloud`, where a backslash may precede any punctuation character.
 * JavaScript refuses some of these with the flag `u`. Without the flag, it would treat `\A` as an A and find nothing.
 */
const withPlainEscapes = (pattern: string): string =>
  pattern.replace(/\\([\s\S])/g, (whole, sign: string) =>
    /[ !"#%&',:;<=>@_`~-]/.test(sign) ? `\\x${sign.charCodeAt(0).toString(16)}` : whole,
  );
