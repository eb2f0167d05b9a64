// Writes the types of arguments, outputs and lookups (provider/src/arguments/) and the page of arguments from the schemas, so
// that types, documentation and rules have one source. They are plain interfaces: the compiler drops the comments of a
// type that is inferred from a zod schema when it writes declarations, and a program would check zod's types.
//
//   node provider/scripts/generate-arguments.mjs           writes the files
//   node provider/scripts/generate-arguments.mjs --check   exits 1 if one is not what the schemas say

import { argumentsPages } from "./arguments-page.mjs";
import { lookupTypes, providerArguments, resourceArguments, resourceOutputs } from "./schema-arguments.mjs";
import { alwaysHasValue, enumerationsIn, memberName, paragraphs, snake } from "./texts.mjs";
import { formatted, write } from "./write.mjs";

/** @typedef {import("./schema-arguments.mjs").Shape} Shape */
/** @typedef {import("./schema-arguments.mjs").Argument} Argument */

const resources = [
  { name: "ImagePipeline", file: "image-pipeline", action: "CreateImagePipeline", id: "imagePipelineId" },
  { name: "ImageComponent", file: "image-component", action: "CreateImageComponent", id: "imageComponentId" },
  {
    name: "ImagePipelineExecution",
    file: "image-pipeline-execution",
    action: "StartImagePipelineExecution",
    id: "executionId",
  },
  { name: "ImageRetention", file: "image-retention" },
];

const HEADER =
  "// Written by provider/scripts/generate-arguments.mjs from the schemas: change those, and run `npm run generate`.";

/** @type {Map<string, string>} the nested interfaces of the module that is being written, by name, inner ones first */
const interfaces = new Map();
/** @type {Map<string, string>} the modules of the interfaces written before, by name */
const homes = new Map();
let current = "";
/** @type {Map<string, Set<string>>} what the module that is being written takes from others */
const imports = new Map();

for (const { name, file } of resources) {
  writeModule(file, ["Input", "Output"], () => resourceModule(name));
}
for (const name of Object.keys(lookupTypes)) homes.set(name, "lookups");
writeModule("lookups", [], () =>
  Object.entries(lookupTypes).map(([name, all]) => {
    const lines = interfaceText(
      name,
      members(all, "", ({ required }) => !required),
    );
    return `/** ${lookupTitle(name)} */\n${lines}`;
  }),
);
writeModule("provider", ["Input"], () => [
  `/** The arguments of an explicit provider. Each has its limits and its default. */\n${interfaceText(
    "ProviderArgs",
    members(providerArguments, "Args", () => true),
  )}`,
]);
// Apart from the types, which programs see: a name that is exported as a type but has a value cannot be imported.
writeModule("names", [], () => {
  imports.set("provider", new Set(["ProviderArgs"]));
  return [
    ...resources.map(({ name, file, id }) => {
      imports.set(file, new Set([`${name}Outputs`]));
      return unsetNames(name, id);
    }),
    `/** How each argument of a provider is sent: as text, as a secret text, or as JSON. */\nexport const PROVIDER_ARGUMENTS: { [Name in keyof ProviderArgs]-?: "text" | "secret" | "json" } = {\n${providerArguments.map((argument) => `${argument.name}: "${sentAs(argument)}",`).join("\n")}\n};`,
  ];
});
writeModule("enumerations", [], enumerationsModule);

const { pages, faults } = argumentsPages(resources);
for (const [file, text] of pages) write(file, text);
for (const fault of faults) process.stderr.write(`${fault}\n`);
// Everything is written all the same, the English text in place of the Chinese, so that the next generator runs.
if (faults.length > 0 && process.argv.includes("--check")) process.exitCode = 1;

/** @param {string} resource @returns {Argument[]} */
function argumentsOf(resource) {
  const found = resourceArguments[resource];
  if (!found) throw new Error(`provider/src/resources/schemas.ts has no schema of ${resource}`);
  return found;
}

/** @param {string} file @param {string[]} pulumiTypes @param {() => string[]} parts */
function writeModule(file, pulumiTypes, parts) {
  interfaces.clear();
  imports.clear();
  current = file;
  const texts = parts();
  const sources = [
    ...(pulumiTypes.length > 0 ? [["@pulumi/pulumi", pulumiTypes]] : []),
    ...[...imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([home, names]) => [`./${home}`, [...names].sort()]),
  ].map(([source, names]) => `import type { ${String(names)} } from "${source}";`);
  for (const name of interfaces.keys()) homes.set(name, file);
  const parted = [HEADER, sources.join("\n"), ...texts, ...interfaces.values()];
  write(`provider/src/arguments/${file}.ts`, formatted(parted.filter(Boolean).join("\n\n"), "a.ts"));
}

function sentAs(/** @type {Argument} */ { shape, doc }) {
  if (shape.kind !== "string") return "json";
  return doc.secret ? "secret" : "text";
}

/** @param {string} type of a lookup */
function lookupTitle(type) {
  const [, get, what, part] = /^(Get)?(\w+?)(Args|Result)?$/.exec(type) ?? [];
  if (!get) return `An ${String(what).replace("Found", "")} in the result of a lookup.`;
  return `The ${part === "Args" ? "arguments" : "result"} of \`get${what}\`.`;
}

/** @param {string} resource @param {string} [id] the output that is the resource's ID */
function unsetNames(resource, id) {
  const all = [...argumentsOf(resource), ...(resourceOutputs[resource] ?? [])];
  const unset = all.filter(({ name }) => name !== id);
  return `/** The name of every output, so that a resource has one for each, also for what a program leaves out${id === undefined ? "" : "; without its ID"}. */\nexport const UNSET_${snake(resource)}: { [Name in ${id === undefined ? `keyof ${resource}Outputs` : `Exclude<keyof ${resource}Outputs, "${id}">`}]: undefined } = {\n${unset.map(({ name }) => `${name}: undefined,`).join("\n")}\n};`;
}

/** @param {string} resource */
function resourceModule(resource) {
  const all = argumentsOf(resource);
  const fromService = resourceOutputs[resource] ?? [];
  const args = members(all, "Args", ({ required }) => !required);
  const plain = members(all, "", ({ required }) => !required);
  return [
    `/** The arguments of an ${resource}. Each has its limits, its default and its source. */\n${interfaceText(`${resource}Args`, args)}`,
    `/** The arguments as the resource has them: normalized, documented defaults filled in. */\n${interfaceText(`${resource}ArgumentOutputs`, outputs(all))}`,
    `/** The outputs that come from the service. */\n${interfaceText(`${resource}ServiceOutputs`, outputs(fromService))}`,
    `/** All arguments, normalized, and the outputs from the service. */\nexport type ${resource}Outputs = ${resource}ArgumentOutputs & ${resource}ServiceOutputs;`,
    `/** The arguments as plain values. */\n${interfaceText(`${resource}Arguments`, plain)}`,
  ];
}

/** @param {Argument[]} all */
function outputs(all) {
  return members(all, "", (argument) => !alwaysHasValue(argument), false).map(
    ({ name, comment, type, optional }) => ({
      name: `readonly ${name}`,
      comment,
      type: `Output<${type}${optional ? " | undefined" : ""}>`,
      optional: false,
    }),
  );
}

/** As the other languages have them: the documented values by name. Any other text is allowed. */
function enumerationsModule() {
  return [...enumerationsIn(Object.values(resourceArguments).flat())].map(([name, values]) => {
    const entries = values.map((value) => `${memberName(value)}: ${JSON.stringify(value)},`);
    return `export const ${name} = {\n${entries.join("\n")}\n} as const;\nexport type ${name} = (typeof ${name})[keyof typeof ${name}];`;
  });
}

/**
 * @param {Argument[]} all
 * @param {"Args" | ""} suffix "Args" for what a program gives, "" for what it gets
 * @param {(argument: Argument) => boolean} optional
 * @param {boolean} open whether an enumeration allows other texts
 */
function members(all, suffix, optional, open = true) {
  return all.map((argument) => ({
    name: argument.name,
    comment: comment(argument),
    type: typeText(argument.shape, suffix, open),
    optional: optional(argument),
  }));
}

/** @returns {string} */
function typeText(
  /** @type {Shape} */ { kind, values, orNumber, element, ofLists, fields, name },
  /** @type {"Args" | ""} */ suffix,
  /** @type {boolean} */ open,
) {
  const input = (/** @type {string} */ text) => (suffix === "Args" ? `Input<${text}>` : text);
  if (element) {
    const text = typeText(element, suffix, open);
    return input(text.includes("|") && suffix === "" ? `(${text})[]` : `${text}[]`);
  }
  if (fields) {
    const own = `${name}${suffix}`;
    const home = homes.get(own);
    if (home === undefined) {
      const inner = members(fields, suffix, ({ required }) => !required);
      interfaces.set(own, interfaceText(own, inner));
    } else if (home !== current) {
      importType(home, own);
    }
    return input(suffix === "Args" && hasChoice(fields) ? `${own}<Text>` : own);
  }
  if (values) {
    // A program may give any text (a configuration value, say), since check says which are allowed. The service may
    // return a value that is newer than this release.
    const listed = values.map((value) => JSON.stringify(value)).join(" | ");
    if (!open) return listed;
    if (suffix === "") return `${listed} | (string & {})`;
    importType("choice", "Choice");
    return input(`Choice<${listed}, Text>`);
  }
  if (kind === "map") return input(`Record<string, ${input(ofLists ? "string[]" : "string")}>`);
  if (kind === "any") return input("unknown");
  // A number that may stand for a text is stored as the text.
  return input(orNumber && suffix === "Args" ? "string | number" : kind);
}

/** @param {string} home @param {string} name */
function importType(home, name) {
  imports.set(home, (imports.get(home) ?? new Set()).add(name));
}

/** Whether one of the arguments, or one in them, has documented values: see arguments/choice.ts. @returns {boolean} */
function hasChoice(/** @type {Argument[]} */ all) {
  return all.some(({ shape }) => {
    const { values, fields } = shape.element ?? shape;
    return values !== undefined || (fields !== undefined && hasChoice(fields));
  });
}

/** @param {string} name @param {{ name: string, comment: string, type: string, optional: boolean }[]} fields */
function interfaceText(name, fields) {
  const lines = fields.map(
    ({ name, comment, type, optional }) =>
      `${comment}\n${name}${optional ? "?" : ""}: ${type}${optional ? " | undefined" : ""};`,
  );
  const parameter = fields.some(({ type }) => /\bText>/.test(type)) ? "<Text extends string = string>" : "";
  return `export interface ${name}${parameter} {\n${lines.join("\n")}\n}`;
}

/** What editors show: the text, then one line for each fact, in the order of `facts`. @param {Argument} argument */
function comment({ doc }) {
  const lines = [
    ...paragraphs(doc).flatMap((line) => wrapped(line, line.startsWith("- ") ? "  " : "")),
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
