import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startChild } from "./child";
import { root } from "./root";

/** What a resource's inputs and outputs are made of; they carry the key `__provider`, like those of the engine. */
export type Properties = Record<string, unknown>;

export interface CheckAnswer {
  inputs: Properties;
  failures: { property: string; reason: string }[];
}

export interface DiffAnswer {
  /** `unknown` when the provider left `changes` out: the engine then compares for itself. */
  changes: "none" | "some" | "unknown";
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** What the engine is told of a call that failed. */
export class HostError extends Error {
  constructor(
    readonly code: number,
    message: string,
    /** There for a resource that exists though the call failed: it is kept, as partially initialized. */
    readonly details: { id: string; properties: Properties; reasons: string[] } | undefined,
  ) {
    super(message);
  }
}

/** The dynamic provider host of `@pulumi/pulumi`, a process, spoken to as the engine does. */
export interface DynamicHost {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  /** Takes the whole configuration of the stack: `{"alicloud:region": "cn-hangzhou"}`. */
  configure(config: Properties): Promise<void>;
  check(olds: Properties, news: Properties): Promise<CheckAnswer>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer>;
  create(
    inputs: Properties,
    options?: { preview?: boolean },
  ): Promise<{ id: string; properties: Properties }>;
  /** Without an `id` in the answer the resource is gone. */
  read(
    id: string,
    properties: Properties,
    inputs?: Properties,
  ): Promise<{ id: string; properties: Properties; inputs: Properties | undefined }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ properties: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<number | undefined>;
  /** Closes its input, as the end of the engine does, and waits until it is gone. */
  engineGone(): Promise<number | undefined>;
}

const hostScript = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
const secondsPerCall = 60;

/**
 * Starts a host in a folder; a provider's `require` is resolved from there, as from a project's folder.
 */
export async function startDynamicHost(
  options: { cwd?: string; env?: NodeJS.ProcessEnv; engine?: string } = {},
): Promise<DynamicHost> {
  // The argument is where the engine listens. The host itself never calls it.
  const child = startChild(process.execPath, [hostScript, options.engine ?? "127.0.0.1:1"], {
    hasInput: true,
    cwd: options.cwd ?? root,
    env: { ...process.env, PULUMI_NODEJS_PROJECT: "test", PULUMI_NODEJS_STACK: "test", ...options.env },
  });
  const port = (await child.firstLine()).trim();
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.max_receive_message_length": 100 * 1024 * 1024,
  });

  return {
    pid: child.process.pid ?? 0,
    stdout: child.stdout,
    stderr: child.stderr,
    async configure(config) {
      const request = new proto.ConfigureRequest();
      request.setArgs(structOf(config));
      await call<proto.ConfigureResponse>((done) => client.configure(request, done));
    },
    async check(olds, news) {
      const request = new proto.CheckRequest();
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      const answer = await call<proto.CheckResponse>((done) => client.check(request, done));
      return { inputs: propertiesOf(answer.getInputs()), failures: answer.getFailuresList().map(failureOf) };
    },
    async diff(id, olds, news) {
      const request = new proto.DiffRequest();
      request.setId(id);
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      const answer = await call<proto.DiffResponse>((done) => client.diff(request, done));
      return {
        changes: nameOfChanges(answer.getChanges()),
        replaces: answer.getReplacesList(),
        deleteBeforeReplace: answer.getDeletebeforereplace(),
      };
    },
    async create(inputs, { preview = false } = {}) {
      const request = new proto.CreateRequest();
      request.setProperties(structOf(inputs));
      request.setPreview(preview);
      const answer = await call<proto.CreateResponse>((done) => client.create(request, done));
      return { id: answer.getId(), properties: propertiesOf(answer.getProperties()) };
    },
    async read(id, properties, inputs = {}) {
      const request = new proto.ReadRequest();
      request.setId(id);
      request.setProperties(structOf(properties));
      request.setInputs(structOf(inputs));
      const answer = await call<proto.ReadResponse>((done) => client.read(request, done));
      return {
        id: answer.getId(),
        properties: propertiesOf(answer.getProperties()),
        inputs: answer.hasInputs() ? propertiesOf(answer.getInputs()) : undefined,
      };
    },
    async update(id, olds, news) {
      const request = new proto.UpdateRequest();
      request.setId(id);
      request.setOlds(structOf(olds));
      request.setNews(structOf(news));
      const answer = await call<proto.UpdateResponse>((done) => client.update(request, done));
      return { properties: propertiesOf(answer.getProperties()) };
    },
    async delete(id, properties) {
      const request = new proto.DeleteRequest();
      request.setId(id);
      request.setProperties(structOf(properties));
      await call<Empty>((done) => client.delete(request, done));
    },
    stop(signal) {
      client.close();
      return child.stop(signal);
    },
    engineGone() {
      client.close();
      child.process.stdin?.end();
      return child.ended;
    },
  };
}

type Done<Answer> = (error: ServiceError | null, answer: Answer) => void;

export function call<Answer>(start: (done: Done<Answer>) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer in ${secondsPerCall} s`)),
      secondsPerCall * 1000,
    );
    start((error, answer) => {
      clearTimeout(timer);
      if (error === null) resolve(answer);
      else reject(new HostError(error.code, error.details, detailsOf(error)));
    });
  });
}

function detailsOf(error: ServiceError): HostError["details"] {
  const [packed] = error.metadata.get("grpc-status-details-bin");
  if (!(packed instanceof Buffer)) return undefined;
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  const failed = detail?.unpack(
    (bytes) => proto.ErrorResourceInitFailed.deserializeBinary(bytes),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failed) return undefined;
  return {
    id: failed.getId(),
    properties: propertiesOf(failed.getProperties()),
    reasons: failed.getReasonsList(),
  };
}

export function nameOfChanges(changes: proto.DiffResponse.DiffChanges): DiffAnswer["changes"] {
  if (changes === proto.DiffResponse.DiffChanges.DIFF_NONE) return "none";
  return changes === proto.DiffResponse.DiffChanges.DIFF_SOME ? "some" : "unknown";
}

export function failureOf(failure: proto.CheckFailure) {
  return { property: failure.getProperty(), reason: failure.getReason() };
}

/** Keys without a value are left out, as the engine leaves them out. */
export function structOf(properties: Properties): Struct {
  const plain: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(properties));
  return Struct.fromJavaScript(plain);
}

export function propertiesOf(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : struct.toJavaScript();
}
