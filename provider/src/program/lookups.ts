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
import { stackSettings } from "../ecs/settings/settings";
import type { Connection } from "../lookups/connection";
import { findImageComponents } from "../lookups/image-components";
import { findImagePipelineExecutions } from "../lookups/image-pipeline-executions";
import { findImagePipeline, findImagePipelines } from "../lookups/image-pipelines";
import { findImageFromFamily, findImages } from "../lookups/images";
import type { LookupInput } from "./lookup-input";
import { pluginToken } from "./tokens";

/** By the digest of their configuration. */
const clients = new Map<string, Ecs>();
/** So that a process that runs many programs does not keep the credentials of all of them. */
const MOST_CLIENTS = 16;

/**
 * A connection with the configuration of the calling program; one client for all lookups with the same configuration.
 * Several programs can run in one process (the Automation API), one after another or at the same time, each with its own.
 */
function connection(): Connection {
  const config = pulumi.runtime.allConfig();
  const env = { ...process.env };
  const key = digest([config, env]);
  const settings = stackSettings((name) => config[name], env);
  // Loaded late: most programs have no lookups.
  const { connect } = require("../ecs/api/ecs") as typeof import("../ecs/api/ecs");
  const client = clients.get(key) ?? connect(settings);
  // The most recently used client is last.
  clients.delete(key);
  clients.set(key, client);
  const [oldest] = clients.keys();
  if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
  return { ecs: client, settings };
}

/** A digest, because the values contain secrets. */
const digest = (values: unknown): string => createHash("sha256").update(JSON.stringify(values)).digest("hex");

/** Under Pulumi's mocks, a unit test has the answers, by the token of the plugin's lookup. */
const isMocked = (): boolean => {
  const monitor: unknown = pulumi.runtime.hasMonitor() && pulumi.runtime.getMonitor();
  return typeof monitor === "object" && monitor !== null && "mocks" in monitor;
};

const answer = async <Args extends object, Result>(
  name: string,
  find: (connection: Connection, args: Args) => Promise<Result>,
  args: Args,
): Promise<Result> =>
  isMocked() ? pulumi.runtime.invoke(pluginToken(name), { ...args }) : find(connection(), args);

/** The image pipelines of a region, all pages of them, newest first. */
export const getImagePipelines = async (args: GetImagePipelinesArgs = {}): Promise<GetImagePipelinesResult> =>
  answer("getImagePipelines", findImagePipelines, args);

/** {@link getImagePipelines} for arguments that are outputs of other resources. */
export const getImagePipelinesOutput = (
  args: LookupInput<GetImagePipelinesArgs> = {},
): pulumi.Output<GetImagePipelinesResult> =>
  pulumi.output(args).apply((known) => getImagePipelines(known as GetImagePipelinesArgs));

/** The only matching pipeline. No match, or more than one, is an error. */
export const getImagePipeline = async (args: GetImagePipelinesArgs): Promise<FoundImagePipeline> =>
  answer("getImagePipeline", findImagePipeline, args);

/** {@link getImagePipeline} for arguments that are outputs of other resources. */
export const getImagePipelineOutput = (
  args: LookupInput<GetImagePipelinesArgs>,
): pulumi.Output<FoundImagePipeline> =>
  pulumi.output(args).apply((known) => getImagePipeline(known as GetImagePipelinesArgs));

/** The image components of a region, all pages of them, newest first. */
export const getImageComponents = async (
  args: GetImageComponentsArgs = {},
): Promise<GetImageComponentsResult> => answer("getImageComponents", findImageComponents, args);

/** {@link getImageComponents} for arguments that are outputs of other resources. */
export const getImageComponentsOutput = (
  args: LookupInput<GetImageComponentsArgs> = {},
): pulumi.Output<GetImageComponentsResult> =>
  pulumi.output(args).apply((known) => getImageComponents(known as GetImageComponentsArgs));

/** The builds of a pipeline, all pages of them, newest first. */
export const getImagePipelineExecutions = async (
  args: GetImagePipelineExecutionsArgs,
): Promise<GetImagePipelineExecutionsResult> =>
  answer("getImagePipelineExecutions", findImagePipelineExecutions, args);

/** {@link getImagePipelineExecutions} for arguments that are outputs of other resources. */
export const getImagePipelineExecutionsOutput = (
  args: LookupInput<GetImagePipelineExecutionsArgs>,
): pulumi.Output<GetImagePipelineExecutionsResult> =>
  pulumi.output(args).apply((known) => getImagePipelineExecutions(known as GetImagePipelineExecutionsArgs));

/** The images of a region, all pages of them, newest first. */
export const getImages = async (args: GetImagesArgs = {}): Promise<GetImagesResult> =>
  answer("getImages", findImages, args);

/** {@link getImages} for arguments that are outputs of other resources. */
export const getImagesOutput = (args: LookupInput<GetImagesArgs> = {}): pulumi.Output<GetImagesResult> =>
  pulumi.output(args).apply((known) => getImages(known as GetImagesArgs));

/** The newest available image of an image family. None is an error. */
export const getImageFromFamily = async (args: GetImageFromFamilyArgs): Promise<FoundImage> =>
  answer("getImageFromFamily", findImageFromFamily, args);

/** {@link getImageFromFamily} for arguments that are outputs of other resources. */
export const getImageFromFamilyOutput = (
  args: LookupInput<GetImageFromFamilyArgs>,
): pulumi.Output<FoundImage> =>
  pulumi.output(args).apply((known) => getImageFromFamily(known as GetImageFromFamilyArgs));
