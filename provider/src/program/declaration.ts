import * as pulumi from "@pulumi/pulumi";
import { pathText } from "../validation/fault";
import { isOfType } from "./registration";
import { providerType } from "./tokens";

/*
 * Checks a declaration in the user's program for values that Pulumi would drop silently before `check`, or that would
 * make it fail with an internal error. The stack of an error starts at the user's line.
 */

/** What the option `provider` must be. */
export interface AProvider {
  /** The package of its resources. A provider of another package would be ignored. */
  package: string;
  /** In an error. */
  text: string;
}

type Class = abstract new (...args: never[]) => pulumi.Resource;

/** The parts of the messages that differ between classes. */
export interface Wording {
  /** The name of the class in a program. The bundler renames classes. */
  className: string;
  /** An argument as an example: `{ baseImageType: … }`. */
  example: string;
  provider: AProvider;
  /** What to use instead of Pulumi's option `import`, where there is no import. */
  insteadOfImport?: string;
}

/** Refuses invalid arguments. The compiler does not catch them in JavaScript, or if a value is `any`. */
export function requireDeclaration(
  type: Class,
  name: unknown,
  args: unknown,
  opts: unknown,
  { className, example, provider: aProvider, insteadOfImport }: Wording,
): void {
  const refuse = (what: string): never => {
    const error = new Error(`${className}${typeof name === "string" ? ` "${name}"` : ""}: ${what}`);
    Error.captureStackTrace(error, type);
    throw error;
  };
  if (typeof name !== "string" || name === "")
    refuse(
      `the resource name is ${kindOf(name)}; it must be a string that is unique among the resources of this type.`,
    );
  // An instance of the program's own class is accepted, because Pulumi passes its fields on. A Map has no fields.
  if (!isObject(args) || (!isPlainObject(args) && Object.keys(args).length === 0)) {
    refuse(
      `the arguments are ${kindOf(args)}; they must be an object: new ${className}("${name}", ${example}).`,
    );
  }
  for (const [key, value] of Object.entries(args as object)) {
    const odd = oddValue(value, [key], 1);
    if (odd) refuse(odd);
  }
  if (opts === undefined) return;
  if (!isObject(opts))
    refuse(`the options are ${kindOf(opts)}; they must be an object, such as { parent: … }, or omitted.`);
  const { parent, provider, import: imported } = opts as pulumi.CustomResourceOptions;
  if (parent !== undefined && !pulumi.Resource.isInstance(parent))
    refuse(`the option parent is ${kindOf(parent)}; it must be a resource of this program.`);
  const wrong = wrongProvider(provider, aProvider);
  if (wrong) refuse(wrong);
  if (imported !== undefined && insteadOfImport !== undefined)
    refuse(`the option import does not work with a dynamic provider. ${insteadOfImport}`);
}

/** What is wrong with the option `provider`, if it is set. */
export function wrongProvider(provider: unknown, wanted: AProvider): string | undefined {
  if (provider === undefined || isOfType(provider, providerType(wanted.package))) return undefined;
  const given = pulumi.ProviderResource.isInstance(provider)
    ? `a provider of the package ${packageOf(provider)}`
    : kindOf(provider);
  return `the option provider is ${given}; it must be ${wanted.text}.`;
}

const packageOf = (provider: object): string =>
  "__pulumiType" in provider ? String(provider.__pulumiType).slice(providerType("").length) : "";

/** No declaration is deeper; a value that contains itself has no end. */
const MAX_DEPTH = 32;

/** The first value that would not reach `check` unchanged. Outputs and promises are skipped: their values come later. */
function oddValue(value: unknown, path: readonly PropertyKey[], depth: number): string | undefined {
  if (typeof value !== "object" || value === null) {
    const remedy = REMEDIES[typeof value];
    return (
      remedy && `${pathText(path)} is ${kindOf(value)}, which Pulumi does not pass to the provider. ${remedy}`
    );
  }
  if (isToCome(value)) return undefined;
  if (!Array.isArray(value) && !isPlainObject(value)) {
    const remedy = pulumi.Resource.isInstance(value)
      ? "Use one of its outputs, for example its ID."
      : (REMEDIES[classOf(value) || "bare"] ??
        "Use a string, a number, true or false, a list or a plain object.");
    return `${pathText(path)} is ${kindOf(value)}, which Pulumi does not pass to the provider. ${remedy}`;
  }
  if (depth > MAX_DEPTH)
    return `${pathText(path.slice(0, 1))} is nested too deeply, or contains itself. Flatten it, or remove the cycle.`;
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    if (typeof one === "string") continue;
    const odd = oddValue(one, [...path, Array.isArray(value) ? Number(key) : key], depth + 1);
    if (odd) return odd;
  }
  return undefined;
}

const REMEDIES: Record<string, string | undefined> = {
  function: "Use its return value.",
  symbol: "Use a string.",
  bigint: "Convert it to a string: String(value).",
  Map: "Convert it to an object: Object.fromEntries(map).",
  Set: "Convert it to a list: [...set].",
  Date: "Convert it to a string: date.toISOString().",
  bare: "Copy it: { ...object }.",
  RegExp: "Convert it to a string: regExp.source.",
};

const isToCome = (value: object): boolean =>
  pulumi.Output.isInstance(value) || typeof (value as { then?: unknown }).then === "function";

const isObject = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !isToCome(value) &&
  !pulumi.Resource.isInstance(value);

/** A plain object, also of another realm. An object without a prototype makes Pulumi fail with a TypeError. */
function isPlainObject(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== null && Object.getPrototypeOf(prototype) === null;
}

const classOf = (value: object): string =>
  typeof value.constructor === "function" ? value.constructor.name : "";

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (value === "") return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object") return `a ${typeof value}`;
  if (pulumi.Output.isInstance(value)) return "an Output";
  if (typeof (value as { then?: unknown }).then === "function") return "a promise";
  if (pulumi.Resource.isInstance(value)) return "a resource";
  if (isPlainObject(value)) return "an object";
  return classOf(value) ? `an instance of ${classOf(value)}` : "an object without a prototype";
}
