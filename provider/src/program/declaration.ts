import * as pulumi from "@pulumi/pulumi";
import { pathText } from "../validation/fault";

/*
 * What a declaration is looked through for in the user's program, since Pulumi would drop it without a word on the way to
 * `check`, or end with an error from its inside. What is thrown here has its stack begin at the user's line.
 */

type Class = abstract new (...args: never[]) => pulumi.CustomResource;

/** What is said of a class. */
export interface Wording {
  /** The class as a program names it. The bundler gives classes other names. */
  className: string;
  /** An argument as an example: `{ baseImageType: … }`. */
  example: string;
  /** To somebody who wants to take over what exists with Pulumi's option `import`. */
  insteadOfImport: string;
}

/** Refuses what no declaration can be made of: in JavaScript, and where a value is an `any`, the compiler does not. */
export function requireDeclaration(
  type: Class,
  name: unknown,
  args: unknown,
  opts: unknown,
  { className, example, insteadOfImport }: Wording,
): void {
  const refuse = (what: string): never => {
    const error = new Error(`${className}${typeof name === "string" ? ` "${name}"` : ""}: ${what}`);
    Error.captureStackTrace(error, type);
    throw error;
  };
  if (typeof name !== "string" || name === "")
    refuse(`its name is ${kindOf(name)}; it must be a text that is unique among the resources of this type.`);
  // An instance of a program's own class will do, for what it holds is passed on; a Map or an empty one holds nothing.
  if (!isObject(args) || (!isPlainObject(args) && Object.keys(args).length === 0)) {
    refuse(
      `its arguments are ${kindOf(args)}; they must be an object: new ${className}("${name}", ${example}).`,
    );
  }
  for (const [key, value] of Object.entries(args as object)) {
    const odd = oddValue(value, [key], 1);
    if (odd) refuse(odd);
  }
  if (opts === undefined) return;
  if (!isObject(opts))
    refuse(`its options are ${kindOf(opts)}; they must be an object, such as { parent: … }, or be left out.`);
  const { parent, provider, import: imported } = opts as pulumi.CustomResourceOptions;
  if (parent !== undefined && !pulumi.Resource.isInstance(parent))
    refuse(`the option parent is ${kindOf(parent)}; it must be a resource of this program.`);
  if (provider !== undefined && !pulumi.ProviderResource.isInstance(provider)) {
    refuse(
      `the option provider is ${kindOf(provider)}; it must be a provider resource of the package pulumi-nodejs (docs/configuration.md).`,
    );
  }
  if (imported !== undefined)
    refuse(`the option import does not work with a dynamic provider. ${insteadOfImport}`);
}

/** Deeper than any declaration; a value that holds itself has no end. */
const MAX_DEPTH = 32;

/** The first value that does not reach `check` as it is. Outputs and promises are left alone: their values come later. */
function oddValue(value: unknown, path: readonly PropertyKey[], depth: number): string | undefined {
  if (typeof value !== "object" || value === null) {
    const remedy = REMEDIES[typeof value];
    return remedy && `${pathText(path)} is ${kindOf(value)}, which Pulumi does not pass on. ${remedy}`;
  }
  if (isToCome(value)) return undefined;
  if (!Array.isArray(value) && !isPlainObject(value)) {
    const remedy = pulumi.Resource.isInstance(value)
      ? "Give one of its outputs: its ID, for one."
      : (REMEDIES[classOf(value) || "bare"] ??
        "Give a text, a number, true or false, a list or a plain object.");
    return `${pathText(path)} is ${kindOf(value)}, which Pulumi does not pass on. ${remedy}`;
  }
  if (depth > MAX_DEPTH) return `${pathText(path.slice(0, 1))} is nested too deep, or holds itself.`;
  for (const key of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[key];
    if (typeof one === "string") continue;
    const odd = oddValue(one, [...path, Array.isArray(value) ? Number(key) : key], depth + 1);
    if (odd) return odd;
  }
  return undefined;
}

const REMEDIES: Record<string, string | undefined> = {
  function: "Give what it returns.",
  symbol: "Give a text.",
  bigint: "Give it as a text: String(value).",
  Map: "Give it as an object: Object.fromEntries(map).",
  Set: "Give it as a list: [...set].",
  Date: "Give it as a text: date.toISOString().",
  bare: "Give a copy of it: { ...object }.",
  RegExp: "Give it as a text: regExp.source.",
};

const isToCome = (value: object): boolean =>
  pulumi.Output.isInstance(value) || typeof (value as { then?: unknown }).then === "function";

const isObject = (value: unknown): value is object =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !isToCome(value) &&
  !pulumi.Resource.isInstance(value);

/** An object as it is written in a program, also of another realm. One without a prototype ends Pulumi with a TypeError. */
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
