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

/** The text of a file that the command line names. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new Error(`${printable(file)} cannot be read: ${REASONS[code] ?? messageOf(error)}.`);
  }
}
