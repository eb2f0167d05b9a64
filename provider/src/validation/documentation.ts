import * as z from "zod/mini";

/*
 * The documentation of the arguments, as data. Each text is in the schema, next to the rule that it describes.
 * provider/scripts/generate-arguments.mjs writes the argument types and docs/arguments.md from it.
 */

/** The documentation of a rule, which every argument with this rule shows. */
export interface RuleDoc {
  /** The unit of a number, such as `GiB`. */
  unit?: string;
  /** The allowed values, without the unit: a phrase, not a sentence. A function, because a check does not need the text. */
  limits?: () => string;
  /** The name of the enumeration, unique in the package, where Pulumi's languages have a type for it. */
  enumeration?: string;
}

export interface ArgumentDoc<Value = unknown> {
  /** What the argument is and does, in sentences. All texts are Markdown. */
  text: string;
  /** The allowed values, if the rule does not cover all of them. */
  limits?: string;
  /** The constant that `normalize` fills in, so that an output always has a value. */
  default?: Value;
  /** What applies if the argument is omitted and no constant is filled in: a phrase, not a sentence. */
  otherwise?: string;
  /** The output always has a value, although no constant is filled in. */
  always?: true;
  /** Where the API documents the argument; undefined for an argument of this provider alone. */
  source?: string;
  /** What to use instead: a sentence. */
  deprecated?: string;
  /** A credential, which Pulumi stores encrypted wherever it comes from. */
  secret?: true;
}

/** The documentation of each rule, by its schema. */
export const ruleDocs = z.registry<RuleDoc>();
/** The documentation of each argument, by its schema: every argument has its own instance. */
export const argumentDocs = z.registry<ArgumentDoc>();

/** Marks a schema as documented for the compiler. It exists only in types. */
export interface Documented {
  readonly [documented]: true;
}
declare const documented: unique symbol;

export function required<Rule extends z.ZodMiniType>(rule: Rule, doc: ArgumentDoc<z.input<Rule>>) {
  argumentDocs.add(rule, doc);
  return rule as Rule & Documented;
}

export const optional = <Rule extends z.ZodMiniType>(rule: Rule, doc: ArgumentDoc<z.input<Rule>>) =>
  required<z.ZodMiniOptional<Rule>>(z.optional(rule), doc);

/** An object with these arguments and no others. The compiler refuses one that is not documented. */
export const fields = <Shape extends Record<string, z.ZodMiniType & Documented>>(shape: Shape) =>
  z.strictObject(shape);

/** Registers the documentation of a rule. */
export function ruled<Rule extends z.ZodMiniType>(rule: Rule, doc: RuleDoc): Rule {
  ruleDocs.add(rule, doc);
  return rule;
}
