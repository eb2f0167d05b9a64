#!/usr/bin/env node
/** The simulator as a process: one line of JSON on stdout when it is ready, the log on stderr. */

import { CommandLineError, readCommandLine, USAGE } from "./command-line.js";
import { version } from "./package.js";

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const options = readCommandLine(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(USAGE);
    return;
  }
  if (options === "version") {
    process.stdout.write(`${version}\n`);
    return;
  }
  // Loaded only to start: a wrong option is answered at once.
  const { startSimulator } = await import("./index.js");
  const simulator = await startSimulator({
    ...options,
    log: (line) => say(`${new Date().toISOString()} ${line}`),
  });
  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  const { endpoint, accessKeyId, accessKeySecret } = simulator;
  process.stdout.write(`${JSON.stringify({ endpoint, accessKeyId, accessKeySecret })}\n`);
}

const NO_NAME = "the name does not resolve; give an address of this machine with --host";

/** Why an address cannot be listened on, and what to do. */
const NO_ADDRESS: Record<string, string> = {
  EADDRINUSE: "the port is in use; --port 0 takes a free port",
  EADDRNOTAVAIL: "it is not an address of this machine; give one of those with --host",
  EACCES: "this user may not listen there; take a --port above 1023",
  ENOTFOUND: NO_NAME,
  EAI_AGAIN: NO_NAME,
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "", address, hostname, port } = error as NodeJS.ErrnoException & Partial<Address>;
  const reason = NO_ADDRESS[code];
  const host = address ?? hostname;
  return reason && host ? `${host}${port ? `:${port}` : ""}: ${reason}` : error.message;
}

/** What Node says of the address in an error of listening. */
interface Address {
  address: string;
  hostname: string;
  port: number;
}

main().catch((error: unknown) => {
  say(`image-builder-simulator: ${reasonOf(error)}`);
  process.exit(error instanceof CommandLineError ? 2 : 1);
});
