// Writes the argument types of every resource (provider/src/arguments/) and docs/arguments.md from the schemas, so
// that types, documentation and rules have one source. They are plain interfaces: the compiler drops the comments of a
// type that is inferred from a zod schema when it writes declarations, and a program would check zod's types.
//
//   node provider/scripts/generate-arguments.mjs           writes the files
//   node provider/scripts/generate-arguments.mjs --check   exits 1 if one is not what the schemas say

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { schemaArguments } from "./schema-arguments.mjs";

/** @typedef {import("./schema-arguments.mjs").Shape} Shape */
/** @typedef {import("./schema-arguments.mjs").Argument} Argument */

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const resources = [
  { name: "ImagePipeline", file: "image-pipeline", action: "CreateImagePipeline" },
  { name: "ImageComponent", file: "image-component", action: "CreateImageComponent" },
  { name: "ImagePipelineExecution", file: "image-pipeline-execution", action: "StartImagePipelineExecution" },
];

/** @type {Map<string, string>} nested interfaces by name, inner ones first */
const interfaces = new Map();

for (const { name, file } of resources) {
  write(`provider/src/arguments/${file}.ts`, formatted(argumentsModule(name, argumentsOf(name))));
}
write("docs/arguments.md", argumentsPage());

/** @param {string} resource */
function argumentsOf(resource) {
  const found = schemaArguments[`${resource.charAt(0).toLowerCase()}${resource.slice(1)}Schema`];
  if (!found) throw new Error(`provider/src/resources/schemas.ts has no schema of ${resource}`);
  return found;
}

/** @param {string} resource @param {Argument[]} all */
function argumentsModule(resource, all) {
  interfaces.clear();
  const args = members(all, resource, "Args", ({ required }) => !required);
  const outputs = members(all, resource, "", (argument) => !alwaysHasValue(argument), false).map(
    ({ name, comment, type, optional }) => ({
      name: `readonly ${name}`,
      comment,
      type: `Output<${type}${optional ? " | undefined" : ""}>`,
      optional: false,
    }),
  );
  const plain = members(all, resource, "", ({ required }) => !required);
  const names = all.map(({ name }) => `${name}: undefined,`);
  return [
    "// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.",
    'import type { Input, Output } from "@pulumi/pulumi";',
    `/** The arguments of an ${resource}. Each has its limits, its default and its source. */\n${interfaceText(`${resource}Args`, args)}`,
    `/** The arguments as the resource has them: normalized, documented defaults filled in. */\n${interfaceText(`${resource}ArgumentOutputs`, outputs)}`,
    `/** The arguments as plain values, as a lookup finds them. */\n${interfaceText(`${resource}Arguments`, plain)}`,
    ...interfaces.values(),
    `/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */\nexport const UNSET_${snake(resource)}: { [Name in keyof ${resource}Args]-?: undefined } = {\n${names.join("\n")}\n};`,
  ].join("\n\n");
}

function alwaysHasValue(/** @type {Argument} */ { required, doc }) {
  return required || doc.default !== undefined || doc.always === true;
}

/**
 * @param {Argument[]} all
 * @param {string} prefix of the names of nested interfaces
 * @param {"Args" | ""} suffix "Args" for what a program gives, "" for what it gets
 * @param {(argument: Argument) => boolean} optional
 * @param {boolean} open whether an enumeration allows other texts
 */
function members(all, prefix, suffix, optional, open = true) {
  return all.map((argument) => ({
    name: argument.name,
    comment: comment(argument),
    type: typeText(argument, `${prefix}${pascal(argument.name)}`, suffix, open),
    optional: optional(argument),
  }));
}

/** @returns {string} */
function typeText(
  /** @type {Shape} */ { kind, values, orNumber, element, fields },
  /** @type {string} */ name,
  /** @type {"Args" | ""} */ suffix,
  /** @type {boolean} */ open,
) {
  const input = (/** @type {string} */ text) => (suffix === "Args" ? `Input<${text}>` : text);
  if (element) {
    const text = typeText(element, name.replace(/s$/, ""), suffix, open);
    return input(text.includes("|") && suffix === "" ? `(${text})[]` : `${text}[]`);
  }
  if (fields) {
    const own = `${name}${suffix}`;
    interfaces.set(
      own,
      interfaceText(
        own,
        members(fields, name, suffix, () => true),
      ),
    );
    return input(own);
  }
  if (values) {
    // A program may give any text (a configuration value, say), since check says which are allowed. The service may
    // return a value that is newer than this release.
    const listed = values.map((value) => JSON.stringify(value)).join(" | ");
    return input(open ? `${listed} | (string & {})` : listed);
  }
  if (kind === "map") return input(`Record<string, ${input("string")}>`);
  if (kind === "any") return input("unknown");
  // A number that may stand for a text is stored as the text.
  return input(orNumber && suffix === "Args" ? "string | number" : kind);
}

/** @param {string} name @param {{ name: string, comment: string, type: string, optional: boolean }[]} fields */
function interfaceText(name, fields) {
  const lines = fields.map(
    ({ name, comment, type, optional }) =>
      `${comment}\n${name}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`,
  );
  return `export interface ${name} {\n${lines.join("\n")}\n}`;
}

/** What editors show: the text, then one line for each fact, in the order of `facts`. @param {Argument} argument */
function comment({ doc }) {
  const lines = [
    ...wrapped(doc.text, ""),
    ...facts(doc).flatMap(([what, text]) => wrapped(`- ${what}: ${text}`, "  ")),
    ...(doc.source === undefined ? [] : [`- Source: ${doc.source}`]),
    ...(doc.deprecated === undefined ? [] : wrapped(`@deprecated ${doc.deprecated}`, "")),
  ];
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */`;
}

/** @param {string} text @param {string} indent of the lines after the first */
function wrapped(text, indent) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + word.length < 105) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}

/** @param {Argument["doc"]} doc @returns {[what: string, text: string][]} */
function facts({ unit, limits, default: constant, otherwise }) {
  const withUnit = (/** @type {unknown} */ value) =>
    [value, unit].filter((part) => part !== undefined).join(" ");
  /** @type {[what: string, text: string | undefined][]} */
  const all = [
    ["Limits", limits && withUnit(limits)],
    [
      "Default",
      constant === undefined
        ? otherwise
        : withUnit(typeof constant === "number" ? constant : `\`${constant}\``),
    ],
  ];
  return all.flatMap(([what, text]) => (text === undefined ? [] : [[what, text]]));
}

function argumentsPage() {
  const sections = resources.map(({ name, action }) =>
    [
      `## \`${name}\``,
      `The source "API" is the ECS API reference of ${action}, with the name of the parameter there.`,
      `| Argument | Type | What it is | Source |\n|---|---|---|---|\n${rows(argumentsOf(name)).join("\n")}`,
    ].join("\n\n"),
  );
  return `# Arguments

Written from the schemas in \`provider/src\` by \`npm run generate\`. You can set each argument to a plain value, a promise
or an output of another resource. The preview checks all values and limits on this page.

A source "SDK" is the text of the official SDK, for a parameter that the API reference does not have. An argument without a
source belongs to this provider, and is not sent to ECS.

${sections.join("\n\n")}
`;
}

/** @param {Argument[]} all @returns {string[]} */
function rows(all) {
  return all.flatMap((argument) => {
    const { path, required, doc } = argument;
    const cells = [
      `\`${path}\`${required ? "<br>required" : ""}`,
      typeName(argument),
      [
        ...(doc.deprecated === undefined ? [] : [`**Deprecated.** ${doc.deprecated}`]),
        doc.text,
        ...valuesOf(argument),
        ...facts(doc).map(([what, text]) => `${what}: ${text}`),
      ].join("<br>"),
      doc.source ?? "",
    ];
    const nested = argument.fields ?? argument.element?.fields ?? [];
    return [`| ${cells.join(" | ")} |`, ...rows(nested)];
  });
}

/** @param {Shape} shape @returns {string[]} */
function valuesOf({ values }) {
  if (!values) return [];
  return [
    `Values: ${values
      .filter((value) => value !== "")
      .map((value) => `\`${value}\``)
      .join(", ")}`,
  ];
}

/** @param {Shape} shape @returns {string} */
function typeName({ kind, element }) {
  if (element) return `list of ${element.kind === "any" ? "any values" : `${element.kind}s`}`;
  return kind === "map" ? "map of strings" : kind;
}

/** `ImagePipeline` as `IMAGE_PIPELINE`. */
function snake(/** @type {string} */ name) {
  return name.replace(/(?<=.)[A-Z]/g, "_$&").toUpperCase();
}

function pascal(/** @type {string} */ name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function formatted(/** @type {string} */ text) {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", "--stdin-file-path=provider/src/arguments/image-pipeline.ts"];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: "utf8" });
}

function write(/** @type {string} */ file, /** @type {string} */ text) {
  const path = join(root, file);
  if (!process.argv.includes("--check")) return writeFileSync(path, text);
  if (readFileSync(path, "utf8") === text) return;
  process.stderr.write(`${file} is not what the schemas in provider/src say: run \`npm run generate\`.\n`);
  process.exitCode = 1;
}
