// Writes provider/src/image-pipeline/arguments.ts and docs/arguments.md from schema.ts, so that types, documentation
// and rules have one source. The compiler drops the comments of a type that is inferred from a zod schema when it
// writes declarations, and a program that had zod's types to check would start slower: hence plain interfaces.
//
//   node provider/scripts/generate-arguments.mjs           writes the files
//   node provider/scripts/generate-arguments.mjs --check   exits 1 if one is not what the schema says

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const schemaFile = join(root, "provider/src/image-pipeline/schema.ts");

/** Arguments that always have a value once the pipeline exists: resolved, or defaulted by `normalize`. */
const ALWAYS = ["regionId", "name", "systemDiskSize", "internetMaxBandwidthOut", "deleteInstanceOnFailure"];

const { checker, inputs } = loadSchema();
/** @type {Map<string, string>} nested interfaces by name, inner ones first */
const interfaces = new Map();

write("provider/src/image-pipeline/arguments.ts", formatted(argumentsModule()));
write("docs/arguments.md", argumentsPage());

function loadSchema() {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, "provider/tsconfig.json"), {}, host);
  const program = ts.createProgram([schemaFile], config?.options ?? {});
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(schemaFile);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol =
    module && checker.getExportsOfModule(module).find(({ name }) => name === "ImagePipelineInputs");
  if (!symbol) throw new Error(`${schemaFile} exports no ImagePipelineInputs`);
  return { checker, inputs: checker.getDeclaredTypeOfSymbol(symbol) };
}

function argumentsModule() {
  const args = members(inputs, "ImagePipeline", "Args", () => true);
  const outputs = members(inputs, "ImagePipeline", "", (name) => !ALWAYS.includes(name)).map(
    ({ name, doc, type, optional }) => ({
      name: `readonly ${name}`,
      doc,
      type: `Output<${type}${optional ? " | undefined" : ""}>`,
      optional: false,
    }),
  );
  const names = inputs.getProperties().map(({ name }) => `${name}: undefined,`);
  return [
    "// Written by provider/scripts/generate-arguments.mjs from schema.ts: change that, and run `npm run generate`.",
    'import type { Input, Output } from "@pulumi/pulumi";',
    `/** The arguments of an ImagePipeline. Units, limits, defaults and sources stand with each. */\n${interfaceText("ImagePipelineArgs", args)}`,
    `/** The arguments as the pipeline has them: normalized, documented defaults filled in. */\n${interfaceText("ImagePipelineArgumentOutputs", outputs)}`,
    ...interfaces.values(),
    `/** Every argument's name, so that a resource has an output for each, also for those that a program leaves out. */\nexport const UNSET_ARGUMENTS: { [Name in keyof ImagePipelineArgs]-?: undefined } = {\n${names.join("\n")}\n};`,
  ].join("\n\n");
}

/**
 * @param {ts.Type} type
 * @param {string} prefix of the names of nested interfaces
 * @param {"Args" | ""} suffix "Args" for what a program gives, "" for what it gets
 * @param {(name: string) => boolean} optional
 */
function members(type, prefix, suffix, optional) {
  return type.getProperties().map((symbol) => ({
    name: symbol.name,
    doc: docOf(symbol),
    type: typeText(
      checker.getNonNullableType(checker.getTypeOfSymbol(symbol)),
      `${prefix}${pascal(symbol.name)}`,
      suffix,
    ),
    optional: optional(symbol.name),
  }));
}

/** @returns {string} */
function typeText(
  /** @type {ts.Type} */ type,
  /** @type {string} */ name,
  /** @type {"Args" | ""} */ suffix,
) {
  const input = (/** @type {string} */ text) => (suffix === "Args" ? `Input<${text}>` : text);
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(/** @type {ts.TypeReference} */ (type));
    const text = element ? typeText(element, name.replace(/s$/, ""), suffix) : "never";
    return input(text.includes("|") && suffix === "" ? `(${text})[]` : `${text}[]`);
  }
  if (type.getStringIndexType()) return input(`Record<string, ${input("string")}>`);
  if (type.flags & ts.TypeFlags.Object) {
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
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  // A number that may stand for a text is stored as the text.
  if (text === "string | number") return input(suffix === "Args" ? text : "string");
  // Any text may be given where the values are enumerated (a configuration value, say): check tells which are allowed.
  const enumerated = type.isUnion() && type.types.every((part) => part.isStringLiteral());
  return input(enumerated && suffix === "Args" ? `${text} | (string & {})` : text);
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
  const rows = (/** @type {ts.Type} */ type, /** @type {string} */ path) =>
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
  return `# Arguments of \`ImagePipeline\`

Written from \`provider/src/image-pipeline/schema.ts\` by \`npm run generate\`. All of them can be given as plain values,
promises or outputs of other resources. Every rule here is checked in the preview.

| Argument | What it is |
|---|---|
${rows(inputs, "").join("\n")}
`;
}

function pascal(/** @type {string} */ name) {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function formatted(/** @type {string} */ text) {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = [biome, "format", "--stdin-file-path=provider/src/image-pipeline/arguments.ts"];
  return execFileSync(process.execPath, args, { cwd: root, input: text, encoding: "utf8" });
}

function write(/** @type {string} */ file, /** @type {string} */ text) {
  const path = join(root, file);
  if (!process.argv.includes("--check")) return writeFileSync(path, text);
  if (readFileSync(path, "utf8") === text) return;
  process.stderr.write(
    `${file} is not what provider/src/image-pipeline/schema.ts says: run \`npm run generate\`.\n`,
  );
  process.exitCode = 1;
}
