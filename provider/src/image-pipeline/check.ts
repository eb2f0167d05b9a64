import { type CheckContext, type Checked, checked } from "../rules/check";
import { normalize } from "./normalize";
import { ruleFaults } from "./rules";
import { imagePipelineSchema } from "./schema";

/** Validates and normalizes a declaration. Needs neither network nor credentials. */
export const check = (given: Record<string, unknown>, context: CheckContext): Checked =>
  checked({ schema: imagePipelineSchema, rules: ruleFaults, normalize }, given, context);
