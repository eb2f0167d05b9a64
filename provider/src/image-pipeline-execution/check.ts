import { type CheckContext, type Checked, checked } from "../rules/check";
import { tagKeyFaults } from "../rules/tag-keys";

type Args = Record<string, unknown>;

/** Validates and normalizes an execution's declaration. Needs neither network nor credentials. */
export function check(given: Args, context: CheckContext): Checked {
  // Loaded here and not above: zod takes long, and a refresh or a destroy does without it.
  const { imagePipelineExecutionSchema: schema } = require("../schemas") as typeof import("../schemas");
  return checked({ schema, rules: (args) => tagKeyFaults(args, ["tags"]), normalize }, given, context);
}

export const normalize = (args: Args): Args => ({
  waitForCompletion: true,
  timeoutMinutes: 180,
  deleteImageOnDestroy: false,
  ...args,
});
