import { isDeepStrictEqual } from "node:util";
import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { connect } from "../../ecs/api/ecs";
import { argumentSettings } from "../../ecs/settings/settings";
import type { Connection } from "../../lookups/connection";
import { resources } from "../../resources";
import { WARNINGS as COMPONENT_WARNINGS } from "../../resources/image-component/warnings";
import { WARNINGS as PIPELINE_WARNINGS } from "../../resources/image-pipeline/warnings";
import { IDENTITY } from "../../resources/image-pipeline-execution/normalize";
import {
  RULE as RETENTION_RULE,
  WARNINGS as RETENTION_WARNINGS,
} from "../../resources/image-retention/warnings";
import { type Lifecycle, PartialFailure, type Properties } from "../../resources/lifecycle";
import { providerFaults } from "../../validation/provider-faults";
import type { Warning } from "../../validation/warning";
import { withoutUnset } from "../../values/maps";
import { PACKAGE } from "../../values/package";
import { containsUnknown } from "../../values/unknown";
import { checkFailures, failureOf, initializationFailure } from "./answers";
import { detailed } from "./detailed-diff";
import type { Engine } from "./engine";
import { LOOKUPS } from "./lookups";
import { annotated, containsSecret, decoded, encoded, isSecretAt, plain, Refused, Secret } from "./wire";

/** A resource of this package. */
interface Resource {
  name: keyof ReturnType<typeof resources>;
  warnings: readonly Warning[];
  /** What a preview says, if something would run. */
  notes?: readonly Warning[];
  /** Outputs that can contain a secret of another resource. */
  secretOutputs: readonly string[];
}

const RESOURCES: Record<string, Resource> = {
  ImagePipeline: {
    name: "imagePipeline",
    warnings: PIPELINE_WARNINGS,
    secretOutputs: [],
  },
  ImageComponent: {
    name: "imageComponent",
    warnings: COMPONENT_WARNINGS,
    secretOutputs: [],
  },
  ImagePipelineExecution: {
    name: "imagePipelineExecution",
    warnings: [],
    // It contains the pipeline's imageOptions.imageName, and only the program knows whether that is secret.
    secretOutputs: ["imageName"],
  },
  ImageRetention: {
    name: "imageRetention",
    warnings: RETENTION_WARNINGS,
    notes: [RETENTION_RULE],
    secretOutputs: [],
  },
};

const tokens = (table: object): string =>
  Object.keys(table)
    .map((name) => `${PACKAGE}:index:${name}`)
    .join(", ");

/** What one configuration is made of. An attached plugin gets several, one after another. */
interface Session {
  lifecycles: ReturnType<typeof resources>;
  connection: Connection;
  cancellation: AbortController;
}

interface Plugin {
  /** The version of this package. */
  version: string;
  schema(): string;
  engine: Engine;
}

/** The methods of Pulumi's provider protocol. docs/plugin.md says what is answered, and why. */
export function pluginService({ version, schema, engine }: Plugin) {
  let session: Session | undefined;

  const current = (): Session => {
    if (!session) throw new Error("the engine has not configured this provider.");
    return session;
  };
  const resourceOf = (urn: string): Resource & { lifecycle: Lifecycle } => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const name = type.split(":").at(-1) ?? "";
    const resource = Object.hasOwn(RESOURCES, name) ? RESOURCES[name] : undefined;
    if (!resource) {
      throw new Error(`${type} is not a resource of ${PACKAGE}. Its resources are ${tokens(RESOURCES)}.`);
    }
    return { ...resource, lifecycle: current().lifecycles[resource.name] };
  };

  const methods = {
    handshake(request: proto.ProviderHandshakeRequest) {
      engine.connect(request.getEngineAddress());
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    },

    attach(request: PluginAttach) {
      engine.connect(request.getAddress());
      return new Empty();
    },

    getPluginInfo() {
      const response = new PluginInfo();
      response.setVersion(version);
      return response;
    },

    getSchema(request: proto.GetSchemaRequest) {
      if (request.getVersion() !== 0) {
        throw new Error(`the schema exists in version 0 only, not in version ${request.getVersion()}.`);
      }
      const response = new proto.GetSchemaResponse();
      response.setSchema(schema());
      return response;
    },

    checkConfig(request: proto.CheckRequest) {
      const response = new proto.CheckResponse();
      response.setInputs(request.getNews());
      response.setFailuresList(checkFailures(providerFaults(plain(decoded(request.getNews())), PACKAGE)));
      return response;
    },

    diffConfig(request: proto.DiffRequest) {
      const changed = changedArguments(
        plain(decoded(request.getOldInputs() ?? request.getOlds())),
        plain(decoded(request.getNews())),
      );
      const response = new proto.DiffResponse();
      response.setChanges(changesOf(changed.length > 0));
      response.setDiffsList(changed);
      return response;
    },

    configure(request: proto.ConfigureRequest) {
      const settings = argumentSettings(plain(decoded(request.getArgs())), PACKAGE, process.env);
      const cancellation = new AbortController();
      const { signal } = cancellation;
      session = {
        lifecycles: resources(settings, engine.say, { signal, row: engine.row }),
        connection: { settings, ecs: connect(settings, { signal, row: engine.row }) },
        cancellation,
      };
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    },

    async check(request: proto.CheckRequest) {
      const { lifecycle, warnings } = resourceOf(request.getUrn());
      const response = new proto.CheckResponse();
      try {
        const news = propertiesOf(request.getNews());
        const { inputs, reasons } = lifecycle.check(plain(news), (path) => !isSecretAt(news, path));
        response.setInputs(encoded(annotated(inputs, news)));
        response.setFailuresList(checkFailures(reasons));
        if (reasons.length === 0) await warn(request.getUrn(), news, warnings);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        response.setInputs(request.getNews());
        response.setFailuresList(checkFailures([error.message]));
      }
      return response;
    },

    diff(request: proto.DiffRequest) {
      const urn = request.getUrn();
      const { lifecycle } = resourceOf(urn);
      const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      return engine.onRow(urn, async () => {
        const difference = lifecycle.diff(request.getId(), plain(olds), plain(news));
        const { replaces, updates, unfinished } = difference;
        const response = new proto.DiffResponse();
        const changed = replaces.length > 0 || updates.length > 0 || unfinished === true;
        response.setChanges(changesOf(changed || isShown(olds, news)));
        response.setReplacesList(replaces);
        response.setDiffsList([...replaces, ...updates]);
        response.setHasdetaileddiff(true);
        for (const [path, kind] of detailed(difference, olds, news)) {
          const change = new proto.PropertyDiff();
          change.setKind(kind);
          response.getDetaileddiffMap().set(path, change);
        }
        return response;
      });
    },

    create(request: proto.CreateRequest) {
      const urn = request.getUrn();
      const { lifecycle, name, secretOutputs, notes } = resourceOf(urn);
      const inputs = propertiesOf(request.getProperties());
      const marked = (outputs: Properties) => encoded(hiding(secretOutputs, annotated(outputs, inputs)));
      const response = new proto.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(marked(lifecycle.planned(plain(inputs))));
        return preview(urn, inputs, notes, response);
      }
      return engine.onRow(urn, async () => {
        const identity = name === "imagePipelineExecution" ? { [IDENTITY]: urn } : {};
        const { id, outputs } = await kept(
          lifecycle.create({ ...plain(inputs), ...identity }, operationOf(request)),
          marked,
        );
        response.setId(id);
        response.setProperties(marked(outputs));
        return response;
      });
    },

    read(request: proto.ReadRequest) {
      const urn = request.getUrn();
      const { lifecycle, secretOutputs } = resourceOf(urn);
      const [state, inputs] = [propertiesOf(request.getProperties()), propertiesOf(request.getInputs())];
      // A secret output of a resource that `get` reads is marked in its outputs only.
      const marked = (properties: Properties) => annotated(annotated(properties, state), inputs);
      return engine.onRow(urn, async () => {
        const found = await lifecycle.read(request.getId(), plain(state));
        const response = new proto.ReadResponse();
        if (!found) return response;
        response.setId(request.getId());
        response.setProperties(encoded(hiding(secretOutputs, marked(found.outputs))));
        response.setInputs(encoded(marked(found.inputs)));
        return response;
      });
    },

    update(request: proto.UpdateRequest) {
      const urn = request.getUrn();
      const id = request.getId();
      const { lifecycle, secretOutputs, notes } = resourceOf(urn);
      const [olds, news] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const marked = (outputs: Properties) => hiding(secretOutputs, annotated(outputs, news));
      const response = new proto.UpdateResponse();
      if (request.getPreview()) {
        response.setProperties(encoded(marked(lifecycle.planned(plain(news), { id, outputs: plain(olds) }))));
        return preview(urn, news, notes, response);
      }
      return engine.onRow(urn, async () => {
        const { outputs } = await kept(
          lifecycle.update(id, plain(olds), plain(news), operationOf(request)),
          // What was not changed is as in the state.
          (left) => encoded(annotated(marked(left), olds)),
        );
        response.setProperties(encoded(marked(outputs)));
        return response;
      });
    },

    delete(request: proto.DeleteRequest) {
      const urn = request.getUrn();
      const { lifecycle } = resourceOf(urn);
      const outputs = plain(propertiesOf(request.getProperties()));
      return engine.onRow(urn, async () => {
        await lifecycle.delete(request.getId(), outputs, operationOf(request));
        return new Empty();
      });
    },

    async invoke(request: proto.InvokeRequest) {
      const [, , name = ""] = request.getTok().split(":");
      const lookup = Object.hasOwn(LOOKUPS, name) ? LOOKUPS[name] : undefined;
      if (!lookup) {
        throw new Error(
          `${request.getTok()} is not a function of ${PACKAGE}. Its functions are ${tokens(LOOKUPS)}.`,
        );
      }
      const args = decoded(request.getArgs());
      const found: Properties = { ...(await lookup(current().connection, withoutUnset(plain(args)))) };
      const response = new proto.InvokeResponse();
      // A result can tell what was searched for.
      response.setReturn(encoded(containsSecret(args) ? hiding(Object.keys(found), found) : found));
      return response;
    },

    cancel() {
      session?.cancellation.abort();
      return new Empty();
    },
  };

  async function warn(urn: string, news: Properties, warnings: readonly Warning[]): Promise<void> {
    for (const line of textsOf(news, warnings)) await engine.warn(urn, line);
  }

  /** The answer of a preview, with what is to be said of it. */
  async function preview<Response>(
    urn: string,
    news: Properties,
    notes: readonly Warning[] | undefined,
    response: Response,
  ): Promise<Response> {
    return engine.onRow(urn, async () => {
      for (const line of textsOf(news, notes ?? [])) engine.say(line);
      return response;
    });
  }

  const running = new Set<Promise<void>>();
  const answers = Object.entries(methods).map(([name, method]) => {
    const answer = answering(method as Method);
    const counted = (...call: Parameters<typeof answer>) => {
      const operation = answer(...call).finally(() => running.delete(operation));
      running.add(operation);
    };
    return [name, counted] as const;
  });
  return {
    cancel: methods.cancel,
    /** Resolves when no operation is running. */
    settled: () => Promise.all(running),
    methods: Object.fromEntries(answers),
  };
}

/** The texts about values that are known and not secret. */
const textsOf = (news: Properties, warnings: readonly Warning[]): string[] =>
  warnings.flatMap(({ needs, texts }) => {
    const given = needs.filter((name) => news[name] !== undefined && news[name] !== null);
    const needed = Object.fromEntries(given.map((name) => [name, news[name]]));
    return containsSecret(needed) || containsUnknown(needed) ? [] : texts(needed);
  });

/** The arguments of a provider that differ. None of them replaces it, because that would replace all its resources. */
function changedArguments(olds: Properties, news: Properties): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => !isDeepStrictEqual(olds[name], news[name]));
}

type Method = (request: unknown) => unknown;

/** A method in the form that gRPC calls. */
const answering =
  (method: Method) =>
  async ({ request }: ServerUnaryCall<unknown, unknown>, done: sendUnaryData<unknown>): Promise<void> => {
    try {
      done(null, await method(request));
    } catch (error) {
      done(failureOf(error));
    }
  };

/** Properties as the engine sent them. A state that the dynamic provider wrote contains its code. */
function propertiesOf(struct: Struct | undefined): Properties {
  const { __provider: _, ...properties } = decoded(struct);
  return properties;
}

/**
 * Whether the state shows what the program calls a secret by now. The engine would keep the old outputs, so an update
 * without a difference must hide them.
 */
const isShown = (olds: Properties, news: Properties): boolean =>
  !isDeepStrictEqual(annotated(olds, news), olds);

/** The option `customTimeouts`, in seconds; 0 if it is not set. */
const operationOf = (request: { getTimeout(): number }) => ({
  timeoutSeconds: request.getTimeout() || undefined,
});

const changesOf = (changed: boolean) =>
  changed ? proto.DiffResponse.DiffChanges.DIFF_SOME : proto.DiffResponse.DiffChanges.DIFF_NONE;

/** Outputs in which some are secret, wherever they come from. */
function hiding(names: readonly string[], outputs: Properties): Properties {
  const hidden = names.filter((name) => outputs[name] !== undefined);
  return {
    ...outputs,
    ...Object.fromEntries(hidden.map((name) => [name, new Secret(plain(outputs[name]))])),
  };
}

/** The result of an operation. If the resource exists but is not as declared, the error contains its state. */
async function kept<Result>(
  operation: Promise<Result>,
  marked: (outputs: Properties) => Struct,
): Promise<Result> {
  try {
    return await operation;
  } catch (error) {
    throw error instanceof PartialFailure ? initializationFailure(error, marked(error.outputs)) : error;
  }
}
