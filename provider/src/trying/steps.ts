import { type Command, commandNamed, copyOperands, isUrl, type Place } from "../content/commands";
import { parameterNameFaults, parameterValueFault } from "../content/component-parameters";
import { byteLength, isTooLong, isYaml, MAX_CONTENT_BYTES, normalContent } from "../content/form";
import { type Instruction, parseInstructions } from "../content/parse";
import { commandWarnings } from "../content/warnings";
import { examineYaml, type Task, tasksOf } from "../content/yaml";
import { grammarFaults } from "../validation/content-faults";
import { printable } from "../values/printable";
import { variablesIn, words } from "./words";

/** What one command or task of a content does in a container. */
export type Action =
  | { does: "run"; argv: string[] }
  | { does: "script"; script: string; user?: string; directory?: string; task?: string }
  | { does: "set"; rest: string }
  | { does: "enter"; rest: string }
  | { does: "become"; rest: string }
  | { does: "fetch"; url: string; to: string }
  | { does: "copy"; from: string[]; to: string }
  /** Nothing happens here, and nothing is missing in the container. */
  | { does: "nothing"; why: string }
  /** What it does cannot be done here, so that what comes after it may miss something. */
  | { does: "unsupported"; why: string };

/** Variables, directory and user hold for the commands of one content; parameters and outputs for one component. */
export interface Scope {
  variables: Map<string, string>;
  directory: string;
  user: string;
  /** What `{{ name }}` stands for. Undefined in the Dockerfile form, which has no such references. */
  values?: Map<string, string>;
}

export interface Step {
  /** `line 3`; in a component: `line 4, ic-1 line 2`. */
  place: string;
  /** What it is, for a person: no values of variables and parameters. */
  shown: string;
  /** The command or action, by which its notes are found. */
  kind: string;
  scope: Scope;
  action: Action;
}

export interface Plan {
  steps: Step[];
  /** What the service refuses. */
  faults: string[];
  /** What the service's documents leave uncertain. */
  warnings: string[];
}

export interface Given {
  content: string;
  place: Place;
  /** What its lines are called: nothing, or what stands before `line`. */
  within?: string;
  /** The values of a YAML component's parameters, and where they are given. */
  parameters?: ReadonlyMap<string, string>;
  parametersFrom?: string;
}

/** The content of a component by what a COMPONENT line calls it. */
export type ComponentOf = (reference: string) => string | undefined;

/** All that a content does, in its order, with the components that it names. */
export function planned(given: Given, componentOf: ComponentOf): Plan {
  const { content: text, within = "" } = given;
  const content = normalContent(text);
  // Of a component: `line 1, ic-1 line 2: …`, and about all of it `line 1, ic-1: …`.
  const named = (message: string) =>
    within && !message.startsWith("line ")
      ? `${within.trimEnd().replace(/,$/, "")}: ${message}`
      : `${within}${message}`;
  if (isTooLong(content)) {
    const size = `has ${byteLength(content)} bytes of UTF-8; the service takes ${MAX_CONTENT_BYTES}. Shorten it, or move a part of it into a component.`;
    return { steps: [], faults: [named(`the content ${size}`)], warnings: [] };
  }
  return isYaml(content)
    ? plannedYaml({ ...given, content }, named)
    : plannedCommands({ ...given, content }, named, componentOf);
}

const about = (fault: string) => (/^(has|is|must) /.test(fault) ? `the content ${fault}` : fault);

function plannedCommands(
  { content, place, within = "", parameters, parametersFrom = "--param" }: Given,
  named: (message: string) => string,
  componentOf: ComponentOf,
): Plan {
  const plan: Plan = {
    steps: [],
    faults: [
      ...grammarFaults(content, place).map(about),
      ...(parameters ? parameterNameFaults(content, [...parameters.keys()], parametersFrom) : []),
    ].map(named),
    warnings: commandWarnings("", content, place).map((text) => named(text.replace(/^: /, ""))),
  };
  if (plan.faults.length > 0) return plan;
  const scope: Scope = { variables: new Map(), directory: "/", user: "root" };
  const lines = content.split("\n");
  for (const instruction of parseInstructions(content)) {
    const { keyword, rest, line } = instruction;
    const where = `${within}line ${line}`;
    const [reference = "", ...given] = words(rest);
    const component = keyword === "COMPONENT" ? componentOf(reference) : undefined;
    const action = component === undefined ? actionOf(instruction, lines) : NOTHING_OF_ITS_OWN;
    plan.steps.push({ place: where, shown: shown(instruction), kind: keyword, scope, action });
    if (component === undefined) continue;
    const { values, fault } = parametersOfLine(given);
    if (fault) plan.faults.push(`${where}: ${fault}`);
    const inside = planned(
      {
        content: component,
        place: "component",
        within: `${where}, ${shortName(reference)} `,
        parameters: values,
        parametersFrom: "the COMPONENT line",
      },
      componentOf,
    );
    plan.steps.push(...inside.steps);
    plan.faults.push(...inside.faults);
    plan.warnings.push(...inside.warnings);
  }
  return plan;
}

const NOTHING_OF_ITS_OWN: Action = { does: "nothing", why: "" };

/** `ic-1`, and of an ARN its name and version. */
const shortName = (reference: string): string => printable(reference.replace(/^acs:.*?imagecomponent\//, ""));

/** `--name value --name2 value2` */
function parametersOfLine(given: readonly string[]): { values: Map<string, string>; fault?: string } {
  const values = new Map<string, string>();
  for (let at = 0; at < given.length; at += 2) {
    const [name = "", value] = given.slice(at, at + 2);
    if (!/^--[\w-]+$/.test(name) || value === undefined) {
      return {
        values,
        fault:
          "COMPONENT has something other than parameters after the component. Write --name value for each.",
      };
    }
    values.set(name.slice(2), value);
  }
  return { values };
}

function shown({ keyword, rest }: Instruction): string {
  if (keyword === "ENV") {
    const names = variablesIn(rest).map(([name]) => `${name}=…`);
    return printable([keyword, ...names].join(" "));
  }
  if (keyword === "COMPONENT") {
    const [reference = "", ...given] = words(rest);
    const names = given.map((word, at) => (at % 2 === 0 ? word : "…"));
    return printable([keyword, reference, ...names].join(" "));
  }
  return printable(`${keyword} ${rest}`.trim());
}

function actionOf(instruction: Instruction, lines: readonly string[]): Action {
  const { keyword, rest } = instruction;
  switch (keyword) {
    case "RUN":
      return ofRun(instruction, lines);
    case "ENV":
      return { does: "set", rest };
    case "WORKDIR":
      return { does: "enter", rest };
    case "USER":
      return { does: "become", rest };
    case "COPY":
      return ofCopy(instruction);
    case "RESTART":
      return { does: "nothing", why: NO_RESTART };
    case "COMPONENT":
      return {
        does: "unsupported",
        why: "its content is not given. Give it with --component REFERENCE=FILE, or the export of the stack that declares it with --state FILE",
      };
    default:
      return { does: "nothing", why: NOT_IN_A_BUILD[keyword] ?? (commandNamed(keyword) as Command).rule };
  }
}

const NO_RESTART =
  "a container is not restarted: processes go on, and nothing shows whether the system starts again";

const NOT_IN_A_BUILD: Readonly<Record<string, string>> = {
  LABEL: "it is metadata of the template, and changes nothing on the machine",
  CMD: "it is run when the system of the image starts, not during the build",
  ENTRYPOINT: "it is run when the system of the image starts, not during the build",
  FROM: "it names an image of ECS, which no container engine has: the base is the one of --base or --base-root",
};

function ofRun({ rest, heredoc, commandEnd, lastLine }: Instruction, lines: readonly string[]): Action {
  const argv = asList(rest);
  if (argv) return { does: "run", argv };
  if (!heredoc) return { does: "script", script: rest };
  const text = lines.slice(commandEnd, lastLine);
  const [only, dash] = /^\d*<<(-?)["']?\w+["']?$/.exec(rest) ?? [];
  // A heredoc alone is the script itself; after a command, the shell reads it.
  if (only === undefined) return { does: "script", script: [rest, ...text].join("\n") };
  const script = text.slice(0, -1).map((line) => (dash ? line.replace(/^\t+/, "") : line));
  return { does: "script", script: script.join("\n") };
}

/** `["program", "argument"]`; undefined for what is no list of texts, which Docker takes for a shell command. */
function asList(rest: string): string[] | undefined {
  if (!rest.startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(rest);
    const isTexts = Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === "string");
    return isTexts ? list : undefined;
  } catch {
    return undefined;
  }
}

function ofCopy({ rest, heredoc }: Instruction): Action {
  if (heredoc) return { does: "unsupported", why: "a heredoc of COPY is not in the service's documents" };
  if (/^--/.test(rest))
    return { does: "unsupported", why: "flags of COPY are not in the service's documents" };
  const operands = copyOperands(rest);
  const [from, to] = [operands.slice(0, -1), operands.at(-1) ?? ""];
  const [url] = from;
  if (!from.some(isUrl)) return { does: "copy", from, to };
  if (url === undefined || from.length > 1)
    return { does: "unsupported", why: "the service documents one source in a COPY. Write a line for each" };
  return { does: "fetch", url, to };
}

function plannedYaml(
  { content, within = "", parameters = new Map(), parametersFrom = "--param" }: Given,
  named: (message: string) => string,
): Plan {
  const { faults, warnings } = examineYaml(content, "Linux");
  if (faults.length > 0)
    return { steps: [], faults: faults.map((fault) => named(about(fault))), warnings: warnings.map(named) };
  const ofParameters = [
    ...parameterNameFaults(content, [...parameters.keys()], parametersFrom),
    ...[...parameters].flatMap(
      ([name, value]) => parameterValueFault(content, name, value, parametersFrom) ?? [],
    ),
  ];
  const { tasks, defaults } = tasksOf(content);
  const values = new Map([...defaults, ...parameters]);
  const steps = tasks.map((task): Step => {
    return {
      place: `${within}line ${task.line}`,
      shown: printable(`${task.action} ${task.name}`),
      kind: task.action,
      scope: { variables: new Map(), directory: "/", user: "root", values },
      action: ofTask(task),
    };
  });
  return { steps, faults: ofParameters.map(named), warnings: warnings.map(named) };
}

function ofTask({ name, action, properties }: Task): Action {
  const text = (property: string): string | undefined => {
    const value = properties[property];
    return value === undefined || value === null ? undefined : String(value);
  };
  if (action === "Reboot") return { does: "nothing", why: NO_RESTART };
  if (action === "RunShellCommand") {
    const [user, directory] = [text("username"), text("workingDir")];
    return {
      does: "script",
      script: normalContent(text("commandContent") ?? ""),
      task: name,
      ...(user && { user }),
      ...(directory && { directory }),
    };
  }
  if (action === "WebDownload" && text("tokenInfo") === undefined) {
    const url = text("sourcePath") ?? "";
    return { does: "fetch", url, to: text("destinationDir") ?? "" };
  }
  return { does: "unsupported", why: UNSUPPORTED[action] ?? "the action is not known" };
}

const UNSUPPORTED: Readonly<Record<string, string>> = {
  RunPowerShellCommand: "it is for Windows, and a container here is Linux",
  InvokeCommand: "the command is stored in your account, in Cloud Assistant",
  OSSDownload: "OSS is reached with the permissions of the build",
  OSSUpload: "OSS is reached with the permissions of the build",
  WebDownload: "a download with tokenInfo needs the token",
};

const REFERENCE = /\{\{([^{}]+)\}\}/g;

/** A text with its `{{ name }}` replaced. What refers to nothing stays as it stands. */
export const resolved = (text: string, { values }: Scope): string =>
  values ? text.replace(REFERENCE, (whole, name: string) => values.get(name.trim()) ?? whole) : text;
