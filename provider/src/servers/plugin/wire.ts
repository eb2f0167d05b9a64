import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../../resources/lifecycle";
import { pathText } from "../../validation/fault";
import { isMap } from "../../values/maps";
import { UNKNOWN } from "../../values/unknown";

/*
 * Properties as the engine sends them, in protobuf's Struct. The values that JSON lacks are objects with a signature, and
 * the unknown ones are texts: pulumi/sdk/go/common/resource/plugin/rpc.go.
 */

/** A secret value. It is the only class among properties. It never contains another secret. */
export class Secret {
  constructor(readonly value: unknown) {}
}

/** A value that a declaration cannot contain. The message starts with its path. */
export class Refused extends Error {}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSETS = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];

/** An unknown string, boolean, number, list, asset, archive and object. */
const UNKNOWNS = [
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** Properties with secrets marked, and unknown values as UNKNOWN. */
export const decoded = (struct: Struct | undefined): Properties =>
  struct ? (mapIn(struct, []) as Properties) : {};

function valueIn(value: Value, path: readonly PropertyKey[]): unknown {
  switch (value.getKindCase()) {
    case Value.KindCase.STRING_VALUE: {
      const text = value.getStringValue();
      return UNKNOWNS.includes(text) ? UNKNOWN : text;
    }
    case Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.LIST_VALUE:
      return (value.getListValue()?.getValuesList() ?? []).map((item, index) =>
        valueIn(item, [...path, index]),
      );
    case Value.KindCase.STRUCT_VALUE:
      return mapIn(value.getStructValue() ?? new Struct(), path);
    default:
      return null;
  }
}

function mapIn(struct: Struct, path: readonly PropertyKey[]): unknown {
  const fields = struct.getFieldsMap();
  switch (fields.get(SIGNATURE)?.getStringValue()) {
    case undefined:
      return entries(fields, (value, key) => valueIn(value, [...path, key]));
    case SECRET:
      return secret(valueIn(fields.get("value") ?? new Value(), path));
    case OUTPUT: {
      const held = fields.get("value");
      const value = held ? valueIn(held, path) : UNKNOWN;
      return fields.get("secret")?.getBoolValue() ? secret(value) : value;
    }
    case RESOURCE:
      return fields.get("id")?.getStringValue() || fields.get("urn")?.getStringValue();
    case ASSETS[0]:
    case ASSETS[1]:
      throw new Refused(
        `${pathText(path)}: is an asset or an archive, which this argument does not take. Read the file in the program, and give its text.`,
      );
    default:
      throw new Refused(
        `${pathText(path)}: is a value of a kind that this release does not know. Give a text, a number, true or false, a list or a map.`,
      );
  }
}

function entries(fields: ReturnType<Struct["getFieldsMap"]>, read: (value: Value, key: string) => unknown) {
  const found: [string, unknown][] = [];
  fields.forEach((value, key) => {
    found.push([key, read(value, key)]);
  });
  return Object.fromEntries(found);
}

const secret = (value: unknown): Secret => new Secret(plain(value));

/** Properties for the engine. Undefined values are left out. */
export function encoded(properties: Properties): Struct {
  const struct = new Struct();
  const fields = struct.getFieldsMap();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) fields.set(key, wireValue(value));
  }
  return struct;
}

function wireValue(value: unknown): Value {
  const wire = new Value();
  if (value instanceof Secret) {
    wire.setStructValue(encoded({ [SIGNATURE]: SECRET, value: value.value ?? null }));
  } else if (typeof value === "string") wire.setStringValue(value);
  else if (typeof value === "number") wire.setNumberValue(value);
  else if (typeof value === "boolean") wire.setBoolValue(value);
  else if (Array.isArray(value)) {
    const list = new ListValue();
    list.setValuesList(value.map(wireValue));
    wire.setListValue(list);
  } else if (isMap(value)) wire.setStructValue(encoded(value));
  else wire.setNullValue(NullValue.NULL_VALUE);
  return wire;
}

/** A value without the marks of secrets, as the lifecycles take it. */
export function plain<Given>(value: Given): Given;
export function plain(value: unknown): unknown {
  if (value instanceof Secret) return value.value;
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** Whether a value is secret, or contains a secret at any depth. */
export function containsSecret(value: unknown): boolean {
  if (value instanceof Secret) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(containsSecret);
}

/**
 * Marks what stands at the path of a secret, as the engine does for a provider that accepts no secrets
 * (`annotateSecrets`): a map field by field, and anything else as a whole, also a list in which one element is secret.
 */
export function annotated(properties: Properties, like: Properties): Properties {
  const marked = Object.entries(properties).map(([key, value]) => {
    const twin = like[key];
    if (isMap(value) && isMap(twin) && !(value instanceof Secret) && !(twin instanceof Secret)) {
      return [key, annotated(value, twin)] as const;
    }
    const hidden = containsSecret(twin) && !(value instanceof Secret) && value !== undefined;
    return [key, hidden ? new Secret(plain(value)) : value] as const;
  });
  return Object.fromEntries(marked);
}

/** Whether the value at a path is secret, is part of a secret, or contains one. */
export function isSecretAt(properties: Properties, path: readonly PropertyKey[]): boolean {
  let value: unknown = properties;
  for (const key of path) {
    if (value instanceof Secret) return true;
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }
  return containsSecret(value);
}
