import { parseArgs } from "node:util";
import type { SimulatorOptions } from "./index.js";

export const USAGE = `Starts an Alibaba Cloud ECS endpoint for Image Builder on this machine.

  image-builder-simulator [options]

  --port N                the port to listen on (4599); 0 takes a free one
  --host ADDRESS          the address to listen on (127.0.0.1)
  --data FILE             keep the content in this file across restarts
  --speed X               how many simulated seconds pass in a real one (1)
  --run-builds COMMAND    really run the content of each execution: BUILDING lasts until this shell command ends, and fails
                          with what it printed. It reads the build content on standard input, and gets the arguments
                          --component REFERENCE=FILE and --test FILE (pulumi-alicloud-image-builder try - --base IMAGE)
  --access-key-id ID      the access key that requests must be signed with (random);
  --access-key-secret S     give both or neither
  --help, -h              show this text
  --version               show the version

When it is ready it writes one line of JSON to stdout: endpoint, accessKeyId, accessKeySecret.
Its log goes to stderr. Open {endpoint}/ in a browser for a page that shows what exists and what happens. For programs,
GET {endpoint}/ lists actions and routes, GET {endpoint}/_simulator/state shows all resources.
`;

const DEFAULT_PORT = "4599";

/** A day of real time is then 2,700 years, well within what a date can hold. */
const MAX_SPEED = 1_000_000;

/** The command line has an error. */
export class CommandLineError extends Error {}

/** @throws CommandLineError with a sentence for the user. */
export function readCommandLine(args: readonly string[]): SimulatorOptions | "help" | "version" {
  const values = parse(args);
  if (values.help) return "help";
  if (values.version) return "version";
  const id = values["access-key-id"];
  const secret = values["access-key-secret"];
  if ((id === undefined) !== (secret === undefined)) {
    throw new CommandLineError("--access-key-id and --access-key-secret: give both or neither");
  }
  for (const [name, value] of Object.entries(values)) {
    if (value === "") throw new CommandLineError(`--${name} is empty`);
  }
  return {
    port: port(values.port ?? DEFAULT_PORT),
    ...(values.host !== undefined && { host: values.host }),
    ...(values.data !== undefined && { data: values.data }),
    ...(values["run-builds"] !== undefined && { runBuilds: values["run-builds"] }),
    ...(values.speed !== undefined && { speed: speed(values.speed) }),
    ...(id !== undefined && secret !== undefined && { accessKeyId: id, accessKeySecret: secret }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        host: { type: "string" },
        data: { type: "string" },
        speed: { type: "string" },
        "run-builds": { type: "string" },
        "access-key-id": { type: "string" },
        "access-key-secret": { type: "string" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new CommandLineError(`${faultOf(String(error))}; --help lists the options`);
  }
}

/** Node's own messages speak of positional arguments. */
function faultOf(message: string): string {
  const [, named = ""] = /'(?:-\w, )?([^' ]*)/.exec(message) ?? [];
  const name = named.replace(/[^\x20-\x7e]/g, "?").slice(0, 100);
  if (message.includes("Unknown option")) return `${name} is not an option`;
  if (message.includes("Unexpected argument")) return `${name || "an empty text"} is an unexpected argument`;
  if (message.includes("does not take")) return `${name} takes no value`;
  return `${name} needs a value; if it begins with -, write ${name}=VALUE`;
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value <= 65_535) return value;
  throw new CommandLineError("--port must be a whole number, 0 to 65535");
}

function speed(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0 && value <= MAX_SPEED) return value;
  throw new CommandLineError(`--speed must be a number above 0, at most ${MAX_SPEED}`);
}
