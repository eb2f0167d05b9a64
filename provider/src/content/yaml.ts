import type { Document, LineCounter, YAMLMap } from "yaml";
import { isMap } from "../values/maps";
import { byLine, type Finding } from "./findings";
import { normalContent } from "./form";
import { ACTION_NAMES, actionNamed, fits, PARAMETER_TYPES, typeFault } from "./yaml-actions";

/**
 * A component's content in the YAML form, as far as it is documented (docs/service.md, Build content: YAML
 * form).
 */
interface YamlContent {
  Parameters?: unknown;
  Tasks?: unknown;
}

/** What is wrong with a content in the YAML form, and what is uncertain about it. Lines and positions; never the text. */
export interface YamlFindings {
  faults: string[];
  warnings: string[];
}

/** @param systemType the component's system, where it is known. */
export function examineYaml(given: string, systemType?: unknown): YamlFindings {
  const content = normalContent(given);
  const read = readYaml(content);
  if ("fault" in read) return { faults: [read.fault], warnings: [] };
  const { root, places } = read;
  const { Parameters, Tasks } = root;
  const parameters = parameterFindings(Parameters, places.parameters);
  const tasks = taskFindings(Tasks, systemType, places.tasks);
  return {
    faults: [...parameters.faults, ...tasks.faults],
    warnings: [
      ...parameters.warnings,
      ...tasks.warnings,
      ...referenceWarnings(content, names(Parameters), tasks.outputs, places.tasks),
    ],
  };
}

/** A task, as far as it can be read. */
export interface Task {
  name: string;
  action: string;
  properties: Record<string, unknown>;
  /** Where it begins, counted from 1. */
  line: number;
}

/** The tasks of a content in which `examineYaml` finds no fault, and the defaults of its parameters, as texts. */
export function tasksOf(given: string): { tasks: Task[]; defaults: Map<string, string> } {
  const read = readYaml(normalContent(given));
  if ("fault" in read) return { tasks: [], defaults: new Map() };
  const { Parameters, Tasks } = read.root;
  const defaults = Object.entries(isMap(Parameters) ? Parameters : {}).flatMap(([name, value]) => {
    const byDefault = isMap(value) ? value["DefaultValue"] : undefined;
    return byDefault === undefined || byDefault === null ? [] : [[name, String(byDefault)] as const];
  });
  const tasks = (Array.isArray(Tasks) ? Tasks : []).map((task: unknown, index): Task => {
    const { Name: name, Action: action, Properties: properties } = isMap(task) ? task : {};
    return {
      name: String(name),
      action: String(action),
      properties: isMap(properties) ? properties : {},
      line: read.places.tasks[index] ?? 1,
    };
  });
  return { tasks, defaults: new Map(defaults) };
}

type Read = { root: YamlContent; places: Places } | { fault: string };

/** The plugin looks for faults and then for warnings. Parsing takes almost all of the time of both. */
let last: { content: string; read: Read } | undefined;

/** A content that is a mapping; or why it is none, as the predicate of a sentence. */
function readYaml(content: string): Read {
  if (last?.content !== content) last = { content, read: parsedYaml(content) };
  return last.read;
}

function parsedYaml(content: string): Read {
  // Loaded here and not above: only the YAML form needs the parser.
  const yaml = require("yaml") as typeof import("yaml");
  if (isTooDeep(content))
    return { fault: `is YAML that is nested more than ${MAX_DEPTH} levels deep. Take levels out.` };
  const lines = new yaml.LineCounter();
  const document = parsed(content, lines);
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    return { fault: `is not valid YAML (${error.code}, line ${line}). Correct it.` };
  }
  yaml.visit(document, {
    Map: (_, node) => (isReference(node, yaml) ? new yaml.Scalar(textOf(node, content)) : undefined),
  });
  const root = plain(document);
  if (root === BAD_ALIAS)
    return { fault: "is not valid YAML (an alias without its anchor, or too many of them). Correct it." };
  if (!isMap(root)) return { fault: "must be a mapping with Tasks, in the YAML form." };
  return { root, places: placesIn(document, lines, yaml) };
}

/** The lines on which the parameters and the tasks begin, counted from 1; undefined where that is not known. */
interface Places {
  parameters: (number | undefined)[];
  tasks: (number | undefined)[];
}

function placesIn(document: Document, lines: LineCounter, yaml: typeof import("yaml")): Places {
  const line = (node: unknown): number | undefined => {
    const start = yaml.isNode(node) ? node.range?.[0] : undefined;
    return start === undefined ? undefined : lines.linePos(start).line;
  };
  const [parameters, tasks] = [document.get("Parameters", true), document.get("Tasks", true)];
  return {
    parameters: yaml.isMap(parameters) ? parameters.items.map(({ key }) => line(key)) : [],
    tasks: yaml.isSeq(tasks) ? tasks.items.map(line) : [],
  };
}

/** `task 2 (line 9)` */
const at = (what: string, index: number, places: (number | undefined)[]): string =>
  `${what} ${index + 1}${places[index] === undefined ? "" : ` (line ${places[index]})`}`;

/** A parameter that a component declares. */
export interface ComponentParameter {
  name: string;
  type: unknown;
  hasDefault: boolean;
}

/** The parameters that a content in the YAML form declares; undefined where it cannot be read, which the check says. */
export function parametersOf(given: string): ComponentParameter[] | undefined {
  const content = normalContent(given);
  if (isTooDeep(content)) return undefined;
  const { LineCounter } = require("yaml") as typeof import("yaml");
  const document = parsed(content, new LineCounter());
  const root = document.errors.length > 0 ? undefined : plain(document);
  if (root === BAD_ALIAS || !isMap(root)) return undefined;
  const { Parameters: declared = {} } = root as YamlContent;
  if (!isMap(declared)) return declared === null ? [] : undefined;
  return Object.entries(declared).map(([name, value]) => {
    const { Type: type, DefaultValue: byDefault } = isMap(value) ? value : {};
    return { name, type, hasDefault: byDefault !== undefined && byDefault !== null };
  });
}

const MAX_DEPTH = 100;

/**
 * The library composes nested values by recursion, and a content of some thousand brackets ends the process. Its lexer
 * needs no recursion. Levels by indentation, and lists and keys that begin on one line, are as many at most as the columns
 * before the line's first other character.
 */
function isTooDeep(content: string): boolean {
  if (/^(?: |[-?](?= )){300}/m.test(content)) return true;
  const opening = content.match(/[[{]/g) ?? [];
  if (opening.length <= MAX_DEPTH) return false;
  const { Lexer } = require("yaml") as typeof import("yaml");
  let depth = 0;
  for (const token of new Lexer().lex(content)) {
    if (token === "[" || token === "{") depth += 1;
    else if (token === "]" || token === "}") depth = Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** A text that is no YAML can have an error at each character, and only the first counts: so no stack traces of them. */
function parsed(content: string, lineCounter: LineCounter): Document {
  const { parseDocument } = require("yaml") as typeof import("yaml");
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    // The library would print what stands in the content as a warning of Node's.
    return parseDocument(content, { lineCounter, prettyErrors: false, logLevel: "silent" });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * Whether a value is `{{ name }}`, without quotes: the service takes that as a text, as its page writes it (API: commands
 * supported by Image Builder), where YAML has a map in it whose key is a map.
 */
function isReference(node: YAMLMap, { isMap: isYamlMap }: typeof import("yaml")): boolean {
  const [outer, ...others] = node.items;
  const inner = outer?.key;
  if (!node.flow || others.length > 0 || outer?.value || !isYamlMap(inner) || !inner.flow) return false;
  return inner.items.length === 1 && !inner.items[0]?.value;
}

const textOf = (node: YAMLMap, content: string): string => {
  const [start = 0, end = 0] = node.range ?? [];
  return content.slice(start, end);
};

const BAD_ALIAS = Symbol("bad alias");

/** Aliases are resolved here, and what is wrong with them is thrown, with the name that stands there. */
function plain(document: Document): unknown {
  try {
    return document.toJS();
  } catch {
    return BAD_ALIAS;
  }
}

function parameterFindings(parameters: unknown, places: Places["parameters"]): YamlFindings {
  if (parameters === undefined || parameters === null) return { faults: [], warnings: [] };
  if (!isMap(parameters))
    return {
      faults: ["Parameters must be a mapping of names to their Type and DefaultValue."],
      warnings: [],
    };
  const found: YamlFindings = { faults: [], warnings: [] };
  for (const [index, value] of Object.values(parameters).entries()) {
    const which = `Parameters: ${at("entry", index, places)}`;
    if (!isMap(value)) {
      found.faults.push(`${which} must be a mapping with Type and DefaultValue.`);
      continue;
    }
    const { Type: type, DefaultValue: byDefault } = value;
    const allowed = `it must be one of ${PARAMETER_TYPES.join(", ")}`;
    const known = PARAMETER_TYPES.find((one) => one === type);
    if (type === undefined || type === null) found.faults.push(`${which} has no Type; ${allowed}. Add one.`);
    else if (!known) found.faults.push(`${which} has another Type; ${allowed}. Correct it.`);
    else if (byDefault !== undefined && byDefault !== null && !fits(known, byDefault)) {
      found.warnings.push(
        `${which} has a DefaultValue that is not a ${known}, which is its Type. The service may refuse it. Correct one of them.`,
      );
    }
  }
  return found;
}

interface TaskFindings extends YamlFindings {
  /** The places of the tasks whose output can be referred to, by their names. */
  outputs: Map<string, number>;
}

function taskFindings(tasks: unknown, systemType: unknown, places: Places["tasks"]): TaskFindings {
  if (!Array.isArray(tasks) || tasks.length === 0) {
    return {
      faults: ["Tasks must be a list of at least one task, in the YAML form."],
      warnings: [],
      outputs: new Map(),
    };
  }
  const found: TaskFindings = { faults: [], warnings: [], outputs: new Map() };
  const names: string[] = [];
  for (const [index, task] of tasks.entries()) {
    const which = `Tasks: ${at("task", index, places)}`;
    if (!isMap(task)) {
      found.faults.push(`${which} must be a mapping with Name, Action and Properties.`);
      continue;
    }
    const { Name: name, Action: action, Properties: properties } = task;
    if (!isText(name)) found.faults.push(`${which} has no Name. Give it one.`);
    else if (names.includes(name))
      found.faults.push(`${which} has the Name of another task. Give it one of its own.`);
    else names.push(name);
    const known = isText(action) ? actionNamed(action) : undefined;
    if (isText(name) && known?.hasOutput !== false) found.outputs.set(name, index);
    if (!isText(action)) found.faults.push(`${which} has no Action (${ACTION_NAMES.join(", ")}).`);
    else if (known === undefined) {
      found.warnings.push(
        `${which} has an Action that is none of those known (${ACTION_NAMES.join(", ")}). If the service does not know it, the build fails.`,
      );
    } else if (
      SYSTEMS.some((one) => one === systemType) &&
      !known.systems.some((one) => one === systemType)
    ) {
      found.faults.push(
        `${which} has the Action ${known.name}, which is for ${known.systems.join()} only, and systemType is ${systemType}. Use ${known.name === "RunShellCommand" ? "RunPowerShellCommand" : "RunShellCommand"}, or set systemType.`,
      );
    }
    const { required = [], optional = [] } = known ?? {};
    const given = isMap(properties) ? properties : {};
    for (const property of [...required, ...optional]) {
      const fault = propertyFault(property, given[property], required.includes(property), known?.name);
      if (fault) found.faults.push(`${which} has ${fault}`);
    }
    const odd = Object.keys(given).filter((key) => ![...required, ...optional].includes(key));
    if (known !== undefined && odd.length > 0) {
      found.warnings.push(
        `${which} has ${odd.length === 1 ? "a property" : `${odd.length} properties`} that ${known.name} is not documented to have (${[...required, ...optional].join(", ")}). Check the spelling.`,
      );
    }
  }
  return found;
}

const SYSTEMS = ["Linux", "Windows"];

function propertyFault(
  property: string,
  value: unknown,
  isRequired: boolean,
  action: string | undefined,
): string | undefined {
  const isEmpty = value === undefined || value === null || (typeof value === "string" && value.trim() === "");
  if (isEmpty) {
    return isRequired ? `no Properties.${property}, or an empty one; ${action} needs it. Add it.` : undefined;
  }
  if (typeof value === "string" && ["undefined", "null", "NaN"].includes(value.trim())) {
    return `"${value.trim()}" as its Properties.${property}: a value that is not set became a text. Set it.`;
  }
  const fault = typeFault(property, value);
  return fault && `${kindOf(value)} as its Properties.${property}; ${fault}`;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (isMap(value)) return "a mapping";
  return typeof value === "string" ? "a text" : `a ${typeof value}`;
}

/** References `{{x}}` to neither a parameter nor the output of a task that has run before. */
function referenceWarnings(
  content: string,
  parameters: readonly string[],
  outputs: ReadonlyMap<string, number>,
  places: Places["tasks"],
): string[] {
  const findings: Finding[] = [];
  for (const [index, text] of content.split("\n").entries()) {
    if (!text.includes("{{") || /^\s*#/.test(text)) continue;
    const line = index + 1;
    const task = places.findLastIndex((start) => start !== undefined && start <= line);
    const faults = [...text.matchAll(/\{\{([^{}]+)\}\}/g)].flatMap(([, inner = ""]) => {
      const name = inner.trim();
      if (parameters.includes(name)) return [];
      const source = name.endsWith(".stdout") ? outputs.get(name.slice(0, -".stdout".length)) : undefined;
      if (source === undefined) return [TO_NOTHING];
      return task !== -1 && source >= task ? [TO_LATER] : [];
    });
    findings.push(...[...new Set(faults)].map((fault) => ({ line, text: fault })));
  }
  return byLine(findings);
}

const TO_NOTHING =
  "a reference {{…}} that is neither one of the Parameters nor the output of a task ({{Task.stdout}}). " +
  "What the service does with it is not documented. Correct the name; ignore this if the braces belong to the script.";
const TO_LATER =
  "a reference to the output of a task that has not run yet: tasks run in their order. " +
  "What the service puts in is not documented. Move that task before this one.";

const names = (parameters: unknown): string[] => (isMap(parameters) ? Object.keys(parameters) : []);
const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";
