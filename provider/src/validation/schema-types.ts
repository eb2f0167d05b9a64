import * as z from "zod/mini";
import { byteLength, isTooLong, MAX_CONTENT_BYTES } from "../content/form";
import { isRegionId, NO_REGION_ID } from "../ecs/settings/region";
import { ruled } from "./documentation";
import { MAX_TAGS } from "./tag-rules";
import { characters, counted, type TextRule, tagKeyRule, tagValueRule } from "./text-rules";

/* The building blocks of the resources' schemas. */

export const text = (rule: TextRule) => {
  const schema = z.string().check(
    z.superRefine((value, context) => {
      const message = rule(value);
      if (message) context.addIssue({ code: "custom", message });
    }),
  );
  const { limits } = rule;
  return limits ? ruled(schema, { limits }) : schema;
};

export const wholeNumber = (min: number, max: number, unit: string) => {
  const schema = z.number().check(
    z.superRefine((value, context) => {
      if (Number.isInteger(value) && value >= min && value <= max) return;
      context.addIssue({
        code: "custom",
        message: `is ${value}; it must be a whole number from ${min} to ${max} (${unit}).`,
      });
    }),
  );
  return ruled(schema, { limits: () => `whole number from ${min} to ${max}`, unit });
};

/** Tags as a map. The rules for keys and their number are in rules.ts, because they apply while a value is unknown. */
export const tagMap = () =>
  ruled(z.record(z.string(), text(tagValueRule)), {
    limits: () => `up to ${MAX_TAGS} tags. A key: ${tagKeyRule.limits()}. A value: ${tagValueRule.limits()}`,
  });

/** For a list that has limits as a whole: how many entries, and what they are called. */
export const list = <Entry extends z.ZodMiniType>(entry: Entry, max: number, what: string) =>
  ruled(z.array(entry).check(z.maxLength(max, { error: ({ input }) => tooMany(input, max, what) })), {
    limits: () => `up to ${max} ${what}`,
  });

/** @param name of the type in Pulumi's languages: `BaseImageType`. */
export const enumeration = <const Values extends readonly string[]>(name: string, values: Values) =>
  ruled(z.enum(values), { enumeration: name });

/** `up to 16,384 bytes of UTF-8` */
export const CONTENT_LIMITS = `up to ${String(MAX_CONTENT_BYTES).replace(/(?=\d{3}$)/, ",")} bytes of UTF-8`;

export const content = () => ruled(text(contentRule), { limits: () => CONTENT_LIMITS });

function contentRule(value: string): string | undefined {
  if (value.trim() === "") return "is empty. Leave it out, or give it at least one instruction.";
  if (isTooLong(value)) {
    return `is ${byteLength(value)} bytes of UTF-8; at most ${MAX_CONTENT_BYTES} are allowed. Shorten it, or move parts of it into image components (COMPONENT ic-…).`;
  }
  return undefined;
}

/** Only digits: a 16-digit ID can exceed what a JavaScript number represents exactly. */
export const accountId = () =>
  z.union([z.string(), z.number()]).check(
    z.superRefine((value, context) => {
      if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
        context.addIssue({
          code: "custom",
          message:
            'is a number that JavaScript cannot hold exactly. Write the account ID as a string: "1234567890123456".',
        });
      } else if (!/^\d{1,20}$/.test(String(value))) {
        context.addIssue({
          code: "custom",
          message: `is not an account ID (${counted(characters(String(value)), "character")}); it must contain only digits. Copy it from the account center.`,
        });
      }
    }),
  );

export const regionId = () => text((value) => (isRegionId(value) ? undefined : NO_REGION_ID));

function tooMany(input: unknown, max: number, what: string): string {
  const count = Array.isArray(input) ? input.length : 0;
  return `has ${count} entries; at most ${max} ${what} are allowed. Remove ${count - max}.`;
}
