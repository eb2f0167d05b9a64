import { type Lifecycle, PartialFailure, type Properties } from "../../resources/lifecycle";
import { withoutUndefined } from "../../values/maps";
import { framesOf, isOwnFault, shown } from "../shown";

/** The stack configuration in the form that the dynamic host passes to `configure`. */
export interface ConfigureRequest {
  config: { get(key: string): string | undefined };
}

/*
 * Undefined values are removed from outputs. The host cannot encode them: it would fail after the work is done, and the
 * state would lose a pipeline.
 */

/** A lifecycle in the form that Pulumi's dynamic provider host calls. */
export function dynamicProvider(connect: {
  lifecycle: Lifecycle;
  configure(get: (key: string) => string | undefined): void;
}) {
  const { lifecycle } = connect;
  return {
    /** The host does not wait for this before later calls, so it must be synchronous. */
    configure({ config }: ConfigureRequest) {
      connect.configure((key) => config.get(key));
    },

    check: quietly(async (_olds: Properties, news: Properties) => {
      const { inputs, reasons } = lifecycle.check(withoutProvider(news));
      // If a property were set, the engine would print its whole value, even a secret one.
      return { inputs, failures: reasons.map((reason) => ({ property: "", reason: shown(reason) })) };
    }),

    diff: quietly(async (id: string, olds: Properties, news: Properties) => {
      const { replaces, updates, unfinished } = lifecycle.diff(
        id,
        withoutProvider(olds),
        withoutProvider(news),
      );
      if (replaces.length > 0) return { changes: true, replaces, deleteBeforeReplace: false };
      // A state from the plugin lacks the code that read and delete run: an update adds it, without a call.
      if (unfinished || olds[PROVIDER] === undefined) return { changes: true, replaces: [] };
      // Without an answer, the engine compares the values itself, so that replaceOnChanges works; the result is an update.
      if (updates.length > 0) return {};
      return { changes: false };
    }),

    create: async (inputs: Properties) => {
      try {
        const { id, outputs } = await lifecycle.create(withoutProvider(inputs));
        return { id, outs: withoutUndefined(outputs) };
      } catch (error) {
        throw error instanceof PartialFailure ? initializationFailure(error, inputs) : asShown(error);
      }
    },

    read: quietly(async (id: string, outputs: Properties) => {
      const found = await lifecycle.read(id, withoutProvider(outputs));
      if (!found) return {};
      return { id, props: withoutUndefined(found.outputs), inputs: withoutUndefined(found.inputs) };
    }),

    update: async (id: string, olds: Properties, news: Properties) => {
      try {
        const { outputs } = await lifecycle.update(id, withoutProvider(olds), withoutProvider(news));
        return { outs: withoutUndefined(outputs) };
      } catch (error) {
        throw error instanceof PartialFailure ? initializationFailure(error, news) : asShown(error);
      }
    },

    delete: quietly(async (id: string, outputs: Properties) => {
      await lifecycle.delete(id, withoutProvider(outputs));
    }),
  };
}

/**
 * The provider of a resource that `get` reads. It returns no inputs: a refresh would store them in the state, where the
 * program's `additionalSecretOutputs` do not apply to them.
 */
export function onlyRead({ configure, read }: ReturnType<typeof dynamicProvider>) {
  return {
    configure,
    read: async (id: string, outputs: Properties) => {
      const { inputs: _, ...found } = await read(id, outputs);
      return found;
    },
  };
}

const PROVIDER = "__provider";

function withoutProvider(properties: Properties): Properties {
  const { [PROVIDER]: _, ...rest } = properties;
  return rest;
}

/** The error with which the engine keeps a resource that exists but is not as declared. */
function initializationFailure(error: PartialFailure, news: Properties): Error {
  const properties = { ...withoutUndefined(error.outputs), [PROVIDER]: news[PROVIDER] };
  const message = shown(error.message);
  return Object.assign(new Error(message), { id: error.id, properties, reasons: [message] });
}

function asShown(error: unknown): unknown {
  if (error instanceof Error) error.message = shown(error.message);
  return error;
}

/**
 * The host prints the stack of an error from these calls. It helps only if the error is a bug of this package, so any
 * other stack is removed.
 */
function quietly<Args extends unknown[], Result>(method: (...args: Args) => Promise<Result>) {
  return async (...args: Args): Promise<Result> => {
    try {
      return await method(...args);
    } catch (error) {
      if (error instanceof Error) error.stack = isOwnFault(error) ? framesOf(error) : "";
      throw asShown(error);
    }
  };
}
