import * as pulumi from "@pulumi/pulumi";
import type { Warning } from "../validation/warning";

/**
 * `CustomResource` sets a property for each key that it is given; this tells the compiler which those are, so that the
 * outputs of a resource need not be declared a second time.
 */
export const resourceWith = <Outputs>() =>
  pulumi.CustomResource as unknown as new (
    ...args: ConstructorParameters<typeof pulumi.CustomResource>
  ) => pulumi.CustomResource & Outputs;

/**
 * Lets a resource register itself without stack traces, until what is returned is called. Pulumi's SDK takes four for
 * each property of a resource, and maps them through source maps, which is most of what it costs to declare one
 * (docs/performance.md); only PULUMI_DEBUG_PROMISE_LEAKS shows them. The position in the program that is stored with the
 * resource is taken with a limit of its own. It is no wrapper: that would be in the position's way.
 *
 * Where `transformations` of the program run, which they do within this, nothing is paused: an error in one of them has its
 * stack. `transforms` run later.
 */
export function pauseStackTraces(opts: pulumi.CustomResourceOptions | undefined): () => void {
  const { stackTraceLimit } = Error;
  if (!process.env["PULUMI_DEBUG_PROMISE_LEAKS"] && !hasTransformations(opts)) Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
}

/** A resource hands its own on to its children; the stack has those of the whole program. */
function hasTransformations(opts: pulumi.CustomResourceOptions | undefined): boolean {
  const parent = (opts?.parent ?? pulumi.runtime.getStackResource()) as Transforming | undefined;
  return Boolean(opts?.transformations?.length || parent?.__transformations?.length);
}

interface Transforming extends pulumi.Resource {
  __transformations?: unknown[];
}

/** An error of Pulumi's registration, with the stack that it lacks: it begins at the line of the program. */
export function declaredAt(error: unknown, type: abstract new (...args: never[]) => unknown): unknown {
  if (error instanceof Error && !/\n\s+at /.test(error.stack ?? "")) Error.captureStackTrace(error, type);
  return error;
}

/** Warns on values that are known and not secret. */
export function warn(resource: pulumi.Resource, args: object, warnings: readonly Warning[]): void {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  const say = async (lines: string[]) => {
    for (const line of lines) await pulumi.log.warn(line, resource);
  };
  for (const { needs, texts } of warnings) {
    const needed = Object.fromEntries(given.filter(([name]) => needs.includes(name)));
    // Most declarations are plain values, and an output for each warning of each pipeline would be a lot of outputs.
    if (isPlain(needed)) void say(texts(needed));
    else {
      const values = pulumi.output(needed);
      values.apply(async (known) => ((await pulumi.isSecret(values)) ? undefined : say(texts(known))));
    }
  }
}

/** Whether nothing in a value has still to come, as outputs and promises have, which can be secret or unknown too. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  const isContainer = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isContainer && Object.values(value).every(isPlain);
}
