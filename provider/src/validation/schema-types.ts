import * as z from "zod";
import { byteLength, isTooLong, MAX_CONTENT_BYTES } from "../content/form";
import { isRegionId, NO_REGION_ID } from "../ecs/settings/region";
import { characters, counted, type TextRule, tagValueRule } from "./text-rules";

/* The building blocks of the resources' schemas. */

export const text = (rule: TextRule) =>
  z.string().superRefine((value, context) => {
    const message = rule(value);
    if (message) context.addIssue({ code: "custom", message });
  });

export const wholeNumber = (min: number, max: number, unit: string) =>
  z.number().superRefine((value, context) => {
    if (Number.isInteger(value) && value >= min && value <= max) return;
    context.addIssue({
      code: "custom",
      message: `is ${value}; it must be a whole number from ${min} to ${max} (${unit}).`,
    });
  });

/** Tags as a map. The rules for keys and their number are in rules.ts, because they apply while a value is unknown. */
export const tagMap = () => z.record(z.string(), text(tagValueRule));

export const content = () =>
  text((value) => {
    if (value.trim() === "") return "is empty. Leave it out, or give it at least one instruction.";
    if (isTooLong(value)) {
      return `is ${byteLength(value)} bytes of UTF-8; at most ${MAX_CONTENT_BYTES} are allowed. Shorten it, or move parts of it into image components (COMPONENT ic-…).`;
    }
    return undefined;
  });

/** Only digits: a 16-digit ID can exceed what a JavaScript number represents exactly. */
export const accountId = () =>
  z.union([z.string(), z.number()]).superRefine((value, context) => {
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
  });

export const regionId = () => text((value) => (isRegionId(value) ? undefined : NO_REGION_ID));

export function tooMany(input: unknown, max: number, what: string): string {
  const count = Array.isArray(input) ? input.length : 0;
  return `has ${count} entries; at most ${max} ${what} are allowed. Remove ${count - max}.`;
}
