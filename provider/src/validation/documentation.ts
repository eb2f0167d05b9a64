import * as z from "zod";

/*
 * The documentation of the arguments, as data: each stands in the schema beside the rule that it describes, and
 * provider/scripts/generate-arguments.mjs writes the argument types and docs/arguments.md from it.
 */

/** What a rule says about itself. An argument with the rule has it in its documentation. */
export interface RuleDoc {
  /** Of a number, `GiB` for instance. */
  unit?: string;
  /** What is allowed, without the unit: a phrase, not a sentence. A function, since a check does not need the text. */
  limits?: () => string;
  /** The name of the enumeration, unique in the package, where Pulumi's languages have a type for it. */
  enumeration?: string;
}

export interface ArgumentDoc<Value = unknown> {
  /** What the argument is and does, in sentences. Markdown, as in every text here. */
  text: string;
  /** What is allowed, where the rule does not say all of it. */
  limits?: string;
  /** The constant that `normalize` fills in, so that an output always has a value. */
  default?: Value;
  /** What applies if the argument is omitted and no constant is filled in: a phrase, not a sentence. */
  otherwise?: string;
  /** An output always has a value, although no constant is filled in. */
  always?: true;
  /** Where the API documents the argument; undefined for an argument of this provider alone. */
  source?: string;
  /** What to use instead: a sentence. */
  deprecated?: string;
  /** A credential, which Pulumi stores encrypted wherever it comes from. */
  secret?: true;
}

/** By the schema of a rule. */
export const ruleDocs = z.registry<RuleDoc>();
/** By the schema of an argument, which is an instance of its own for each. */
export const argumentDocs = z.registry<ArgumentDoc>();

/** Tells the compiler that a schema is documented. It exists in types only. */
export interface Documented {
  readonly [documented]: true;
}
declare const documented: unique symbol;

export function required<Rule extends z.ZodType>(rule: Rule, doc: ArgumentDoc<z.input<Rule>>) {
  argumentDocs.add(rule, doc);
  return rule as Rule & Documented;
}

export const optional = <Rule extends z.ZodType>(rule: Rule, doc: ArgumentDoc<z.input<Rule>>) =>
  required(rule.optional(), doc);

/** An object with these arguments and no others. The compiler refuses one that is not documented. */
export const fields = <Shape extends Record<string, z.ZodType & Documented>>(shape: Shape) =>
  z.strictObject(shape);

/** A schema, with what its rule says about itself. */
export function ruled<Rule extends z.ZodType>(rule: Rule, doc: RuleDoc): Rule {
  ruleDocs.add(rule, doc);
  return rule;
}
