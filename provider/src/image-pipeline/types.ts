import type { Input, Output } from "@pulumi/pulumi";

/** A program may give any string where the values are enumerated: `check` says at preview which are allowed. */
type Loose<T> = [T] extends [string] ? (string extends T ? T : T | (string & {})) : T;

/** What a program may pass for a value of a schema: the value, or a promise or output of it, at any depth. */
export type InputOf<T> = [T] extends [readonly (infer Element)[]]
  ? Input<InputOf<Element>[]>
  : [T] extends [Record<string, unknown>]
    ? Input<InputsOf<T>>
    : Input<Loose<T>>;

export type InputsOf<T> = {
  [Name in keyof T]: InputOf<Exclude<T[Name], undefined>> | Extract<T[Name], undefined>;
};

export type OutputsOf<T> = { readonly [Name in keyof T]: Output<T[Name]> };
