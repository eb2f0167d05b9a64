// What the schemas of the resources say of their arguments, as plain data, for everything that is written from them. It
// runs the sources and needs no build.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");

/**
 * The type of a value. A nested object has `fields`, a list has `element`, and an enumerated string has `values`.
 *
 * @typedef {object} Shape
 * @property {"string" | "number" | "boolean" | "any" | "map" | "list" | "object"} kind a map is one of strings
 * @property {string[]} [values]
 * @property {boolean} [orNumber] a number stands for the string of its digits
 * @property {Shape} [element]
 * @property {Argument[]} [fields]
 */

/** @typedef {import("../src/validation/documentation.js").ArgumentDoc & { unit?: string }} ArgumentDoc */
/** @typedef {Shape & { name: string, path: string, required: boolean, doc: ArgumentDoc }} Argument */
/** @typedef {import("zod").core.$ZodTypes} Schema */

const { schemas, argumentDocs, ruleDocs } = await load();

/** The arguments of every resource, by the name of its schema. @type {Record<string, Argument[]>} */
export const schemaArguments = Object.fromEntries(
  Object.entries(schemas).map(([name, schema]) => [name, shapeOf(schema, "").fields ?? []]),
);

async function load() {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * as schemas from "./resources/schemas"; export * from "./validation/documentation";',
      resolveDir: source,
    },
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  const text = Buffer.from(outputFiles[0]?.contents ?? "").toString("base64");
  /** @type {typeof import("../src/validation/documentation.js") & { schemas: Record<string, Schema> }} */
  const module = await import(`data:text/javascript;base64,${text}`);
  return module;
}

/** @param {Schema} schema @param {string} path @returns {Shape} */
function shapeOf(schema, path) {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
      return { kind: def.type };
    case "unknown":
      return { kind: "any" };
    case "enum":
      return { kind: "string", values: Object.values(def.entries).map(String) };
    case "union":
      if (typesOf(def.options) === "string,number") return { kind: "string", orNumber: true };
      break;
    case "record":
      if (typesOf([def.keyType, def.valueType]) === "string,string") return { kind: "map" };
      break;
    case "array":
      return { kind: "list", element: shapeOf(/** @type {Schema} */ (def.element), `${path}[]`) };
    case "object":
      return {
        kind: "object",
        fields: Object.entries(def.shape).map(([name, field]) =>
          argument(name, /** @type {Schema} */ (field), path),
        ),
      };
  }
  throw new Error(`${path}: a ${def.type} of this kind is not known here`);
}

function typesOf(/** @type {readonly import("zod").core.$ZodType[]} */ all) {
  return all.map(({ _zod }) => _zod.def.type).join();
}

/** @param {string} name @param {Schema} schema @param {string} parent @returns {Argument} */
function argument(name, schema, parent) {
  const path = parent === "" ? name : `${parent}.${name}`;
  const doc = argumentDocs.get(schema);
  if (!doc) throw new Error(`${path} has no documentation in schema.ts`);
  const { def } = schema._zod;
  const optional = def.type === "optional";
  const rule = optional ? /** @type {Schema} */ (def.innerType) : schema;
  const { limits, ...others } = ruleDocs.get(rule) ?? {};
  const said = { ...others, ...(limits && { limits: limits() }) };
  return { name, path, required: !optional, ...shapeOf(rule, path), doc: { ...said, ...doc } };
}
