import { type CheckContext, type Checked, checked } from "../rules/check";
import { tagKeyFaults } from "../rules/tag-keys";
import { imagePipelineExecutionSchema } from "./schema";

type Args = Record<string, unknown>;

/** Validates and normalizes an execution's declaration. Needs neither network nor credentials. */
export const check = (given: Args, context: CheckContext): Checked =>
  checked(
    { schema: imagePipelineExecutionSchema, rules: (args) => tagKeyFaults(args, ["tags"]), normalize },
    given,
    context,
  );

export const normalize = (args: Args): Args => ({
  waitForCompletion: true,
  timeoutMinutes: 180,
  deleteImageOnDestroy: false,
  ...args,
});
