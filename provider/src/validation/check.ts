import type { z } from "zod/mini";
import { noRegion } from "../ecs/settings/region";
import { withoutUnset, withUnsetMarked } from "../values/maps";
import { isUnknown } from "../values/unknown";
import { accidentFaults } from "./accidents";
import { type Fault, faultText, type Path, pathText, valueAt } from "./fault";
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
  /** Whether the value at a path is known not to be secret, so that an error may quote it. */
  isPlain?: IsPlain | undefined;
}

export type IsPlain = (path: Path) => boolean;

/** A longer value is not quoted; its path is enough to find it. */
const LONGEST_QUOTED = 100;

interface ResourceRules {
  schema: z.ZodMiniObject;
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
  if (faults.length > 0) {
    return { inputs: given, reasons: faults.map((fault) => faultText(fault) + quoted(args, fault, context)) };
  }
  return { inputs: normalize(args), reasons: [] };
}

/** The value of a fault, as a sentence, if it may be quoted. Of a content it is the line that the message names. */
function quoted(args: Record<string, unknown>, fault: Fault, { isPlain }: CheckContext): string {
  const { path, message, isOfName } = fault;
  if (isOfName || !isPlain?.(path)) return "";
  const value = valueAt(args, path, isUnknown);
  if (typeof value !== "string" || isUnknown(value)) return "";
  const lines = value.trimEnd().split(/\r\n?|\n/);
  const [, number] = lines.length > 1 ? (/\bline (\d+)\b/.exec(message) ?? []) : [];
  if (lines.length > 1 && number === undefined) return "";
  const text = number === undefined ? value : (lines[Number(number) - 1] ?? "").trim();
  const inQuotes = JSON.stringify(text);
  if (text.trim() === "" || text.length > LONGEST_QUOTED || message.includes(inQuotes)) return "";
  return number === undefined ? ` The value is ${inQuotes}.` : ` Line ${number} is ${inQuotes}.`;
}
