import type { Input } from "@pulumi/pulumi";

/** Arguments of a lookup. Each value, and each element, may be an output of another resource. */
export type LookupInput<Args> = Input<
  Args extends (infer Element)[]
    ? LookupInput<Element>[]
    : Args extends object
      ? { [Name in keyof Args]: LookupInput<Args[Name]> }
      : Args
>;
