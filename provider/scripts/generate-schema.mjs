// Writes provider/plugin/schema.json: what the plugin answers to GetSchema, and what the SDKs of the other languages are
// generated from (sdk/). Its texts are those of the argument types. What it must not have, and why:
//
// - `default`: an SDK would send it as if the program had declared it, so that a resource that relies on the service's
//   default would differ. The texts name the defaults.
// - `replaceOnChanges`: an SDK would make it an option of every resource. `willReplaceOnChanges` is for docs only.
// - `secret`, but for credentials: what a program marks as secret, the plugin marks in its answers.
//
//   node provider/scripts/generate-schema.mjs [--check]

import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  changeCosts,
  lookupTypes,
  providerArguments,
  resourceArguments,
  resourceOutputs,
} from "./schema-arguments.mjs";
import { alwaysHasValue, enumerationsIn, memberName, paragraphs } from "./texts.mjs";
import { formatted, root, write } from "./write.mjs";

/** @typedef {import("./schema-arguments.mjs").Shape} Shape */
/** @typedef {import("./schema-arguments.mjs").Argument} Argument */
/** @typedef {Record<string, unknown>} Json */

const { version, description, license, author, keywords } = JSON.parse(
  readFileSync(join(root, "provider/package.json"), "utf8"),
);
const NAME = "alicloud-image-builder";
const token = (/** @type {string} */ name) => `${NAME}:index:${name}`;

const RESOURCES = {
  ImagePipeline:
    "An image pipeline (image template) of Alibaba Cloud ECS Image Builder. Changes of `tags` are made in place. Any other change creates a new pipeline and then deletes the old one.",
  ImageComponent:
    "An image component of Alibaba Cloud ECS Image Builder: build steps that pipelines share. Changes of `tags` are made in place. Any other change creates a new component and replaces the pipelines that use it; then the old ones are deleted.",
  ImagePipelineExecution:
    "A build: one execution of an image pipeline. `pulumi up` waits until there is an image. A change of the pipeline or of a trigger starts a new build; the old image stays, unless `deleteImageOnDestroy` is set. A failed build is an error, and the next `pulumi up` builds again. Destroying the resource cancels a running build, if the API allows it.",
  ImageRetention:
    "A rule that keeps the newest images, or the young ones, and deletes or deprecates the others: images of a family, by name, tags or pipeline, in given regions. It runs when it is created, and again when the rule or a trigger changes. Images that instances use, that are shared, public or excluded, and those that `triggers` name are never touched. Destroying the resource deletes nothing.",
};

const FUNCTIONS = {
  getImagePipelines: "The image pipelines of a region, newest first.",
  getImagePipeline: "The only matching image pipeline. No match, or more than one, is an error.",
  getImageComponents: "The image components of a region, newest first.",
  getImagePipelineExecutions: "The builds of an image pipeline, newest first.",
  getImages: "The images of a region, newest first.",
  getImageFromFamily: "The newest available image of an image family. None is an error.",
};

/** What the lookups of one thing find. @type {Record<string, string>} */
const FOUND = { getImagePipeline: "FoundImagePipeline", getImageFromFamily: "FoundImage" };

/** The types of nested objects, by their tokens. @type {Map<string, Json>} */
const objects = new Map();

const resources = Object.entries(RESOURCES).map(([name, text]) => [token(name), resource(name, text)]);
const functions = Object.entries(FUNCTIONS).map(([name, text]) => [token(name), lookup(name, text)]);
const configuration = properties(providerArguments);
const enumerations = [...enumerationsIn(Object.values(resourceArguments).flat())].map(([name, values]) => [
  token(name),
  {
    description: `The documented values. Any other text is passed on, and checked by the provider.`,
    type: "string",
    enum: values.map((value) => ({ name: memberName(value), value })),
  },
]);

const schema = {
  name: NAME,
  displayName: "Alibaba Cloud ECS Image Builder",
  version,
  description,
  keywords: [
    ...keywords.filter((/** @type {string} */ word) => word !== "dynamic-provider"),
    "category/cloud",
    "kind/native",
  ],
  license,
  publisher: author,
  meta: { moduleFormat: "(.*)" },
  language: {
    nodejs: { packageName: "pulumi-alicloud-image-builder/plugin", respectSchemaVersion: true },
    python: {
      packageName: "pulumi_alicloud_image_builder",
      pyproject: { enabled: true },
      pythonRequires: ">=3.9",
      requires: { pulumi: ">=3.165.0,<4.0.0" },
      respectSchemaVersion: true,
    },
    go: {
      importBasePath: "pulumi-alicloud-image-builder/sdk/go/imagebuilder",
      modulePath: "pulumi-alicloud-image-builder/sdk/go/imagebuilder",
      rootPackageName: "imagebuilder",
      respectSchemaVersion: true,
    },
  },
  config: { variables: configuration },
  types: sorted([...objects, ...enumerations]),
  provider: {
    description:
      "The provider of Alibaba Cloud ECS Image Builder. A program needs one only for another account or region than those of the configuration.",
    inputProperties: configuration,
  },
  resources: Object.fromEntries(resources),
  functions: Object.fromEntries(functions),
};

write("provider/plugin/schema.json", formatted(JSON.stringify(schema), "schema.json"));

/** @param {string} name @param {string} text */
function resource(name, text) {
  const args = resourceArguments[name] ?? [];
  const outputs = resourceOutputs[name] ?? [];
  const all = [...args, ...outputs];
  const costs = changeCosts[name] ?? {};
  const inputs = Object.entries(properties(args)).map(([argument, property]) => [
    argument,
    costs[argument] === "replace" ? { ...property, willReplaceOnChanges: true } : property,
  ]);
  return {
    description: text,
    properties: properties(all),
    required: all.filter(alwaysHasValue).map((argument) => argument.name),
    inputProperties: Object.fromEntries(inputs),
    requiredInputs: args.filter(({ required }) => required).map((argument) => argument.name),
    stateInputs: { properties: properties(args.filter((argument) => argument.name === "regionId")) },
    aliases: [{ type: `pulumi-nodejs:dynamic/alicloud:${name}` }],
  };
}

/** @param {string} name @param {string} text */
function lookup(name, text) {
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  // What finds one pipeline has the arguments of what finds all of them.
  const args = lookupTypes[`${title}Args`] ?? lookupTypes[`${title}sArgs`];
  const result = lookupTypes[FOUND[name] ?? `${title}Result`];
  if (!args || !result)
    throw new Error(`provider/src/schema/lookups.ts has no ${title}Args, or no result of it`);
  return { description: text, inputs: objectOf(args), outputs: objectOf(result) };
}

/** @param {Argument[]} fields */
function objectOf(fields) {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return { type: "object", properties: properties(fields), ...(required.length > 0 && { required }) };
}

/** @param {Argument[]} all @returns {Record<string, Json>} */
function properties(all) {
  return Object.fromEntries(
    all.map(({ name, shape, doc }) => [
      name,
      {
        ...typeOf(shape),
        description: paragraphs(doc).join("\n"),
        ...(doc.deprecated !== undefined && { deprecationMessage: doc.deprecated }),
        ...(doc.secret && { secret: true }),
      },
    ]),
  );
}

/** @param {Shape} shape @returns {Json} */
function typeOf({ kind, enumeration, element, ofLists, fields, name }) {
  if (element) return { type: "array", items: typeOf(element) };
  if (fields && name !== undefined) {
    if (!objects.has(token(name))) {
      // First, so that a type that contains itself would end.
      objects.set(token(name), {});
      objects.set(token(name), objectOf(fields));
    }
    return { $ref: `#/types/${token(name)}` };
  }
  if (enumeration !== undefined) {
    return { oneOf: [{ type: "string" }, { type: "string", $ref: `#/types/${token(enumeration)}` }] };
  }
  if (kind === "map") {
    const text = { type: "string" };
    return { type: "object", additionalProperties: ofLists ? { type: "array", items: text } : text };
  }
  if (kind === "any") return { $ref: "pulumi.json#/Any" };
  return { type: kind === "number" ? "integer" : kind };
}

/** @param {unknown[][]} entries */
function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
