// Writes the argument types of every resource (provider/src/arguments/) and docs/arguments.md from the schemas, so
// that types, documentation and rules have one source. The compiler drops the comments of a type that is inferred from a
// zod schema when it writes declarations, and a program that had zod's types to check would start slower: hence plain
// interfaces.
//
//   node provider/scripts/generate-arguments.mjs           writes the files
//   node provider/scripts/generate-arguments.mjs --check   exits 1 if one is not what the schemas say

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
/**
 * Each resource: the folder of its schema, its name, and the arguments that always have a value once it exists, since
 * they are resolved, or defaulted by `normalize`.
 */
const resources = [
  {
    folder: "image-pipeline",
    name: "ImagePipeline",
    always: ["regionId", "name", "systemDiskSize", "internetMaxBandwidthOut", "deleteInstanceOnFailure"],
  },
  {
    folder: "image-component",
    name: "ImageComponent",
    always: ["regionId", "imageComponentName", "componentType", "systemType", "content"],
  },
  {
    folder: "image-pipeline-execution",
    name: "ImagePipelineExecution",
    always: ["regionId", "imagePipelineId", "waitForCompletion", "timeoutMinutes", "deleteImageOnDestroy"],
  },
];

const { checker, inputs } = loadSchemas();
/** @type {Map<string, string>} nested interfaces by name, inner ones first */
const interfaces = new Map();

for (const resource of resources) {
  write(`provider/src/arguments/${resource.folder}.ts`, formatted(argumentsModule(resource)));
}
write("docs/arguments.md", argumentsPage());

/** The type of the inputs of every resource, by the resource's name. */
function loadSchemas() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "provider/tsconfig.json"), {}, host);
  const files = resources.map(({ folder }) => join(root, `provider/src/resources/${folder}/schema.ts`));
  const program = ts.createProgram(files, config?.options ?? {});
  const checker = program.getTypeChecker();
  const inputs = resources.map(({ name }, index) => {
    const source = program.getSourceFile(files[index] ?? "");
    const module = source && checker.getSymbolAtLocation(source);
    const symbol =
      module && checker.getExportsOfModule(module).find((other) => other.name === `${name}Inputs`);
    if (!symbol) throw new Error(`${files[index]} exports no ${name}Inputs`);
    return /** @type {const} */ ([name, checker.getDeclaredTypeOfSymbol(symbol)]);
  });
  return { checker, inputs: new Map(inputs) };
}

/** @param {string} name */
function inputsOf(name) {
  const type = inputs.get(name);
  if (!type) throw new Error(`no inputs of ${name}`);
  return type;
}

/** @param {{ folder: string, name: string, always: string[] }} resource */
function argumentsModule({ name: resource, always }) {
  interfaces.clear();
  const type = inputsOf(resource);
  const required = type.getProperties().filter(({ flags }) => !(flags & ts.SymbolFlags.Optional));
  const isRequired = (/** @type {string} */ name) => required.some((symbol) => symbol.name === name);
  const args = members(type, resource, "Args", (name) => !isRequired(name));
  const outputs = members(type, resource, "", (name) => !always.includes(name), false).map(
    ({ name, doc, type, optional }) => ({
      name: `readonly ${name}`,
      doc,
      type: `Output<${type}${optional ? " | undefined" : ""}>`,
      optional: false,
    }),
  );
  const plain = members(type, resource, "", (name) => !isRequired(name));
  const names = type.getProperties().map(({ name }) => `${name}: undefined,`);
  return [
    "// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.",
    'import type { Input, Output } from "@pulumi/pulumi";',
    `/** The arguments of an ${resource}. Units, limits, defaults and sources stand with each. */\n${interfaceText(`${resource}Args`, args)}`,
    `/** The arguments as the resource has them: normalized, documented defaults filled in. */\n${interfaceText(`${resource}ArgumentOutputs`, outputs)}`,
    `/** The arguments as plain values, as a lookup finds them. */\n${interfaceText(`${resource}Arguments`, plain)}`,
    ...interfaces.values(),
    `/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */\nexport const UNSET_${snake(resource)}: { [Name in keyof ${resource}Args]-?: undefined } = {\n${names.join("\n")}\n};`,
  ].join("\n\n");
}

/**
 * @param {ts.Type} type
 * @param {string} prefix of the names of nested interfaces
 * @param {"Args" | ""} suffix "Args" for what a program gives, "" for what it gets
 * @param {(name: string) => boolean} optional
 * @param {boolean} open whether an enumeration allows other texts
 */
function members(type, prefix, suffix, optional, open = true) {
  return type.getProperties().map((symbol) => ({
    name: symbol.name,
    doc: docOf(symbol),
    type: typeText(
      checker.getNonNullableType(checker.getTypeOfSymbol(symbol)),
      `${prefix}${pascal(symbol.name)}`,
      suffix,
      open,
    ),
    optional: optional(symbol.name),
  }));
}

/** @returns {string} */
function typeText(
  /** @type {ts.Type} */ type,
  /** @type {string} */ name,
  /** @type {"Args" | ""} */ suffix,
  /** @type {boolean} */ open,
) {
  const input = (/** @type {string} */ text) => (suffix === "Args" ? `Input<${text}>` : text);
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    const text = element ? typeText(element, name.replace(/s$/, ""), suffix, open) : "never";
    return input(text.includes("|") && suffix === "" ? `(${text})[]` : `${text}[]`);
  }
  if (type.getStringIndexType()) return input(`Record<string, ${input("string")}>`);
  if (type.flags & ts.TypeFlags.Object && type.getProperties().length > 0) {
    const own = `${name}${suffix}`;
    interfaces.set(
      own,
      interfaceText(
        own,
        members(type, name, suffix, () => true),
      ),
    );
    return input(own);
  }
  if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any) || checker.typeToString(type) === "{}")
    return input("unknown");
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  // A number that may stand for a text is stored as the text.
  if (text === "string | number") return input(suffix === "Args" ? text : "string");
  // A program may give any text (a configuration value, say), since check says which are allowed. The service may return
  // a value that is newer than this release.
  const enumerated = (type.isUnion() ? type.types : [type]).every((part) => part.isStringLiteral());
  return input(enumerated && open ? `${text} | (string & {})` : text);
}

/** @param {string} name @param {{ name: string, doc: string, type: string, optional: boolean }[]} fields */
function interfaceText(name, fields) {
  const lines = fields.map(
    ({ name, doc, type, optional }) =>
      `${doc}\n${name}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`,
  );
  return `export interface ${name} {\n${lines.join("\n")}\n}`;
}

/** The comment at a schema's field, or at its first declaration. */
function docOf(/** @type {ts.Symbol} */ symbol) {
  const tags = symbol.getJsDocTags().map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  const lines = [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags]
    .join("\n")
    .split("\n");
  if (lines.join("").trim() === "") throw new Error(`${symbol.name} has no documentation in schema.ts`);
  return lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`).join("\n")}\n */`;
}

function argumentsPage() {
  /** @type {(type: ts.Type, path: string) => string[]} */
  const rows = (type, path) =>
    type.getProperties().flatMap((symbol) => {
      /** @type {ts.Type} */
      let inner = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
      let name = `${path}${symbol.name}`;
      const text = docOf(symbol)
        .replace(/^\/\*\*|\s*\*\/$|^ \* ?/gm, "")
        .trim()
        .replaceAll(/\s*\n\s*/g, " ")
        .replaceAll("|", "\\|");
      const row = `| \`${name}\` | ${text.replaceAll("@deprecated", "**Deprecated.**")} |`;
      if (checker.isArrayType(inner)) {
        [inner = inner] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (inner));
        name = `${name}[]`;
      }
      const nested = inner.flags & ts.TypeFlags.Object && !inner.getStringIndexType();
      return [row, ...(nested ? rows(inner, `${name}.`) : [])];
    });
  const sections = resources.map(
    ({ name }) =>
      `## \`${name}\`\n\n| Argument | What it is |\n|---|---|\n${rows(inputsOf(name), "").join("\n")}\n`,
  );
  return `# Arguments

Written from the schemas in \`provider/src\` by \`npm run generate\`. All of them can be given as plain values,
promises or outputs of other resources. Every rule here is checked in the preview.

${sections.join("\n")}`;
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
