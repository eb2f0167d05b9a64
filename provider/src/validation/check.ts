import type { z } from "zod";
import { noRegion } from "../ecs/settings/region";
import { withoutUnset, withUnsetMarked } from "../values/maps";
import { accidentFaults } from "./accidents";
import { type Fault, faultText, pathText } from "./fault";
import { shapeFaults } from "./schema-faults";

export interface Checked {
  /** The normalized declaration; if there are reasons, the given one. */
  inputs: Record<string, unknown>;
  /** All violations, each starting with its property path. Empty for a valid declaration. */
  reasons: string[];
}

/** The configuration that a check needs. */
export interface CheckContext {
  /** The default region; undefined if none is configured. */
  regionId?: string | undefined;
  /** Where a region can be given beside the declaration, for the error when there is none. */
  whereRegion: string;
}

interface ResourceRules {
  schema: z.ZodObject;
  /** The rules that the schema cannot express: across values, or about keys. */
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
    faults.unshift({ path: ["regionId"], message: noRegion(context.whereRegion) });
  }
  if (faults.length > 0) return { inputs: given, reasons: faults.map(faultText) };
  return { inputs: normalize(args), reasons: [] };
}
