import { faultText } from "../rules/fault";
import { shapeFaults } from "../rules/shape";
import { withoutUnset, withUnsetMarked } from "../rules/unset";
import { normalize } from "./normalize";
import { ruleFaults } from "./rules";
import { imagePipelineSchema } from "./schema";

export interface Checked {
  /** The normalized declaration, or the given one where there are reasons against it. */
  inputs: Record<string, unknown>;
  /** Every violation at once, each beginning with its property path. Empty for a valid declaration. */
  reasons: string[];
}

/**
 * Validates and normalizes a declaration. Needs neither network nor credentials.
 *
 * @param context.regionId the region that applies when the declaration names none; undefined if none was found.
 * @param context.whereRegion where a region can be given, for the error when there is none.
 */
export function check(
  given: Record<string, unknown>,
  context: { regionId?: string | undefined; whereRegion?: string },
): Checked {
  const named = { ...given, regionId: given["regionId"] ?? context.regionId };
  const args = withoutUnset(named);
  const faults = [...shapeFaults(imagePipelineSchema, withUnsetMarked(named)), ...ruleFaults(args)];
  if (args.regionId === undefined) {
    const where = context.whereRegion ?? "the argument regionId, configuration alicloud:region";
    faults.unshift({
      path: ["regionId"],
      message: `no region is given. Looked in, without finding one: ${where}. Set one of them.`,
    });
  }
  if (faults.length > 0) return { inputs: given, reasons: faults.map(faultText) };
  return { inputs: normalize(args), reasons: [] };
}
