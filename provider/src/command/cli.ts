import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf, printable } from "../values/printable";
import { imagesCommand } from "./images/images-command";
import { orphansCommand } from "./orphans-command";
import { print } from "./print";
import { tryCommand } from "./try-command";

/** The commands by their names, each with a line for the list of commands. */
const COMMANDS: Record<string, { run(args: string[]): Promise<number>; line: string }> = {
  orphans: {
    run: orphansCommand,
    line: "lists the pipelines, components, builds and images in your account that no state contains",
  },
  try: {
    run: tryCommand,
    line: "runs a build content in a local container, before it costs an instance",
  },
  images: {
    run: imagesCommand,
    line: "lists the images in your account, keeps the newest and deletes the others, rolls a family back",
  },
};

const USAGE = `Usage: pulumi-alicloud-image-builder COMMAND [OPTION]...

${Object.entries(COMMANDS)
  .map(([name, { line }]) => `  ${name.padEnd(8)} ${line}`)
  .join("\n")}

COMMAND --help says more of each. --version prints the version of the package.
`;

/** The built file is one folder below package.json. */
const version = (): string => JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")).version;

async function main([name, ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "-h") return print(USAGE, 0);
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name === "--version" || (command && args[0] === "--version")) return print(`${version()}\n`, 0);
  if (!command) throw new Error(`${faultOf(name)}.\n\n${USAGE}`);
  return command.run(args);
}

function faultOf(name: string | undefined): string {
  if (!name) return "no command";
  return name.startsWith("-")
    ? `${printable(name)} is not an option here: a command comes first`
    : `unknown command ${printable(name)}`;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`pulumi-alicloud-image-builder: ${messageOf(error)}\n`);
    process.exitCode = 1;
  },
);
