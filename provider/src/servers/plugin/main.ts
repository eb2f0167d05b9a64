import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { endWithEngine } from "../end-with-engine";
import { Engine } from "./engine";
import { pluginService } from "./service";

/*
 * The program that the engine starts: plugin/pulumi-resource-alicloud-image-builder. It prints the port that it listens
 * on, as its only output.
 */

/** The limit of the engine, too: a stack can have large contents. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;
/** How long running operations may take to answer after they were cancelled, in milliseconds. */
const GRACE = 1_000;
/** How long an answer may take to leave the process, in milliseconds. */
const FLUSH = 20;

const read = (file: string): string => readFileSync(join(__dirname, file), "utf8");

const { version } = JSON.parse(read("package.json"));
// The engine gives flags of its own, which differ between its versions: only this one has a meaning, for a person.
if (process.argv[2] === "--version") {
  process.stdout.write(`${version}\n`);
  process.exit();
}

endWithEngine();
const engine = new Engine();
// Without an address, a person has started it, and the engine attaches (PULUMI_DEBUG_PROVIDERS).
const address = process.argv.at(-1) ?? "";
if (/^[^-].*:\d+$/.test(address)) engine.connect(address);

const plugin = pluginService({
  version,
  schema: () => read("schema.json"),
  engine,
});
const server = new Server({
  "grpc.max_receive_message_length": LARGEST_MESSAGE,
  "grpc.max_send_message_length": LARGEST_MESSAGE,
});
server.addService(ResourceProviderService, plugin.methods);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    plugin.cancel();
    // The server's own shutdown would wait for the engine to close its connection, and the engine waits for this process.
    plugin.settled().then(() => setTimeout(() => process.exit(), FLUSH));
    setTimeout(() => process.exit(), GRACE);
  });
}
