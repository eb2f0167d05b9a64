import { join } from "node:path";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { startChild } from "./child";
import {
  type CheckAnswer,
  call,
  failureOf,
  nameOfChanges,
  type Properties,
  propertiesOf,
  structOf,
} from "./dynamic-host";
import { root } from "./root";
import type { Simulator } from "./simulator";

export type ResourceClass = "ImagePipeline" | "ImageComponent" | "ImagePipelineExecution" | "ImageRetention";

/** A line that the plugin printed on the row of a resource. */
export interface Line {
  severity: "info" | "warning" | "error" | "debug";
  urn: string;
  text: string;
  ephemeral: boolean;
}

/** What a difference at one path is: `update`, `add-replace`, … */
export interface PluginDiff {
  changes: "none" | "some" | "unknown";
  replaces: string[];
  paths: Record<string, string>;
}

export const urnOf = (type: ResourceClass, name = "web"): string =>
  `urn:pulumi:test::test::alicloud-image-builder:index:${type}::${name}`;

/** How the engine writes a secret. */
export const secret = (value: unknown): Properties => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** The provider arguments with which only a simulator is reached. */
export const reaching = ({
  endpoint,
  accessKeyId,
  accessKeySecret,
}: Pick<Simulator, "endpoint" | "accessKeyId" | "accessKeySecret">): Properties => ({
  region: "cn-hangzhou",
  accessKey: accessKeyId,
  secretKey: accessKeySecret,
  endpoints: [{ ecs: endpoint, sts: endpoint }],
});

/** The built plugin: its executable, a process, spoken to as the engine does; what it prints on rows is kept. */
export async function startPlugin(
  options: { args?: Properties; env?: NodeJS.ProcessEnv; folder?: string; attached?: boolean } = {},
) {
  const lines: Line[] = [];
  const engine = await startEngine(lines);
  const folder = options.folder ?? join(root, "provider/plugin");
  const executable = join(folder, "pulumi-resource-alicloud-image-builder");
  // A person starts it without the address of an engine, which attaches later.
  const child = startChild(executable, options.attached ? [] : [engine.address], {
    hasInput: true,
    env: { ...process.env, ...options.env },
  });
  const port = await child.firstLine().catch((error: unknown) => {
    engine.stop();
    throw error;
  });
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": 400 * 1024 * 1024,
    "grpc.max_send_message_length": 400 * 1024 * 1024,
  });

  const plugin = {
    process: child.process,
    pid: child.process.pid ?? 0,
    port,
    stdout: child.stdout,
    stderr: child.stderr,
    ended: child.ended,
    engineAddress: engine.address,
    /** What was printed on the rows of resources. */
    lines: lines as readonly Line[],
    async handshake() {
      const request = new proto.ProviderHandshakeRequest();
      request.setEngineAddress(engine.address);
      const answer = await call<proto.ProviderHandshakeResponse>((done) => client.handshake(request, done));
      return answer.toObject();
    },
    async attach(address: string) {
      const request = new PluginAttach();
      request.setAddress(address);
      await call<Empty>((done) => client.attach(request, done));
    },
    async info(): Promise<PluginInfo.AsObject> {
      return (await call<PluginInfo>((done) => client.getPluginInfo(new Empty(), done))).toObject();
    },
    async schema(): Promise<string> {
      const request = new proto.GetSchemaRequest();
      return (await call<proto.GetSchemaResponse>((done) => client.getSchema(request, done))).getSchema();
    },
    async checkConfig(news: Properties): Promise<CheckAnswer> {
      const request = new proto.CheckRequest();
      request.setUrn("urn:pulumi:test::test::pulumi:providers:alicloud-image-builder::default");
      request.setNews(structOf(news));
      const answer = await call<proto.CheckResponse>((done) => client.checkConfig(request, done));
      return { inputs: propertiesOf(answer.getInputs()), failures: answer.getFailuresList().map(failureOf) };
    },
    async diffConfig(olds: Properties, news: Properties) {
      const request = new proto.DiffRequest();
      request.setOldInputs(structOf(olds));
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      const answer = await call<proto.DiffResponse>((done) => client.diffConfig(request, done));
      return { ...diffOf(answer), diffs: answer.getDiffsList() };
    },
    async configure(args: Properties) {
      const request = new proto.ConfigureRequest();
      request.setArgs(structOf(args));
      request.setAcceptsecrets(true);
      const answer = await call<proto.ConfigureResponse>((done) => client.configure(request, done));
      return answer.toObject();
    },
    async check(type: ResourceClass, news: Properties, olds: Properties = {}): Promise<CheckAnswer> {
      const request = new proto.CheckRequest();
      request.setUrn(urnOf(type));
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      const answer = await call<proto.CheckResponse>((done) => client.check(request, done));
      return { inputs: propertiesOf(answer.getInputs()), failures: answer.getFailuresList().map(failureOf) };
    },
    async diff(type: ResourceClass, id: string, olds: Properties, news: Properties): Promise<PluginDiff> {
      const request = new proto.DiffRequest();
      request.setUrn(urnOf(type));
      request.setId(id);
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      return diffOf(await call<proto.DiffResponse>((done) => client.diff(request, done)));
    },
    async create(
      type: ResourceClass,
      inputs: Properties,
      {
        preview = false,
        timeout = 0,
        name = "web",
      }: { preview?: boolean; timeout?: number; name?: string } = {},
    ) {
      const request = new proto.CreateRequest();
      request.setUrn(urnOf(type, name));
      request.setProperties(structOf(inputs));
      request.setPreview(preview);
      request.setTimeout(timeout);
      const answer = await call<proto.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: propertiesOf(answer.getProperties()) };
    },
    async read(type: ResourceClass, id: string, state: Properties = {}, inputs: Properties = {}) {
      const request = new proto.ReadRequest();
      request.setUrn(urnOf(type));
      request.setId(id);
      request.setProperties(structOf(state));
      request.setInputs(structOf(inputs));
      const answer = await call<proto.ReadResponse>((done) => client.read(request, done));
      return {
        id: answer.getId(),
        properties: propertiesOf(answer.getProperties()),
        inputs: propertiesOf(answer.getInputs()),
      };
    },
    async update(
      type: ResourceClass,
      id: string,
      olds: Properties,
      news: Properties,
      { preview = false, timeout = 0 }: { preview?: boolean; timeout?: number } = {},
    ) {
      const request = new proto.UpdateRequest();
      request.setUrn(urnOf(type));
      request.setId(id);
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      request.setPreview(preview);
      request.setTimeout(timeout);
      const answer = await call<proto.UpdateResponse>((done) => client.update(request, done));
      return { properties: propertiesOf(answer.getProperties()) };
    },
    async delete(type: ResourceClass, id: string, properties: Properties, timeout = 0) {
      const request = new proto.DeleteRequest();
      request.setUrn(urnOf(type));
      request.setId(id);
      request.setProperties(structOf(properties));
      request.setTimeout(timeout);
      await call<Empty>((done) => client.delete(request, done));
    },
    async invoke(name: string, args: Properties = {}) {
      const request = new proto.InvokeRequest();
      request.setTok(`alicloud-image-builder:index:${name}`);
      request.setArgs(structOf(args));
      const answer = await call<proto.InvokeResponse>((done) => client.invoke(request, done));
      return propertiesOf(answer.getReturn());
    },
    async cancel() {
      await call<Empty>((done) => client.cancel(new Empty(), done));
    },
    /** Closes its input, as the end of the engine does, and waits until it is gone. */
    engineGone() {
      child.process.stdin?.end();
      return child.ended;
    },
    async stop(signal?: NodeJS.Signals) {
      client.close();
      engine.stop();
      return child.stop(signal);
    },
  };
  if (options.args) await plugin.configure(options.args);
  return plugin;
}

export type Plugin = Awaited<ReturnType<typeof startPlugin>>;

/** The part of the engine that a plugin calls. */
export async function startEngine(lines: Line[]) {
  const server = new Server();
  server.addService(EngineService, {
    log({ request }: { request: LogRequest }, done: (error: null, answer: Empty) => void) {
      const names = Object.keys(LogSeverity) as (keyof typeof LogSeverity)[];
      const severity = names.find((name) => LogSeverity[name] === request.getSeverity())?.toLowerCase();
      lines.push({
        severity: severity as Line["severity"],
        urn: request.getUrn(),
        text: request.getMessage(),
        ephemeral: request.getEphemeral(),
      });
      done(null, new Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, stop: () => server.forceShutdown() };
}

function diffOf(answer: proto.DiffResponse): PluginDiff {
  const kinds = Object.keys(proto.PropertyDiff.Kind) as (keyof typeof proto.PropertyDiff.Kind)[];
  const paths = answer
    .getDetaileddiffMap()
    .getEntryList()
    .map(([path]) => {
      const kind = answer.getDetaileddiffMap().get(path)?.getKind();
      const name = kinds.find((one) => proto.PropertyDiff.Kind[one] === kind) ?? "";
      return [path, name.toLowerCase().replace("_", "-")];
    });
  return {
    changes: nameOfChanges(answer.getChanges()),
    replaces: answer.getReplacesList(),
    paths: Object.fromEntries(paths),
  };
}
