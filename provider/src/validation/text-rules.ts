import { SERVICE_TAG_PREFIXES } from "../values/service-tags";

/**
 * Rules for free text. Each returns what is wrong, or undefined. Free text may be a secret, so it is never quoted: a
 * message gives its length, and the position and code of a character that is not allowed.
 */
export interface TextRule {
  (text: string): string | undefined;
  /** What the rule allows, for the documentation of an argument. */
  limits?: () => string;
}

const limited = (limits: () => string, rule: TextRule) => Object.assign(rule, { limits });

/** Documented limits count characters, not bytes: a Chinese character counts as one (docs/service.md, Limits and units). */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** `1 character`, `2 characters`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

const startsWithUrl = (text: string) => /^https?:\/\//.test(text);
const containsUrl = (text: string) => /https?:\/\//.test(text);

/** Reports the first fault only. */
export const firstOf = (...rules: TextRule[]) =>
  limited(
    () => [...new Set(rules.flatMap(({ limits }) => limits?.() ?? []))].join("; "),
    (text) => {
      for (const rule of rules) {
        const fault = rule(text);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
  );

export const length = (min: number, max: number) =>
  limited(
    () => `${min === 0 ? "up to" : `${min} to`} ${max} characters`,
    (text) => {
      const count = characters(text);
      if (count === 0 && min > 0)
        return `is empty; ${min} to ${max} characters are allowed. Leave it out or give it a value.`;
      if (count < min)
        return `is ${counted(count, "character")} long; ${min} to ${max} are allowed. Lengthen it.`;
      if (count > max) return `is ${count} characters long; ${min} to ${max} are allowed. Shorten it.`;
      return undefined;
    },
  );

export const notEmpty =
  (what: string): TextRule =>
  (text) =>
    text.trim() === "" ? `is empty; it must be ${what}. Leave it out or give it a value.` : undefined;

/** IDs and similar values. Their form is not documented, but whitespace in one, such as a line end from a file, is a mistake. */
export const oneWord =
  (what: string): TextRule =>
  (text) => {
    const empty = notEmpty(what)(text);
    if (empty) return empty;
    const blank = /\s/.exec(text);
    return blank
      ? `has ${described(blank[0])} at position ${characters(text.slice(0, blank.index)) + 1}; it must be ${what}, without whitespace. Remove it.`
      : undefined;
  };

const notStartingWithUrl = limited(
  () => "does not start with `http://` or `https://`",
  (text) =>
    startsWithUrl(text)
      ? "starts with http:// or https://, which is not allowed. Remove the prefix."
      : undefined,
);

const notContainingUrl = limited(
  () => "does not contain `http://` or `https://`",
  (text) =>
    containsUrl(text) ? "contains http:// or https://, which is not allowed. Remove it." : undefined,
);

/** The first character is an ASCII letter or a Chinese character; later ones may also be digits or some punctuation. */
const nameCharacters = (punctuation: string): TextRule =>
  limited(
    () =>
      `only letters, Chinese characters, digits and \`${marks(punctuation)}\`; starts with a letter or a Chinese character`,
    (text) => {
      const [first] = text;
      if (!/^[A-Za-z\p{Script=Han}]$/u.test(first ?? "")) {
        return `starts with ${described(first)}; the first character must be a letter (A-Z, a-z) or a Chinese character. Change the first character.`;
      }
      const odd = new RegExp(`[^A-Za-z0-9\\p{Script=Han}${punctuation}]`, "u").exec(text);
      if (!odd) return undefined;
      return `has ${described(odd[0])} at position ${characters(text.slice(0, odd.index)) + 1}; only letters, Chinese characters, digits and ${marks(punctuation)} are allowed. Replace it.`;
    },
  );

/** The characters of a pattern's class, separated by spaces. */
const marks = (punctuation: string): string => [...punctuation.replaceAll("\\", "")].join(" ");

/** A single character may be shown: it is enough to find the fault and too little to reveal a secret. */
function described(character: string | undefined): string {
  const code = character?.codePointAt(0) ?? 0;
  const name = new Map([
    [32, "a space"],
    [9, "a tab"],
    [10, "a line break"],
    [13, "a carriage return"],
  ]).get(code);
  if (name) return name;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character ?? "") ? `"${character}" (${point})` : point;
}

/**
 * Names of pipelines, components and images (docs/service.md, Parameters of CreateImagePipeline, Image options). The
 * characters are checked before the length, because that message helps more.
 */
export const nameRule = (max: number): TextRule => {
  const size = length(2, max);
  const notEmptyText: TextRule = (text) => (text === "" ? size(text) : undefined);
  return firstOf(limited(size.limits, notEmptyText), notStartingWithUrl, nameCharacters(":_.\\-"), size);
};

/** docs/service.md, Image options: unlike a name, it has no period and does not start with a prefix of the service. */
export const imageFamilyRule = firstOf(
  length(2, 128),
  notContainingUrl,
  reservedPrefix(...SERVICE_TAG_PREFIXES),
  nameCharacters(":_\\-"),
);

/** docs/service.md, Parameters of CreateImagePipeline, Image options: Description. */
export const descriptionRule = firstOf(length(2, 256), notStartingWithUrl);

/** docs/service.md, Parameters of CreateImagePipeline: Tag.N.Key. */
export const tagKeyRule = firstOf(length(1, 128), reservedPrefix(...SERVICE_TAG_PREFIXES), notContainingUrl);

/** docs/service.md, Parameters of CreateImagePipeline: Tag.N.Value. */
export const tagValueRule = firstOf(length(0, 128), reservedPrefix("acs:"), notContainingUrl);

/** docs/service.md, Import of an image file: OSSBucket. */
export const ossBucketRule = firstOf(
  oneWord("the name of an OSS bucket"),
  limited(
    () => "3 to 63 lower-case letters, digits and dashes, no dash first or last",
    (text) =>
      /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(text)
        ? undefined
        : `is not the name of an OSS bucket (${counted(characters(text), "character")}); it must be 3 to 63 lower-case letters, digits and dashes, with no dash first or last. Write the name alone, without oss:// and without a path.`,
  ),
);

/** docs/service.md, Import of an image file: OSSObject. OSS counts bytes. */
export const ossObjectRule = firstOf(
  notEmpty("the key of an OSS object"),
  limited(
    () => "up to 1,023 bytes of UTF-8, without `/`, `\\`, `http://` or `https://` at the beginning",
    (text) => {
      const bytes = Buffer.byteLength(text, "utf8");
      if (bytes > 1023) return `is ${bytes} bytes of UTF-8; at most 1023 are allowed. Rename the object.`;
      if (/^[/\\]/.test(text)) return "begins with a slash or backslash; no key does. Remove it.";
      return startsWithUrl(text)
        ? "begins with http:// or https://; it must be the key of the object in its bucket. Remove the part before the key."
        : undefined;
    },
  ),
);

function reservedPrefix(...prefixes: string[]): TextRule {
  const listed = () => prefixes.map((prefix) => `\`${prefix}\``).join(" or ");
  return limited(
    () => `does not start with ${listed()}`,
    (text) => {
      const found = prefixes.find((prefix) => text.startsWith(prefix));
      return found && `starts with "${found}", which is reserved for Alibaba Cloud. Use another prefix.`;
    },
  );
}
