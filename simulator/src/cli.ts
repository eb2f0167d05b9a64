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

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inUse = "code" in error && error.code === "EADDRINUSE";
  return inUse ? `${error.message}: the port is in use; --port 0 takes a free port` : error.message;
}

main().catch((error: unknown) => {
  say(`image-builder-simulator: ${reasonOf(error)}`);
  process.exit(error instanceof CommandLineError ? 2 : 1);
});
