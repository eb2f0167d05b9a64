import { type CheckContext, type Checked, checked } from "../../validation/check";
import { normalize } from "./normalize";
import { ruleFaults } from "./rules";

/** Validates and normalizes a declaration. Needs neither network nor credentials. */
export function check(given: Record<string, unknown>, context: CheckContext): Checked {
  // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
  const { imagePipelineSchema: schema } = require("../schemas") as typeof import("../schemas");
  return checked({ schema, rules: ruleFaults, normalize }, given, context);
}
