import { isUnset } from "../../values/maps";

/*
 * Maps the arguments of a resource to a request, and back from the service's description. Each resource has one table with
 * a field for every argument. A missing field, or one with a parameter that the API does not have, does not compile.
 */

/** One argument: how it is sent, and how it is read from a description. */
export interface Field<Value, Sent, Described> {
  send(value: Value): Sent;
  read(described: Described): Value | undefined;
}

export type Fields<Args, Sent, Described> = {
  readonly [Name in keyof Args]-?: Field<NonNullable<Args[Name]>, Sent, Described>;
};

/** An argument that has the same name in a request and in a description. */
export const same = <Name extends string>(name: Name) => ({
  send: <Value>(value: Value) => ({ [name]: value }) as Record<Name, Value>,
  read: <Value>(described: { [Key in Name]?: Value | undefined }): Value | undefined => described[name],
});

/** An argument that is an object, with its own table. */
export const nested = <Name extends string, Args extends object, Sent, Described>(
  name: Name,
  fields: Fields<Args, Sent, Described>,
) => ({
  send: (args: Args) => ({ [name]: sent(fields, args) }) as Record<Name, Sent>,
  read: (described: { [Key in Name]?: Described | undefined }): Partial<Args> | undefined => {
    const inner = described[name];
    return inner && read(fields, inner);
  },
});

/** The parameters of a request. */
export function sent<Args extends object, Sent, Described>(
  fields: Fields<Args, Sent, Described>,
  args: Args,
): Sent {
  const names = Object.keys(fields) as (keyof Args)[];
  const parts = names.map((name) => {
    const value = args[name];
    return value === undefined || value === null ? {} : fields[name].send(value);
  });
  return Object.assign({}, ...parts);
}

/** The arguments in a description, without missing values, empty lists and empty objects. */
export function read<Args extends object, Sent, Described>(
  fields: Fields<Args, Sent, Described>,
  described: Described,
): Partial<Args> {
  const names = Object.keys(fields) as (keyof Args)[];
  const values = names.map((name) => [name, fields[name].read(described)] as const);
  return Object.fromEntries(values.filter(([, value]) => !isUnset(value))) as Partial<Args>;
}
