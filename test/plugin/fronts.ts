import { resources } from "../../provider/src/resources";
import { type Lifecycle, PartialFailure } from "../../provider/src/resources/lifecycle";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { startHost } from "../provider/stand";
import { HostError, type Properties } from "../support/dynamic-host";
import { type ResourceClass, reaching } from "../support/plugin";
import type { Simulator } from "../support/simulator";
import { ownPlugin } from "./stand";

/** One resource of the provider, however it is reached: what every front promises. */
export interface Front {
  check(news: Properties): Promise<{ inputs: Properties; reasons: string[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  /** Undefined when the resource is gone. */
  read(id: string, outputs: Properties): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outputs: Properties }>;
  delete(id: string, outputs: Properties): Promise<void>;
}

/** A call that failed; with what is kept in the state, if the resource exists. */
export class Failed extends Error {
  constructor(
    message: string,
    readonly kept: { id: string; outputs: Properties } | undefined,
  ) {
    super(message);
  }
}

const LIFECYCLES = {
  ImagePipeline: "imagePipeline",
  ImageComponent: "imageComponent",
  ImagePipelineExecution: "imagePipelineExecution",
  ImageRetention: "imageRetention",
} as const;

/** The fronts, each of which is started for one simulator, with a short time for retries. */
export const FRONTS: [string, (simulator: Simulator) => Promise<(type: ResourceClass) => Front>][] = [
  ["the lifecycle", async (simulator) => inProcess(simulator)],
  ["the dynamic host", dynamicHost],
  ["the plugin", plugin],
];

const withoutUndefined = (properties: Properties): Properties => JSON.parse(JSON.stringify(properties));

function inProcess(simulator: Simulator): (type: ResourceClass) => Front {
  const { endpoints, ...args } = reaching(simulator);
  const config: Properties = { ...args, endpoints: JSON.stringify(endpoints), maxRetryTimeout: "1" };
  const settings = { namespace: "test", config: (key: string) => config[key] as string | undefined, env: {} };
  const lifecycles = resources(settings, () => undefined);
  const failing = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
    try {
      return await call;
    } catch (error) {
      const kept =
        error instanceof PartialFailure
          ? { id: error.id, outputs: withoutUndefined(error.outputs) }
          : undefined;
      throw new Failed(error instanceof Error ? error.message : String(error), kept);
    }
  };
  return (type) => {
    const lifecycle: Lifecycle = lifecycles[LIFECYCLES[type]];
    const identity = type === "ImagePipelineExecution" ? { __identity: "test" } : {};
    return {
      check: async (news) => lifecycle.check(news),
      diff: async (id, olds, news) => {
        const { replaces, updates, unfinished } = lifecycle.diff(id, olds, news);
        return { changes: replaces.length + updates.length > 0 || unfinished === true, replaces };
      },
      create: async (inputs) => {
        const { id, outputs } = await failing(lifecycle.create({ ...inputs, ...identity }));
        return { id, outputs: withoutUndefined(outputs) };
      },
      read: async (id, outputs) => {
        const found = await failing(lifecycle.read(id, outputs));
        return found && { inputs: withoutUndefined(found.inputs), outputs: withoutUndefined(found.outputs) };
      },
      update: async (id, olds, news) => {
        const { outputs } = await failing(lifecycle.update(id, olds, news));
        return { outputs: withoutUndefined(outputs) };
      },
      delete: (id, outputs) => failing(lifecycle.delete(id, outputs)),
    };
  };
}

const failing = async <Answer>(call: Promise<Answer>): Promise<Answer> => {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const { details } = error;
    throw new Failed(error.message, details && { id: details.id, outputs: bare(details.properties) });
  }
};

/** Properties without what a front adds for itself, and secrets in clear, which is tested elsewhere. */
function bare({ __provider: _, __identity: __, ...properties }: Properties): Properties {
  return withoutUndefined(properties);
}

async function dynamicHost(simulator: Simulator): Promise<(type: ResourceClass) => Front> {
  const host = await startHost({
    simulator,
    config: { "alicloud:region": "cn-hangzhou", "alicloud:maxRetryTimeout": "1" },
  });
  return (type) => {
    const __provider = shell(LIFECYCLES[type]);
    const identity = type === "ImagePipelineExecution" ? { __identity: "test" } : {};
    const own = (properties: Properties) => ({ ...properties, __provider });
    return {
      check: async (news) => {
        const { inputs, failures } = await failing(host.check({}, own(news)));
        return { inputs: bare(inputs), reasons: failures.map(({ reason }) => reason) };
      },
      diff: async (id, olds, news) => {
        const { changes, replaces } = await failing(host.diff(id, own(olds), own(news)));
        return { changes: changes !== "none", replaces };
      },
      create: async (inputs) => {
        const { id, properties } = await failing(host.create({ ...own(inputs), ...identity }));
        return { id, outputs: bare(properties) };
      },
      read: async (id, outputs) => {
        const found = await failing(host.read(id, own(outputs)));
        return found.id ? { inputs: bare(found.inputs ?? {}), outputs: bare(found.properties) } : undefined;
      },
      update: async (id, olds, news) => {
        const { properties } = await failing(host.update(id, own(olds), own(news)));
        return { outputs: bare(properties) };
      },
      delete: (id, outputs) => failing(host.delete(id, own(outputs))),
    };
  };
}

async function plugin(simulator: Simulator): Promise<(type: ResourceClass) => Front> {
  const server = await ownPlugin({ args: { ...reaching(simulator), maxRetryTimeout: 1 } });
  return (type) => ({
    check: async (news) => {
      const { inputs, failures } = await failing(server.check(type, news));
      return { inputs, reasons: failures.map(({ reason }) => reason) };
    },
    diff: async (id, olds, news) => {
      const { changes, replaces } = await failing(server.diff(type, id, olds, news));
      return { changes: changes !== "none", replaces };
    },
    create: async (inputs) => {
      const { id, properties } = await failing(server.create(type, inputs));
      return { id, outputs: shown(properties) };
    },
    read: async (id, outputs) => {
      const found = await failing(server.read(type, id, outputs));
      return found.id ? { inputs: found.inputs, outputs: shown(found.properties) } : undefined;
    },
    update: async (id, olds, news) => {
      const { properties } = await failing(server.update(type, id, olds, news));
      return { outputs: shown(properties) };
    },
    delete: (id, outputs) => failing(server.delete(type, id, outputs)),
  });
}

/** The name of an image is always a secret of the plugin. */
function shown(properties: Properties): Properties {
  const { imageName } = properties;
  const hidden = typeof imageName === "object" && imageName !== null && "value" in imageName;
  return hidden ? { ...properties, imageName: imageName.value } : properties;
}
