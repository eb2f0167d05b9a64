import * as pulumi from "@pulumi/pulumi";
import type { Warning } from "../validation/warning";
import { dynamicType, pluginToken } from "./tokens";

/**
 * `CustomResource` sets a property for each key of its props. This declares those properties to the compiler, so that the
 * outputs of a resource are not declared twice.
 */
export const resourceWith = <Outputs>() =>
  pulumi.CustomResource as unknown as new (
    ...args: ConstructorParameters<typeof pulumi.CustomResource>
  ) => pulumi.CustomResource & Outputs;

/** Whether a value is a resource of a type. Its class may come from another copy of this package. */
export const isOfType = (value: unknown, type: string): boolean =>
  typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === type;

/**
 * Whether a value is a resource of this package, by the name of its class, of either entry. Pulumi's policies ask a class so
 * (`isInstance({ __pulumiType: "…" })`), and a policy must not miss the resources of the entry that its author did not import.
 * For the same reason the classes have no static `__pulumiType`, which could name only one type.
 */
export const isResourceNamed = (value: unknown, name: string): boolean =>
  isOfType(value, dynamicType(name)) || isOfType(value, pluginToken(name));

/**
 * Disables stack traces while a resource registers itself, until the returned function is called. Pulumi's SDK takes four
 * for each property of a resource and maps them through source maps, which is most of the cost of a declaration
 * (docs/performance.md); only PULUMI_DEBUG_PROMISE_LEAKS shows them. The trace that is stored with the resource is taken
 * with its own limit; it is cut to the frames of the program. This is not a wrapper function, because its frame would be
 * in that trace.
 *
 * Nothing is disabled if the program has `transformations`, which run during the registration, so that an error in one of
 * them has a stack. `transforms` run later.
 */
export function pauseStackTraces(opts: pulumi.CustomResourceOptions | undefined): () => void {
  const { stackTraceLimit, prepareStackTrace } = Error;
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && !hasTransformations(opts)) {
    Error.stackTraceLimit = 0;
    // Without one, as in a process that Pulumi did not start, V8 formats the trace itself.
    if (prepareStackTrace)
      Error.prepareStackTrace = (error, frames) => prepareStackTrace(error, withoutStart(frames));
  }
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  };
}

/**
 * The frames up to the program's outermost one. Below it are those of Node.js and of Pulumi that start every program, and
 * they would take a sixth of the state of a pipeline.
 */
function withoutStart(frames: NodeJS.CallSite[]): NodeJS.CallSite[] {
  const last = frames.findLastIndex((frame) => !OF_THE_START.test(frame.getFileName() ?? "node:"));
  return frames.slice(0, last + 1);
}

/** What Pulumi calls the program with is in its package, also the compiler that it has with it. */
const OF_THE_START = /^node:|[\\/]@pulumi[\\/]pulumi[\\/]/;

/** A resource passes its transformations to its children; the stack has those of the whole program. */
function hasTransformations(opts: pulumi.CustomResourceOptions | undefined): boolean {
  const parent = (opts?.parent ?? pulumi.runtime.getStackResource()) as Transforming | undefined;
  return Boolean(opts?.transformations?.length || parent?.__transformations?.length);
}

interface Transforming extends pulumi.Resource {
  __transformations?: unknown[];
}

/** Adds the missing stack to an error from Pulumi's registration. It starts at the line of the program. */
export function declaredAt(error: unknown, type: abstract new (...args: never[]) => unknown): unknown {
  if (error instanceof Error && !/\n\s+at /.test(error.stack ?? "")) Error.captureStackTrace(error, type);
  return error;
}

/** Logs warnings about values that are known and not secret. */
export const warn = (resource: pulumi.Resource, args: object, warnings: readonly Warning[]): void =>
  log(pulumi.log.warn, resource, args, warnings);

/** Logs, without a warning, what is to know about such values. */
export const inform = (resource: pulumi.Resource, args: object, notes: readonly Warning[]): void =>
  log(pulumi.log.info, resource, args, notes);

function log(
  write: typeof pulumi.log.info,
  resource: pulumi.Resource,
  args: object,
  warnings: readonly Warning[],
): void {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const say = async (lines: string[]) => {
    for (const line of lines) await write(line, resource);
  };
  const plain: string[] = [];
  for (const { needs, texts } of warnings) {
    const needed = Object.fromEntries(given.filter(([name]) => needs.includes(name)));
    // Most declarations have plain values, for which an Output per warning and pipeline would be expensive.
    if (isPlain(needed)) plain.push(...texts(needed));
    else {
      const values = pulumi.output(needed);
      values.apply(async (known) => ((await pulumi.isSecret(values)) ? undefined : say(texts(known))));
    }
  }
  // One after the other: those about one content stand together.
  void say(plain);
}

/** Whether a value contains no Outputs or promises, which can be secret or unknown. */
export function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const isContainer = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isContainer && Object.values(value).every(isPlain);
}

/**
 * An error for the value of an output. Pulumi prints the message of a RunError and nothing else. It also inspects the whole
 * error, with the promises that it has attached to it, which took a minute and more (tried with 3.232 and 3.276), but not
 * if there is no stack.
 */
export const laterError = (message: string): Error =>
  Object.assign(new pulumi.RunError(message), { stack: "" });
