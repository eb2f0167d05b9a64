import type { z } from "zod";
import { isUnknown } from "../values/unknown";
import type { Fault } from "./fault";
import { type Path, valueAt } from "./fault";
import { nearest } from "./nearest";
import { characters } from "./text-rules";

type Issue = z.core.$ZodIssue;

/** All violations of a schema. Unknown values, and values inside them, are skipped; all others are checked. */
export function shapeFaults(schema: z.ZodObject, args: Record<string, unknown>): Fault[] {
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
        message: unknownName(key, knownNames),
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

function unknownName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `unknown argument.${near ? ` Did you mean ${near}?` : ""} Correct or remove it.`;
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
function namesAt(schema: z.ZodType, path: Path): readonly string[] {
  let at: unknown = schema;
  for (const key of path) at = inner(at, key);
  const shape = shapeOf(at);
  return shape ? Object.keys(shape) : [];
}

function inner(schema: unknown, key: PropertyKey): unknown {
  const shape = shapeOf(schema);
  if (shape) return shape[String(key)];
  return (unwrapped(schema) as { element?: unknown } | undefined)?.element;
}

const shapeOf = (schema: unknown): Record<string, unknown> | undefined =>
  (unwrapped(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;

function unwrapped(schema: unknown): unknown {
  let at = schema as { unwrap?: () => unknown } | undefined;
  while (at && typeof at.unwrap === "function" && !("element" in at)) at = at.unwrap() as typeof at;
  return at;
}
