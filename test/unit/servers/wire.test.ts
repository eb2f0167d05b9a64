import * as fc from "fast-check";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  annotated,
  containsSecret,
  decoded,
  encoded,
  plain,
  Secret,
} from "../../../provider/src/servers/plugin/wire";
import { UNKNOWN } from "../../../provider/src/values/unknown";

type Fields = Record<string, unknown>;

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const signed = (signature: string, fields: Fields) => ({ [SIGNATURE]: signature, ...fields });
const secretOnWire = (value: unknown) => signed("1b47061264138c4ac30d75fd1eb44270", { value });
const outputOnWire = (fields: Fields) => signed("d0e6a833031e9bbcd3f4e8bde6ca49a4", fields);

const structOf = (fields: Fields) => Struct.fromJavaScript(fields as Record<string, JavaScriptValue>);
const decodedFrom = (fields: Fields) => decoded(structOf(fields));

/** Keys that protobuf's JavaScript can hold. */
const keys = fc.string().filter((key) => key !== "__proto__" && key !== SIGNATURE);
const leaves = fc.oneof(
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
  fc.constant(UNKNOWN),
);
const { value: plainValues } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaves,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
/** Values in which some are secret; a secret contains no other. */
const { value: markedValues } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaves,
    plainValues.map((value) => new Secret(value)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const properties = fc.dictionary(keys, markedValues, { maxKeys: 6, noNullPrototype: true });
const plainProperties = fc.dictionary(keys, plainValues, { maxKeys: 6, noNullPrototype: true });

test("any properties arrive as they were sent: texts, numbers, nothing, unknown and secret values, at any depth", () => {
  fc.assert(
    fc.property(properties, (given) => {
      const wire = Struct.deserializeBinary(encoded(given).serializeBinary());
      expect(decoded(wire)).toEqual(given);
    }),
  );
});

test("what is undefined does not arrive, and leaves its place in a list empty", () => {
  expect(decoded(encoded({ a: undefined, b: { c: undefined }, d: [1, undefined] }))).toEqual({
    b: {},
    d: [1, null],
  });
});

test.each([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
])("%s is one of the engine's seven unknown values, also in a list and in a secret", (unknown) => {
  expect(decodedFrom({ a: unknown, b: [unknown], c: secretOnWire(unknown) })).toEqual({
    a: UNKNOWN,
    b: [UNKNOWN],
    c: new Secret(UNKNOWN),
  });
});

test.each<[string, unknown, unknown]>([
  ["a known output", outputOnWire({ value: "a", dependencies: ["urn"] }), "a"],
  ["a secret output", outputOnWire({ value: { b: 1 }, secret: true }), new Secret({ b: 1 })],
  ["an unknown output", outputOnWire({}), UNKNOWN],
  ["a secret unknown output", outputOnWire({ secret: true }), new Secret(UNKNOWN)],
  ["a secret in a secret", secretOnWire({ a: secretOnWire("b") }), new Secret({ a: "b" })],
  ["a resource by its ID", signed("5cf8f73096256a8f31e491e813e4eb8e", { urn: "urn", id: "ip-1" }), "ip-1"],
  ["a resource without an ID", signed("5cf8f73096256a8f31e491e813e4eb8e", { urn: "urn" }), "urn"],
])("%s", (_, wire, value) => {
  expect(decodedFrom({ value: wire })).toEqual({ value });
});

test.each([
  ["an asset", signed("c44067f5952c0a294b673a41bacd8c17", { path: "a.txt" })],
  ["an archive", signed("0def7320c3a5731c473e5ecbe6d01bc7", { path: "a.zip" })],
])("%s is refused, with its place and what to do", (_, wire) => {
  expect(() => decodedFrom({ list: [{ content: wire }] })).toThrow(
    "list[0].content: is an asset or an archive, which this argument does not take. Read the file in the program, and give its text.",
  );
});

test("a kind of value that only a later engine knows is refused", () => {
  expect(() => decodedFrom({ a: signed("ffff", { value: "secret-text" }) })).toThrow(
    "a: is a value of a kind that this release does not know. Give a text, a number, true or false, a list or a map.",
  );
});

/** The engine's own rule, written as it is there (annotateSecrets in provider_plugin.go), on values on the wire. */
function asTheEngineAnnotates(outs: Fields, ins: Fields): Fields {
  const result = { ...outs };
  const isObject = (value: unknown): value is Fields =>
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Secret);
  for (const [key, twin] of Object.entries(ins)) {
    if (!Object.hasOwn(outs, key)) continue;
    const value = outs[key];
    if (isObject(value) && isObject(twin)) result[key] = asTheEngineAnnotates(value, twin);
    else if (!(value instanceof Secret) && containsSecret(twin)) result[key] = new Secret(plain(value));
  }
  return result;
}

test("outputs are marked as the engine marks them for a provider that takes no secrets", () => {
  fc.assert(
    fc.property(plainProperties, properties, (outs, ins) => {
      expect(annotated(outs, ins)).toEqual(asTheEngineAnnotates(outs, ins));
    }),
  );
  expect(
    annotated(
      { a: { b: "x", c: "y" }, d: ["p", "q"], e: "z" },
      { a: { b: new Secret("x") }, d: [new Secret("q")] },
    ),
  ).toEqual({
    a: { b: new Secret("x"), c: "y" },
    d: new Secret(["p", "q"]),
    e: "z",
  });
});

test("without its marks, a value is the one that was declared, and no secret is left", () => {
  fc.assert(
    fc.property(properties, plainProperties, (marked, outs) => {
      expect(containsSecret(plain(marked))).toBe(false);
      expect(plain(annotated(outs, marked))).toEqual(outs);
    }),
  );
});
