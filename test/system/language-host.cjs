/*
 * Passes every call to the language host of Node that is installed, and answers one by itself: RunPlugin, by which the CLI
 * starts a policy pack. The last language host that is published as a Go module (tools/pulumi-language-nodejs) does not have
 * it; the one that comes with a CLI does, and starts the pack in the same way.
 *
 *   node language-host.cjs PATH-OF-THE-HOST ARGUMENTS…
 */
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");
const grpc = require("@grpc/grpc-js");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const messages = require("@pulumi/pulumi/proto/language_pb");

/** @typedef {grpc.ServerUnaryCall<Buffer, Buffer>} Unary */
/** @typedef {grpc.ServerWritableStream<Buffer, Buffer>} Streaming */

const [, , path = "", ...args] = process.argv;
const asIs = (/** @type {Buffer} */ bytes) => bytes;

const host = spawn(path, args, { stdio: ["ignore", "pipe", "inherit"] });
host.on("exit", (code) => process.exit(code ?? 1));
process.on("exit", () => host.kill());
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(0));

createInterface(host.stdout).once("line", (port) => {
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const server = new grpc.Server();
  for (const [name, { path: at, responseStream }] of Object.entries(LanguageRuntimeService)) {
    const method = {
      path: at,
      requestStream: false,
      responseStream,
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    };
    const pass = (
      /** @type {Unary} */ { request, metadata },
      /** @type {grpc.sendUnaryData<Buffer>} */ done,
    ) => client.makeUnaryRequest(at, asIs, asIs, request, metadata, (error, answer) => done(error, answer));
    const passStream = (/** @type {Streaming} */ call) => {
      const answer = client.makeServerStreamRequest(at, asIs, asIs, call.request, call.metadata);
      answer.on("data", (part) => call.write(part));
      answer.on("end", () => call.end());
      answer.on("error", (error) => call.destroy(error));
    };
    const runs = name === "runPlugin";
    server.addService({ [name]: method }, { [name]: runs ? runPlugin : responseStream ? passStream : pass });
  }
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, own) => {
    if (error) throw error;
    process.stdout.write(`${own}\n`);
  });
});

/**
 * Starts the policy pack with its own copy of Pulumi, and passes on what it prints, the port of its server first.
 *
 * @param {Streaming} call
 */
function runPlugin(call) {
  const request = messages.RunPluginRequest.deserializeBinary(call.request);
  const folder = request.getInfo()?.getProgramDirectory() || request.getProgram();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack", { paths: [folder] });
  const env = Object.fromEntries(request.getEnvList().map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const options = { cwd: folder, env: { ...process.env, ...env } };
  const pack = spawn(process.execPath, [runner, ...request.getArgsList(), "."], options);
  const answer = (/** @type {(response: messages.RunPluginResponse) => void} */ fill) => {
    const response = new messages.RunPluginResponse();
    fill(response);
    call.write(Buffer.from(response.serializeBinary()));
  };
  pack.stdout.on("data", (bytes) => answer((response) => response.setStdout(bytes)));
  pack.stderr.on("data", (bytes) => answer((response) => response.setStderr(bytes)));
  pack.on("close", (code) => {
    answer((response) => response.setExitcode(code ?? 1));
    call.end();
  });
  call.on("cancelled", () => pack.kill());
}
