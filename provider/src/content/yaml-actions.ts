import { isMap } from "../values/maps";

/**
 * The actions of a component in YAML, from "Commands supported by Image Builder" (docs/service.md, Build content: YAML
 * form). Loads nothing.
 */
export interface Action {
  name: string;
  /** `inferred` of those that the page gives no system: it says that the YAML form is for both. */
  systems: readonly ("Linux" | "Windows")[];
  required: readonly string[];
  optional: readonly string[];
  /** Whether `{{ Task.stdout }}` can refer to it. */
  hasOutput: boolean;
}

const BOTH = ["Linux", "Windows"] as const;

export const ACTIONS: readonly Action[] = [
  {
    name: "RunShellCommand",
    systems: ["Linux"],
    required: ["commandContent"],
    optional: ["workingDir", "username"],
    hasOutput: true,
  },
  {
    name: "RunPowerShellCommand",
    systems: ["Windows"],
    required: ["commandContent"],
    optional: ["workingDir", "username", "windowsPasswordName"],
    hasOutput: true,
  },
  {
    name: "InvokeCommand",
    systems: BOTH,
    required: ["commandId"],
    optional: ["username", "parameters"],
    hasOutput: false,
  },
  {
    name: "OSSDownload",
    systems: BOTH,
    required: ["bucketName", "destinationDir", "objectName"],
    optional: ["ossRegion", "validTime"],
    hasOutput: false,
  },
  {
    name: "OSSUpload",
    systems: BOTH,
    required: ["bucketName", "fileToUpload", "objectName"],
    optional: ["ossRegion", "validTime"],
    hasOutput: false,
  },
  {
    name: "WebDownload",
    systems: BOTH,
    required: ["sourcePath", "destinationDir"],
    optional: ["tokenInfo", "timeout"],
    hasOutput: false,
  },
  { name: "Reboot", systems: BOTH, required: [], optional: ["forceStop"], hasOutput: false },
];

export const ACTION_NAMES: readonly string[] = ACTIONS.map(({ name }) => name);

export const actionNamed = (name: string): Action | undefined => ACTIONS.find((one) => one.name === name);

/** What a parameter of a component can be. */
export const PARAMETER_TYPES = ["String", "Number", "Boolean"];

/** The properties that the page does not describe as a text. A name means the same in every action. */
const TYPES: Readonly<Record<string, "Number" | "Boolean" | "JSON">> = {
  validTime: "Number",
  timeout: "Number",
  forceStop: "Boolean",
  parameters: "JSON",
};

/** What is wrong with the type of a property's value, with the remedy. */
export function typeFault(property: string, value: unknown): string | undefined {
  const type = TYPES[property] ?? "String";
  if (fits(type, value)) return undefined;
  if (type === "Number") return "it must be a number. Write digits, without a unit.";
  if (type === "Boolean") return "it must be true or false. Write one of them.";
  if (type === "JSON")
    return `it must be a JSON object. Write the names and values of the command's parameters, as in '{"name": "value"}'.`;
  return "it must be a text. Put it in quotes, or write it as a block (|).";
}

/**
 * Whether a value can be of a type. A text with a reference in it can become anything; that the service reads numbers and
 * switches from texts, too, is inferred, since a parameter's value is put in as one.
 */
export function fits(type: string, value: unknown): boolean {
  if (typeof value === "string" && /\{\{[^{}]*\}\}/.test(value)) return true;
  if (type === "Number") {
    return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()));
  }
  if (type === "Boolean") {
    return typeof value === "boolean" || (typeof value === "string" && /^(true|false)$/i.test(value.trim()));
  }
  if (type !== "JSON") return typeof value !== "object";
  return isMap(typeof value === "string" ? parsed(value) : value);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
