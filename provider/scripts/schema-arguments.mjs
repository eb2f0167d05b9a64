// What the schemas say of the arguments and outputs of the resources, of the lookups and of the provider, as plain data,
// for everything that is written from them. It runs the sources and needs no build.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "../src");

/**
 * The type of a value. A nested object has `fields` and the `name` of its type, a list has `element`, and an enumerated
 * string has `values` and the name of its `enumeration`.
 *
 * @typedef {object} Shape
 * @property {"string" | "number" | "boolean" | "any" | "map" | "list" | "object"} kind a map is one of strings, or of lists of strings
 * @property {string[]} [values]
 * @property {string} [enumeration]
 * @property {string} [name]
 * @property {boolean} [orNumber] a number stands for the string of its digits
 * @property {boolean} [ofLists] each value of the map is a list
 * @property {Shape} [element]
 * @property {Argument[]} [fields]
 */

/** @typedef {import("../src/validation/documentation.js").ArgumentDoc & { unit?: string }} ArgumentDoc */
/** @typedef {{ name: string, path: string, required: boolean, doc: ArgumentDoc, shape: Shape }} Argument */
/** @typedef {import("zod").core.$ZodTypes} Schema */

const { resources, outputs, lookups, provider, costs, argumentDocs, ruleDocs } = await load();

/**
 * The names of the types of nested objects. One that is used in two places has one name.
 *
 * @type {Map<Schema, string>}
 */
const names = new Map();

const allOf = (/** @type {Record<string, Schema>} */ schemas, /** @type {RegExp} */ ending) =>
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const title = pascal(name).replace(ending, "");
      if (!ending.test(name)) names.set(schema, title);
      return [title, shapeOf(schema, "", title).fields ?? []];
    }),
  );

/** The arguments of every resource. @type {Record<string, Argument[]>} */
export const resourceArguments = allOf(resources, /Schema$/);
/** The outputs of every resource beside its arguments. @type {Record<string, Argument[]>} */
export const resourceOutputs = allOf(outputs, /Outputs$/);
/** The arguments and results of the lookups, and what they find, by the names of their types. */
export const lookupTypes = allOf(lookups, /$^/);
/** What an explicit provider takes. */
export const providerArguments = allOf(provider, /Schema$/)["Provider"] ?? [];
/** What a change of each argument of every resource costs. @type {Record<string, Record<string, string>>} */
export const changeCosts = Object.fromEntries(
  Object.entries(costs).map(([name, table]) => [pascal(name), table]),
);

export function pascal(/** @type {string} */ name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

async function load() {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        export * as resources from "./resources/schemas";
        export * as outputs from "./schema/outputs";
        export * as lookups from "./schema/lookups";
        export * as provider from "./schema/provider";
        export * from "./validation/documentation";
        import { CHANGE as imageComponent } from "./resources/image-component/diff";
        import { CHANGE as imagePipeline } from "./resources/image-pipeline/diff";
        import { CHANGE as imagePipelineExecution } from "./resources/image-pipeline-execution/diff";
        import { CHANGE as imageRetention } from "./resources/image-retention/diff";
        export const costs = { imagePipeline, imageComponent, imagePipelineExecution, imageRetention };
      `,
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
  /** @type {typeof import("../src/validation/documentation.js") & Record<"resources" | "outputs" | "lookups" | "provider", Record<string, Schema>> & { costs: Record<string, Record<string, string>> }} */
  const module = await import(`data:text/javascript;base64,${text}`);
  return module;
}

/** @param {Schema} schema @param {string} path @param {string} name of its type, if it is an object @returns {Shape} */
function shapeOf(schema, path, name) {
  const { def } = schema._zod;
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
      return { kind: def.type };
    case "unknown":
      return { kind: "any" };
    case "enum":
      return {
        kind: "string",
        values: Object.values(def.entries).map(String),
        enumeration: enumerationOf(schema, path),
      };
    case "union":
      if (typesOf(def.options) === "string,number") return { kind: "string", orNumber: true };
      break;
    case "record":
      if (typesOf([def.keyType, def.valueType]) === "string,string") return { kind: "map" };
      if (typesOf([def.keyType, def.valueType]) === "string,array") return { kind: "map", ofLists: true };
      break;
    case "array":
      return {
        kind: "list",
        element: shapeOf(/** @type {Schema} */ (def.element), `${path}[]`, name.replace(/s$/, "")),
      };
    case "object": {
      const title = names.get(schema) ?? name;
      names.set(schema, title);
      return {
        kind: "object",
        name: title,
        fields: Object.entries(def.shape).map(([field, rule]) =>
          argument(field, /** @type {Schema} */ (rule), path, title),
        ),
      };
    }
  }
  throw new Error(`${path}: a ${def.type} of this kind is not known here`);
}

/** @param {Schema} schema @param {string} path */
function enumerationOf(schema, path) {
  const { enumeration } = ruleDocs.get(schema) ?? {};
  if (!enumeration) throw new Error(`${path}: an enumeration has no name: use enumeration(…)`);
  return enumeration;
}

function typesOf(/** @type {readonly import("zod").core.$ZodType[]} */ all) {
  return all.map(({ _zod }) => _zod.def.type).join();
}

/** @param {string} name @param {Schema} schema @param {string} parent @param {string} owner @returns {Argument} */
function argument(name, schema, parent, owner) {
  const path = parent === "" ? name : `${parent}.${name}`;
  const doc = argumentDocs.get(schema);
  if (!doc) throw new Error(`${path} has no documentation`);
  const { def } = schema._zod;
  const optional = def.type === "optional";
  const rule = optional ? /** @type {Schema} */ (def.innerType) : schema;
  const { limits, enumeration: _, ...others } = ruleDocs.get(rule) ?? {};
  const said = { ...others, ...(limits && { limits: limits() }) };
  const shape = shapeOf(rule, path, `${owner}${pascal(name)}`);
  return { name, path, required: !optional, shape, doc: { ...said, ...doc } };
}
