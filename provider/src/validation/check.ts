import type { z } from "zod";
import { withoutUnset, withUnsetMarked } from "../values/maps";
import { accidentFaults } from "./accidents";
import { type Fault, faultText, pathText } from "./fault";
import { shapeFaults } from "./schema-faults";

export interface Checked {
  /** The normalized declaration, or the given one where there are reasons against it. */
  inputs: Record<string, unknown>;
  /** Every violation at once, each beginning with its property path. Empty for a valid declaration. */
  reasons: string[];
}

/** What of the configuration a check needs. */
export interface CheckContext {
  /** The region that applies when the declaration names none; undefined if none was found. */
  regionId?: string | undefined;
  /** Where a region can be given, for the error when there is none. */
  whereRegion?: string;
}

interface ResourceRules {
  schema: z.ZodObject;
  /** The rules that need more than one value, or more than a value's own text. */
  rules(args: Record<string, unknown>): Fault[];
  normalize(args: Record<string, unknown>): Record<string, unknown>;
}

/** Validates and normalizes a declaration. Needs neither network nor credentials. */
export function checked(
  { schema, rules, normalize }: ResourceRules,
  given: Record<string, unknown>,
  context: CheckContext,
): Checked {
  const named = { ...given, regionId: given["regionId"] ?? context.regionId };
  const args = withoutUnset(named);
  const accidents = accidentFaults(args);
  const explained = accidents.map(({ path }) => pathText(path));
  const isExplained = (path: string) =>
    explained.some((known) => path === known || path.startsWith(`${known}[`) || path.startsWith(`${known}.`));
  const others = [...shapeFaults(schema, withUnsetMarked(named)), ...rules(args)];
  const faults = [...accidents, ...others.filter(({ path }) => !isExplained(pathText(path)))];
  if (args.regionId === undefined) {
    const where = context.whereRegion ?? "the argument regionId, configuration alicloud:region";
    const message = `no region is given. Looked in, without finding one: ${where}. Set one of them.`;
    faults.unshift({ path: ["regionId"], message });
  }
  if (faults.length > 0) return { inputs: given, reasons: faults.map(faultText) };
  return { inputs: normalize(args), reasons: [] };
}
