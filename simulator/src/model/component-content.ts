/**
 * The two forms of a component's content (docs/service.md, Build content: commands, Build content: YAML
 * form): commands, and YAML with tasks.
 *
 * The YAML form is written down nowhere; what is checked is what all known examples have in common.
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

/** Both run a text on the instance; of other actions nothing is known. */
const COMMAND_ACTIONS = ["RunShellCommand", "RunPowerShellCommand"];

/** @throws the first thing that is wrong with it. */
export function refuseBadContent(content: string): void {
  const inCommands = faultInCommands(content, "Content");
  if (inCommands !== undefined) throw errors.invalidContent("Content", inCommands);
  const inYaml = isYaml(content) ? faultInYaml(content) : undefined;
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

function faultInYaml(content: string): string | undefined {
  const document = mapping(read(content));
  if (document === undefined) return "it cannot be read as YAML";
  const { Tasks: tasks, Parameters: parameters = {} } = document;
  if (!Array.isArray(tasks) || tasks.length === 0) return "Tasks must be a list that is not empty";
  const badTask = tasks.findIndex((task) => !isTask(mapping(task)));
  if (badTask !== -1) {
    return `task ${badTask + 1} must have a Name, an Action and, to run a command, Properties with commandContent`;
  }
  const declared = mapping(parameters);
  if (declared === undefined || !Object.values(declared).every((one) => isText(mapping(one)?.["Type"]))) {
    return "each of its Parameters must have a Type";
  }
  return undefined;
}

function isTask(task: Mapping | undefined): boolean {
  if (task === undefined || !isText(task["Name"]) || !isText(task["Action"])) return false;
  const runsCommand = COMMAND_ACTIONS.includes(task["Action"]);
  return !runsCommand || isText(mapping(task["Properties"])?.["commandContent"]);
}

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping | undefined {
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  return isMapping ? { ...value } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function read(content: string): unknown {
  try {
    // Warnings quote the content, and go to the process's own output.
    return parse(content, { logLevel: "error" });
  } catch {
    return undefined;
  }
}
