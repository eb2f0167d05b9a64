import type { Rule } from "./table.js";

/**
 * Limits are in characters, not bytes or UTF-16 units: Chinese is allowed wherever English is
 * (docs/service.md, Limits and units).
 */
function within(value: string | readonly unknown[], min: number, max: number): boolean {
  const count = [...value].length;
  return count >= min && count <= max;
}

const hasUrlScheme = (value: string) => /https?:\/\//.test(value);

export function pattern(text: string, expression: RegExp): Rule {
  return { text, accepts: (value) => expression.test(value) };
}

export function oneOf(...values: readonly string[]): Rule {
  return { text: `one of ${values.join(", ")}`, accepts: (value) => values.includes(value) };
}

/** One or more of the values, separated by commas. */
export function anyOf(...values: readonly string[]): Rule {
  return {
    text: `one or more, separated by commas, of ${values.join(", ")}`,
    accepts: (value) => value.split(",").every((part) => values.includes(part)),
  };
}

/** The statuses, separated by commas, or ALL alone. */
export function anyStatus(...values: readonly string[]): Rule {
  const some = anyOf(...values);
  return {
    text: `${some.text}; or ALL alone`,
    accepts: (value) => value === "ALL" || some.accepts(value),
  };
}

export function jsonList(max: number): Rule {
  return {
    text: `a JSON array of 1 to ${max} texts`,
    accepts: (value) => {
      const list = parsed(value);
      return Array.isArray(list) && within(list, 1, max) && list.every((item) => typeof item === "string");
    },
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function integer(min: number, max: number): Rule {
  return {
    text: `a whole number, ${min} to ${max}`,
    accepts: (value) => /^(0|[1-9]\d{0,8})$/.test(value) && Number(value) >= min && Number(value) <= max,
  };
}

/** The official SDK for Python sends `True` and `False`. */
export const boolean: Rule = pattern("true or false, in any letter case", /^(true|false)$/i);

/** For a parameter that may be sent empty (docs/service.md, Import of an image file). */
export function orEmpty(rule: Rule): Rule {
  return { text: `${rule.text}, or empty`, accepts: (value) => value === "" || rule.accepts(value) };
}

/**
 * Names of pipelines and images (docs/service.md, Parameters of CreateImagePipeline). Their character set
 * leaves no room for `http://`.
 */
export function resourceName(max: number): Rule {
  return {
    text: `2 to ${max} characters: first a letter or a Chinese character, then letters, Chinese characters, digits and : _ . -`,
    accepts: (value) =>
      within(value, 2, max) && /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9:_.-]*$/u.test(value),
  };
}

/** As a name, but without the period, and with two forbidden beginnings (docs/service.md, Image options). */
export const imageFamily: Rule = {
  text: "2 to 128 characters: first a letter or a Chinese character, then letters, Chinese characters, digits and : _ -; not beginning with aliyun or acs:",
  accepts: (value) =>
    within(value, 2, 128) &&
    /^[A-Za-z\p{Script=Han}][A-Za-z\p{Script=Han}0-9:_-]*$/u.test(value) &&
    !/^(aliyun|acs:)/.test(value),
};

/** The family that ModifyImageAttribute takes: its page allows the period (API: ModifyImageAttribute). */
export const wideImageFamily: Rule = {
  text: "2 to 128 characters: first a letter or a Chinese character, then letters, Chinese characters, digits and : _ . -; not beginning with aliyun or acs:",
  accepts: (value) => resourceName(128).accepts(value) && !/^(aliyun|acs:)/.test(value),
};

/** A time in UTC without seconds (API: DescribeImages, Filter.N.Value). */
export const minute: Rule = {
  text: "a time of the form 2026-01-02T03:04Z",
  accepts: (value) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$/.test(value) && !Number.isNaN(Date.parse(value)),
};

export const description: Rule = {
  text: "2 to 256 characters, not beginning with http:// or https://",
  accepts: (value) => within(value, 2, 256) && !/^https?:\/\//.test(value),
};

export const tagKey: Rule = {
  text: "1 to 128 characters, not beginning with aliyun or acs:, without http:// and https://",
  accepts: (value) => within(value, 1, 128) && !/^(aliyun|acs:)/.test(value) && !hasUrlScheme(value),
};

/**
 * A pipeline's own tags: the creating action forbids `acs:` in values too (docs/service.md, Parameters of
 * CreateImagePipeline).
 */
export const createdTagValue: Rule = {
  text: "at most 128 characters, not beginning with acs:, without http:// and https://",
  accepts: (value) => within(value, 0, 128) && !value.startsWith("acs:") && !hasUrlScheme(value),
};

/** TagResources has no rule about `acs:` in values (docs/service.md, Tags). */
export const boundTagValue: Rule = {
  text: "at most 128 characters, without http:// and https://",
  accepts: (value) => within(value, 0, 128) && !hasUrlScheme(value),
};

/**
 * The API reference says KB without saying of what; the simulator takes 1,024 bytes of UTF-8
 * (docs/service.md, Limits and units).
 */
export const MAX_CONTENT_BYTES = 16_384;

export const content: Rule = {
  text: `at most ${MAX_CONTENT_BYTES} bytes of UTF-8`,
  accepts: (value) => Buffer.byteLength(value, "utf8") <= MAX_CONTENT_BYTES,
};

export const regionId: Rule = pattern("a region ID", /^[a-z]{2,}(-[a-z0-9]+)+$/);

/** IDs of public images can begin with anything, so no prefix is required (docs/service.md, Actions). */
export const identifier: Rule = pattern("an ID: not empty, without spaces", /^[^\s\p{Cc}]{1,256}$/u);

/**
 * The set of repair items grows, according to the reference: any word is accepted, also with the prefix `GUESTOS.`
 * (docs/service.md, Repair).
 */
export const word: Rule = pattern("a word: not empty, without white space", /^\S+$/);

export const version: Rule = pattern(
  "major.minor.patch, each a whole number",
  /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/,
);

/**
 * The reference says that one part can be a wildcard, and shows two of them elsewhere (docs/service.md, Build
 * content: commands).
 */
export const versionPattern: Rule = pattern(
  "major.minor.patch, each a whole number or *",
  /^(\*|0|[1-9]\d{0,8})(\.(\*|0|[1-9]\d{0,8})){2}$/,
);

/** From the texts of their error codes, and OSS's own rules (docs/service.md, Import of an image file). */
export const ossBucket: Rule = pattern(
  "3 to 63 lower-case letters, digits and dashes, no dash first or last",
  /^(?!-)[a-z0-9-]{3,63}(?<!-)$/,
);

export const ossObject: Rule = {
  text: "1 to 1023 bytes of UTF-8, beginning neither with a slash or backslash nor with http:// or https://",
  accepts: (value) =>
    Buffer.byteLength(value, "utf8") <= 1023 && value.trim() !== "" && !/^([/\\]|https?:\/\/)/.test(value),
};

export const accountId: Rule = pattern("an account ID: decimal digits", /^\d{1,20}$/);

/**
 * Empty counts as not sent: clients send the empty token of the last page back (docs/service.md,
 * DescribeImagePipelines).
 */
export const anything: Rule = { text: "any text", accepts: () => true };

export const clientToken: Rule = pattern("at most 64 ASCII characters", /^[\x20-\x7e]{0,64}$/);
