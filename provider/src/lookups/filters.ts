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
      `nameRegex: is not a valid JavaScript regular expression (${nameRegex.length} characters). Correct it; ` +
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
