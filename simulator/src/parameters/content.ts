/**
 * What the simulator reads in a content: its form, its commands, and what the service refuses of them.
 *
 * The commands and the codes are documented (docs/service.md, Build content: commands, Error codes); which input earns
 * which code is partly inferred. What no document knows is let pass: heredocs, flags, the YAML form in a pipeline.
 */

export const MAX_COMMANDS = 127;

/** The parameter that holds a content: a pipeline's build, its tests, or a component. */
export type ContentParameter = "BuildContent" | "TestContent" | "Content";

export interface BaseReference {
  readonly baseImageType: string;
  readonly baseImage: string;
}

/** A command: its first word in capitals, and what stands behind it. */
interface Command {
  readonly word: string;
  readonly operand: string;
}

/**
 * The YAML form begins with one of its two documented keys, or with something else that YAML can begin with, and then
 * has a top-level list of tasks (docs/service.md, Build content: YAML form). A file in YAML that a command writes, by a
 * heredoc, does not make the content one.
 */
export function isYaml(content: string): boolean {
  const first = logicalLines(content)[0]?.trimStart() ?? "";
  if (/^(Tasks|Parameters|"Tasks"|"Parameters"|'Tasks'|'Parameters')[ \t]*:(\s|$)/.test(first)) return true;
  const canBeYaml = /^(\{|%|---(\s|$)|"[^"]*"[ \t]*:|'[^']*'[ \t]*:|[^\s:"'{}]+[ \t]*:(\s|$))/.test(first);
  const hasCommand = content
    .split(/[\r\n]/)
    .some((line) => /^[A-Z]+\s/i.test(line) && KNOWN.has(commandOf(line).word));
  return canBeYaml && !hasCommand && /(^|[\s{,])["']?Tasks["']?\s*:/.test(content);
}

/**
 * The commands of a content, each on one line: comments and blank lines are none, and a line
 * continued with a backslash or by a heredoc is part of the command it continues.
 */
export function commands(content: string): readonly string[] {
  return logicalLines(content).map((line) => line.trim());
}

function logicalLines(content: string): readonly string[] {
  const found: string[] = [];
  let open: string | undefined;
  let heredocs: readonly RegExp[] = [];
  for (const line of content.split(/\r\n|\r|\n/)) {
    const [terminator] = heredocs;
    if (terminator !== undefined) {
      if (terminator.test(line)) heredocs = heredocs.slice(1);
      continue;
    }
    if (/^\s*(#|$)/.test(line)) continue;
    const continued = /\\[ \t]*$/.test(line);
    open = `${open ?? ""}${line.replace(/\\[ \t]*$/, "")}`;
    if (continued) continue;
    found.push(open);
    heredocs = heredocsOf(open);
    open = undefined;
  }
  if (open !== undefined) found.push(open);
  return found;
}

/** What ends each heredoc that a command opens; text in quotes opens none. */
function heredocsOf(command: string): readonly RegExp[] {
  if (!/^\s*(RUN|COPY|ADD)\s/i.test(command)) return [];
  const tokens = command.matchAll(
    /\s\d*<<(-?)(["']?)([A-Za-z_]\w*)\2|\\.|"(?:\\.|[^"\\])*("|\\?$)|'[^']*('|$)/g,
  );
  return [...tokens].flatMap(([, dash, , word]) => {
    if (word === undefined) return [];
    return [new RegExp(dash === "-" ? `^\\t*${word}$` : `^${word}$`)];
  });
}

function commandOf(line: string): Command {
  const [word = ""] = /^\S+/.exec(line.trim()) ?? [];
  return { word: word.toUpperCase(), operand: line.trim().slice(word.length).trim() };
}

const commandsOf = (content: string): readonly Command[] => commands(content).map(commandOf);

/** Why a content is refused; `code` is documented. */
export interface ContentFault {
  readonly code: string;
  readonly why: string;
}

/** The documents list these for contents of pipelines and of components (docs/service.md, Build content: commands). */
const WITH_OPERAND = ["RUN", "ENV", "WORKDIR", "COPY", "USER", "LABEL", "CMD", "ENTRYPOINT"];
const KNOWN: ReadonlySet<string> = new Set([...WITH_OPERAND, "RESTART", "COMPONENT", "FROM"]);

/** The first thing that the service refuses of the commands of a content; undefined for YAML, too. */
export function faultInCommands(content: string, parameter: ContentParameter): ContentFault | undefined {
  if (isYaml(content)) return undefined;
  const all = commandsOf(content);
  if (all.length > MAX_COMMANDS) {
    return {
      code: "InvalidImageTemplateCommandSize.ExceededMaxNumber",
      why: `it can have at most ${MAX_COMMANDS} commands`,
    };
  }
  for (const [index, command] of all.entries()) {
    const fault =
      faultIn(command, parameter) ?? (command.word === "FROM" ? faultInFrom(all, index) : undefined);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultIn({ word, operand }: Command, parameter: ContentParameter): ContentFault | undefined {
  if (!KNOWN.has(word)) {
    return { code: "InvalidImageTemplateCommand.NotSupported", why: "one of its commands is not supported" };
  }
  if (parameter === "Content" && word === "COMPONENT") {
    return { code: "InvalidCommand.Component", why: "a component cannot use COMPONENT" };
  }
  if (parameter === "Content" && word === "FROM") {
    return { code: "NotSupportedCommand.FROM", why: "a component cannot use FROM" };
  }
  if (word === "RESTART" && operand !== "") {
    return { code: "NotEmptyCommandContent.RESTART", why: "nothing can follow RESTART" };
  }
  if (operand === "" && word === "COMPONENT") {
    return { code: `InvalidParameter.${parameter}`, why: "a COMPONENT names no component" };
  }
  if (operand === "" && WITH_OPERAND.includes(word)) {
    return { code: `EmptyCommandContent.${word}`, why: `a ${word} is empty` };
  }
  const why = word === "COPY" ? faultInCopy(operand) : word === "ENV" ? faultInEnv(operand) : undefined;
  return why === undefined ? undefined : { code: `InvalidCommandContent.${word}`, why };
}

/** `COPY <URL or path> <directory>`; the URL cannot have a query string. In brackets, as Docker's files may have it, too. */
function faultInCopy(operand: string): string | undefined {
  const bare = operand.startsWith("[") ? operand.replaceAll(/[[\],"]/g, " ").trim() : operand;
  const named = bare.split(/\s+/).filter((part) => part !== "" && !part.startsWith("--"));
  if (named.some((part) => /^[A-Za-z][\w+.-]*:\/\/[^?]*\?/.test(part)))
    return "a COPY has a URL with a query string";
  return named.length < 2 ? "a COPY needs what to copy, and where to" : undefined;
}

/** `ENV key value` or `ENV key="value"`. */
function faultInEnv(operand: string): string | undefined {
  return /[\s=]/.test(operand) ? undefined : "an ENV needs a key and a value";
}

/** Ignored or not, FROM is parsed (docs/service.md, FROM). */
function faultInFrom(all: readonly Command[], index: number): ContentFault | undefined {
  if (all.slice(0, index).some(({ word }) => word === "FROM")) {
    return { code: "DuplicatedCommand.FROM", why: "there can be one FROM" };
  }
  if (index > 0) return { code: "InvalidCommandOrder.FROM", why: "FROM must be the first command" };
  return baseReference(all[index]?.operand ?? "") === undefined
    ? { code: "InvalidCommandContent.FROM", why: "FROM must be FROM <BaseImageType>:<BaseImage>" }
    : undefined;
}

/** The operand of the content's FROM line, wherever that stands; undefined without one. */
export function fromOperand(content: string): string | undefined {
  if (isYaml(content)) return undefined;
  return commandsOf(content).find(({ word }) => word === "FROM")?.operand;
}

/** What the COMPONENT lines of a content name: IDs and ARNs (docs/service.md, Build content: commands). */
export function componentReferences(content: string): readonly string[] {
  if (isYaml(content)) return [];
  return commandsOf(content).flatMap(({ word, operand }) =>
    word === "COMPONENT" ? (operand.split(/\s+/)[0] ?? []) : [],
  );
}

/**
 * Reads `<BaseImageType>:<BaseImage>` (docs/service.md, FROM); undefined for any other form, Docker's
 * `image:tag` too.
 */
export function baseReference(operand: string): BaseReference | undefined {
  const match = /^(IMAGE|IMAGE_FAMILY):(\S+)$/.exec(operand);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return { baseImageType: match[1], baseImage: match[2] };
}
