import { type CheckContext, type Checked, checked } from "../../validation/check";
import { tagKeyFaults } from "../../validation/tag-rules";
import { IDENTITY } from "./identity";
import { normalize } from "./normalize";

type Args = Record<string, unknown>;

/** Validates and normalizes an execution's declaration. Needs neither network nor credentials. */
export function check({ [IDENTITY]: identity, ...given }: Args, context: CheckContext): Checked {
  // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
  const { imagePipelineExecutionSchema: schema } = require("../schemas") as typeof import("../schemas");
  const rules = (args: Args) => tagKeyFaults(args, ["tags"]);
  const { inputs, reasons } = checked({ schema, rules, normalize }, given, context);
  return { inputs: identity === undefined ? inputs : { ...inputs, [IDENTITY]: identity }, reasons };
}
