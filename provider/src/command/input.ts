import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { messageOf, printable } from "../values/printable";

/** What stands on a command line. Node's own messages speak of positional arguments. */
export function parsed<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${faultOf(messageOf(error))} --help lists the options.`);
  }
}

function faultOf(message: string): string {
  const [, named = ""] = /'([^' ]*)/.exec(message) ?? [];
  const name = printable(named);
  if (message.includes("Unknown option")) return `${name} is not an option.`;
  if (message.includes("Unexpected argument")) return `${name}: unexpected argument.`;
  if (message.includes("does not take")) return `${name} takes no value.`;
  return `${name} needs a value. If it begins with -, write ${name}=VALUE.`;
}

const REASONS: Record<string, string> = {
  ENOENT: "it does not exist",
  EISDIR: "it is a folder",
  EACCES: "its permissions do not allow that",
};

/** Reads what a command line names: files, and `-` for standard input, which can be read once. */
export function reader(): (file: string) => string {
  let isRead = false;
  return (file) => {
    if (file !== "-") return textOf(file);
    if (isRead) throw new Error("- (standard input) can be given once only.");
    isRead = true;
    return readFileSync(0, "utf8");
  };
}

/** The option `--state` of every command that has it, in its help. */
export const STATE_HELP = "a stack export (pulumi stack export), - is standard input; can be repeated";

/** A stack export, with its source for errors. */
export interface StackExport {
  text: string;
  from: string;
}

/** What the option `--state` names. */
export function statesOf(files: readonly string[], read = reader()): StackExport[] {
  return files.map((file) => {
    if (file === "-" && process.stdin.isTTY) throw new Error(`--state -: ${NO_INPUT}`);
    return { text: read(file), from: file === "-" ? "standard input" : printable(file) };
  });
}

export const NO_INPUT = "pipe `pulumi stack export` into this command, or use --state FILE.";

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${printable(file)} cannot be read: ${REASONS[code] ?? messageOf(error)}.`);
  }
}
