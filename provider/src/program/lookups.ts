import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type {
  FoundImage,
  FoundImagePipeline,
  GetImageComponentsArgs,
  GetImageComponentsResult,
  GetImageFromFamilyArgs,
  GetImagePipelineExecutionsArgs,
  GetImagePipelineExecutionsResult,
  GetImagePipelinesArgs,
  GetImagePipelinesResult,
  GetImagesArgs,
  GetImagesResult,
} from "../arguments/lookups";
import type { Ecs } from "../ecs/api/ecs";
import { STACK_NAMESPACE, stackSettings } from "../ecs/settings/settings";
import type { Connection } from "../lookups/connection";
import { findImageComponents } from "../lookups/image-components";
import { findImagePipelineExecutions } from "../lookups/image-pipeline-executions";
import { findImagePipeline, findImagePipelines } from "../lookups/image-pipelines";
import { findImageFromFamily, findImages } from "../lookups/images";
import type { Row } from "../values/row";
import { wrongProvider } from "./declaration";
import type { LookupInput } from "./lookup-input";
import { PROVIDER } from "./provider";
import { laterError } from "./registration";
import { dynamicType, pluginToken } from "./tokens";

/** By the digest of their configuration. */
const clients = new Map<string, Ecs>();
/** So that a process that runs many programs does not keep the credentials of all of them. */
const MOST_CLIENTS = 16;

/**
 * A connection with the configuration of the calling program, or with that of a provider; one client for all lookups with
 * the same configuration. Several programs can run in one process (the Automation API), one after another or at the same
 * time, each with its own.
 */
function connection(config: Record<string, string | undefined> = pulumi.runtime.allConfig()): Connection {
  const env = { ...process.env };
  const key = digest([config, env]);
  const settings = stackSettings((name) => config[name], env);
  // Loaded late: most programs have no lookups.
  const { connect } = require("../ecs/api/ecs") as typeof import("../ecs/api/ecs");
  const client = clients.get(key) ?? connect(settings, { row: () => row });
  // The most recently used client is last.
  clients.delete(key);
  clients.set(key, client);
  const [oldest] = clients.keys();
  if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
  return { ecs: client, settings };
}

/** The row of the stack. */
const row: Row = { show: (line) => void pulumi.log.info(line, undefined, undefined, true), calls: 0 };

/** A digest, because the values contain secrets. */
const digest = (values: unknown): string => createHash("sha256").update(JSON.stringify(values)).digest("hex");

/** The options of a lookup. */
export interface LookupOptions {
  /** A `Provider`, for another account or region than those of the configuration. */
  provider?: pulumi.ProviderResource;
  /** A resource whose children have a provider: the lookup has the same. */
  parent?: pulumi.Resource;
}

/** The configuration of the provider that the options name, if they name one. */
function configOf(name: string, opts: LookupOptions = {}): pulumi.Output<Record<string, string>> | undefined {
  const wrong = wrongProvider(opts.provider, PROVIDER);
  if (wrong) throw new Error(`${name}: ${wrong}`);
  const provider = opts.provider ?? opts.parent?.getProvider(dynamicType(""));
  if (provider === undefined) return undefined;
  // A resource has its properties as outputs.
  const properties = Object.entries(provider).filter(([key]) => key.startsWith(`${STACK_NAMESPACE}:`));
  return pulumi.unsecret(pulumi.output(Object.fromEntries(properties)));
}

/** Under Pulumi's mocks, a unit test has the answers, by the token of the plugin's lookup. */
const isMocked = (): boolean => {
  const monitor: unknown = pulumi.runtime.hasMonitor() && pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
};

/** A lookup, and the same for arguments that are outputs of other resources. */
function lookup<Args extends object, Result>(
  name: string,
  find: (connection: Connection, args: Args) => Promise<Result>,
) {
  const answer = (args: Args, opts?: LookupOptions, config?: Record<string, string>): Promise<Result> =>
    isMocked() ? pulumi.runtime.invoke(pluginToken(name), { ...args }, opts) : find(connection(config), args);
  return {
    now: async (args: Args, opts?: LookupOptions): Promise<Result> => {
      const config = configOf(name, opts);
      return answer(args, opts, config && (await known(name, config)));
    },
    later: (args: LookupInput<Args>, opts?: LookupOptions): pulumi.Output<Result> =>
      pulumi.all([pulumi.output(args as object), configOf(name, opts)]).apply(([args, config]) =>
        answer(args as Args, opts, config).catch((error: Error) => {
          throw laterError(error.message);
        }),
      ),
  };
}

/** The value of an output. It has none in a preview if it depends on what does not exist yet. */
async function known<Value>(name: string, output: pulumi.Output<Value>): Promise<Value> {
  if (await (output as pulumi.Output<Value> & { isKnown: Promise<boolean> }).isKnown)
    return new Promise((resolve) => output.apply(resolve));
  throw new Error(
    `${name}: an argument of its provider is not known in this preview. Use ${name}Output, which waits for it.`,
  );
}

const pipelines = lookup("getImagePipelines", findImagePipelines);
const pipeline = lookup("getImagePipeline", findImagePipeline);
const components = lookup("getImageComponents", findImageComponents);
const executions = lookup("getImagePipelineExecutions", findImagePipelineExecutions);
const images = lookup("getImages", findImages);
const imageFromFamily = lookup("getImageFromFamily", findImageFromFamily);

/** The image pipelines of a region, all pages of them, newest first. */
export const getImagePipelines = (
  args: GetImagePipelinesArgs = {},
  opts?: LookupOptions,
): Promise<GetImagePipelinesResult> => pipelines.now(args, opts);

/** {@link getImagePipelines} for arguments that are outputs of other resources. */
export const getImagePipelinesOutput = (
  args: LookupInput<GetImagePipelinesArgs> = {},
  opts?: LookupOptions,
): pulumi.Output<GetImagePipelinesResult> => pipelines.later(args, opts);

/** The only matching pipeline. No match, or more than one, is an error. */
export const getImagePipeline = (
  args: GetImagePipelinesArgs,
  opts?: LookupOptions,
): Promise<FoundImagePipeline> => pipeline.now(args, opts);

/** {@link getImagePipeline} for arguments that are outputs of other resources. */
export const getImagePipelineOutput = (
  args: LookupInput<GetImagePipelinesArgs>,
  opts?: LookupOptions,
): pulumi.Output<FoundImagePipeline> => pipeline.later(args, opts);

/** The image components of a region, all pages of them, newest first. */
export const getImageComponents = (
  args: GetImageComponentsArgs = {},
  opts?: LookupOptions,
): Promise<GetImageComponentsResult> => components.now(args, opts);

/** {@link getImageComponents} for arguments that are outputs of other resources. */
export const getImageComponentsOutput = (
  args: LookupInput<GetImageComponentsArgs> = {},
  opts?: LookupOptions,
): pulumi.Output<GetImageComponentsResult> => components.later(args, opts);

/** The builds of a pipeline, all pages of them, newest first. */
export const getImagePipelineExecutions = (
  args: GetImagePipelineExecutionsArgs,
  opts?: LookupOptions,
): Promise<GetImagePipelineExecutionsResult> => executions.now(args, opts);

/** {@link getImagePipelineExecutions} for arguments that are outputs of other resources. */
export const getImagePipelineExecutionsOutput = (
  args: LookupInput<GetImagePipelineExecutionsArgs>,
  opts?: LookupOptions,
): pulumi.Output<GetImagePipelineExecutionsResult> => executions.later(args, opts);

/** The images of a region, all pages of them, newest first. */
export const getImages = (args: GetImagesArgs = {}, opts?: LookupOptions): Promise<GetImagesResult> =>
  images.now(args, opts);

/** {@link getImages} for arguments that are outputs of other resources. */
export const getImagesOutput = (
  args: LookupInput<GetImagesArgs> = {},
  opts?: LookupOptions,
): pulumi.Output<GetImagesResult> => images.later(args, opts);

/** The newest available image of an image family. None is an error. */
export const getImageFromFamily = (args: GetImageFromFamilyArgs, opts?: LookupOptions): Promise<FoundImage> =>
  imageFromFamily.now(args, opts);

/** {@link getImageFromFamily} for arguments that are outputs of other resources. */
export const getImageFromFamilyOutput = (
  args: LookupInput<GetImageFromFamilyArgs>,
  opts?: LookupOptions,
): pulumi.Output<FoundImage> => imageFromFamily.later(args, opts);
