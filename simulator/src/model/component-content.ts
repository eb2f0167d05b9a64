/**
 * The two forms of a component's content (docs/service.md, Build content: commands, Build content: YAML
 * form): commands, and YAML with tasks.
 *
 * Of the YAML form is checked what its page says; that the code is InvalidParameter.Content is inferred. Actions and
 * properties that are not on the page are let pass.
 */

import { parse } from "yaml";
import { errors } from "../errors.js";
import { faultInCommands, isYaml } from "../parameters/content.js";

/** Declared in YAML, and described with the component. */
export interface ComponentParameter {
  readonly name: string;
  readonly type: string;
  readonly defaultValue: string | undefined;
}

const TYPES = ["String", "Number", "Boolean"];

interface Action {
  readonly needs: readonly string[];
  readonly optional: readonly string[];
  /** The one system that it is for. */
  readonly system?: string;
}

const ACTIONS: Readonly<Record<string, Action>> = {
  RunShellCommand: { needs: ["commandContent"], optional: ["workingDir", "username"], system: "Linux" },
  RunPowerShellCommand: {
    needs: ["commandContent"],
    optional: ["workingDir", "username", "windowsPasswordName"],
    system: "Windows",
  },
  InvokeCommand: { needs: ["commandId"], optional: ["username", "parameters"] },
  OSSDownload: {
    needs: ["bucketName", "destinationDir", "objectName"],
    optional: ["ossRegion", "validTime"],
  },
  OSSUpload: { needs: ["bucketName", "fileToUpload", "objectName"], optional: ["ossRegion", "validTime"] },
  WebDownload: { needs: ["sourcePath", "destinationDir"], optional: ["tokenInfo", "timeout"] },
  Reboot: { needs: [], optional: ["forceStop"] },
};

/** What the page does not describe as a text; an action has each under the same name. */
const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  validTime: (value) => typeof value === "number" || /^\s*-?\d+(\.\d+)?\s*$/.test(textIn(value)),
  timeout: (value) => typeof value === "number" || /^\s*-?\d+(\.\d+)?\s*$/.test(textIn(value)),
  forceStop: (value) => typeof value === "boolean" || /^\s*(true|false)\s*$/i.test(textIn(value)),
  parameters: (value) => mapping(typeof value === "string" ? fromJson(value) : value) !== undefined,
};

/** @throws the first thing that is wrong with it. */
export function refuseBadContent(content: string, systemType: string): void {
  const inCommands = faultInCommands(content, "Content");
  if (inCommands !== undefined) throw errors.invalidContent("Content", inCommands);
  const inYaml = isYaml(content) ? faultInYaml(content, systemType) : undefined;
  if (inYaml !== undefined) throw errors.invalidParameter("Content", inYaml);
}

/** Of a content that was checked. */
export function parametersOf(content: string): readonly ComponentParameter[] {
  if (!isYaml(content)) return [];
  return Object.entries(mapping(mapping(read(content))?.["Parameters"]) ?? {}).map(([name, value]) => {
    const { Type: type, DefaultValue: byDefault } = mapping(value) ?? {};
    return {
      name,
      type: String(type),
      defaultValue: byDefault === undefined || byDefault === null ? undefined : String(byDefault),
    };
  });
}

function faultInYaml(content: string, systemType: string): string | undefined {
  const document = mapping(read(content));
  if (document === undefined) return "it cannot be read as YAML";
  const { Tasks: tasks, Parameters: parameters = {} } = document;
  if (!Array.isArray(tasks) || tasks.length === 0) return "Tasks must be a list that is not empty";
  for (const [index, task] of tasks.entries()) {
    const fault = faultInTask(mapping(task), systemType);
    if (fault !== undefined) return `task ${index + 1} ${fault}`;
  }
  const named = tasks.map((task) => mapping(task)?.["Name"]);
  if (new Set(named).size < named.length) return "two of its tasks have the same Name";
  const declared = mapping(parameters);
  const typed = Object.values(declared ?? {}).map((one) => mapping(one)?.["Type"]);
  return declared === undefined || typed.some((type) => !isText(type) || !TYPES.includes(type))
    ? `each of its Parameters must have a Type: ${TYPES.join(", ")}`
    : undefined;
}

function faultInTask(task: Mapping | undefined, systemType: string): string | undefined {
  if (task === undefined || !isText(task["Name"]) || !isText(task["Action"])) {
    return "must have a Name and an Action";
  }
  const { needs = [], optional = [], system = systemType } = ACTIONS[task["Action"]] ?? {};
  if (system !== systemType) return `has an Action that is for ${system} only`;
  const properties = mapping(task["Properties"]) ?? {};
  const missing = needs.find((name) => isMissing(properties[name]));
  if (missing !== undefined) return `must have Properties with ${missing}`;
  const wrong = [...needs, ...optional].find((name) => !isOfItsKind(name, properties[name]));
  return wrong === undefined ? undefined : `has a value of another type as its ${wrong}`;
}

/** A text with a reference in it can become anything. */
function isOfItsKind(name: string, value: unknown): boolean {
  if (isMissing(value) || isReference(value) || /\{\{[^{}]*\}\}/.test(textIn(value))) return true;
  return KINDS[name]?.(value) ?? typeof value !== "object";
}

/** `{{ name }}` without quotes, as the page writes it, is a map in YAML, whose key is the map `{ name }`. */
function isReference(value: unknown): boolean {
  const [[key, inner] = [], ...others] = Object.entries(mapping(value) ?? {});
  return others.length === 0 && inner === null && /^\{ [^{}:]+ \}$/.test(key ?? "");
}

const textIn = (value: unknown): string => (typeof value === "string" ? value : "");

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "");

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping | undefined {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMapping ? { ...value } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function read(content: string): unknown {
  try {
    // Warnings quote the content, and go to the process's own output.
    return parse(content, { logLevel: "error" });
  } catch {
    return undefined;
  }
}
