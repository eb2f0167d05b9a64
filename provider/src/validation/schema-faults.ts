import type { z } from "zod/mini";
import { isUnknown } from "../values/unknown";
import type { Fault } from "./fault";
import { type Path, valueAt } from "./fault";
import { nearest, unknownArgument } from "./nearest";
import { characters } from "./text-rules";

type Issue = z.core.$ZodIssue;

/** All violations of a schema. Unknown values, and values inside them, are skipped; all others are checked. */
export function shapeFaults(schema: z.ZodMiniObject, args: Record<string, unknown>): Fault[] {
  const result = schema.safeParse(args, { reportInput: true });
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !isUnknown(valueAt(args, issue.path, isUnknown)))
    .flatMap((issue) => faultsOf(issue, namesAt(schema, issue.path)));
}

function faultsOf(issue: Issue, knownNames: readonly string[]): Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: unknownArgument(key, knownNames),
        isOfName: true,
      }));
    case "invalid_type":
      return [
        {
          path,
          message: `is ${kindOf(issue.input)}; it must be ${kindName(issue.expected)}.${issue.input === undefined ? " Set it." : ""}`,
        },
      ];
    case "invalid_union":
      return [{ path, message: `is ${kindOf(issue.input)}; it must be a string.` }];
    case "invalid_value":
      return [{ path, message: notOneOf(issue.input, issue.values.map(String)) }];
    default:
      return [{ path, message: issue.message }];
  }
}

function notOneOf(input: unknown, values: readonly string[]): string {
  const allowed = values.filter((value) => value !== "");
  const listed = allowed.join(", ");
  if (typeof input !== "string") return `is ${kindOf(input)}; it must be one of ${listed}.`;
  const meant = nearest(input, allowed);
  // A value close to an enumerated one may be quoted; any other value may be a secret.
  const shown = meant ? `"${input}"` : `a text of ${characters(input)} characters`;
  return `is ${shown}; it must be one of ${listed}.${meant ? ` Did you mean ${meant}?` : ""}`;
}

const KINDS: Record<string, string> = {
  record: "a map",
  object: "an object",
  array: "a list",
  string: "a string",
  boolean: "true or false",
  number: "a number",
  int: "a whole number",
};

const kindName = (expected: string): string => KINDS[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a string";
  return String(value);
}

/** The argument names that an object at this path can have, to suggest the nearest. */
function namesAt(schema: z.ZodMiniObject, path: Path): readonly string[] {
  let at: z.core.$ZodType | undefined = schema;
  for (const key of path) {
    const { shape, element } = definitionOf(at);
    at = shape ? shape[String(key)] : element;
  }
  return Object.keys(definitionOf(at).shape ?? {});
}

/** Of the three, an object, a list and an optional value have one each. */
interface Definition {
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
}

function definitionOf(schema: z.core.$ZodType | undefined): Definition {
  const definition = (schema?._zod.def ?? {}) as Definition;
  return definition.innerType ? definitionOf(definition.innerType) : definition;
}
