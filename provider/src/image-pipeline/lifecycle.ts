import { randomUUID } from "node:crypto";
import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import { defaultRegion, type Settings } from "../ecs/settings";
import { type Lifecycle, PartialFailure, type Properties } from "../lifecycle";
import { check } from "./check";
import { argumentsOf } from "./description";
import { argumentsPresent, diff } from "./diff";
import { PipelineLookup } from "./lookup";
import { reconcile } from "./reconcile";
import { createRequest } from "./request";
import type { ImagePipelineInputs } from "./schema";
import { changeTags, TagChangeFailed } from "./tags";

/** The life of an image pipeline on ECS. */
export class ImagePipelineLifecycle implements Lifecycle {
  private readonly lookup: PipelineLookup;

  constructor(
    private readonly settings: Settings,
    private readonly client: EcsClient,
  ) {
    this.lookup = new PipelineLookup(client);
  }

  check(inputs: Properties) {
    const { value, where } = defaultRegion(this.settings);
    return check(inputs, { regionId: value, whereRegion: `the argument regionId, ${where}` });
  }

  diff(id: string, olds: Properties, news: Properties) {
    return diff(id, olds, news);
  }

  async create(inputs: Properties) {
    const regionId = regionOf(inputs);
    const clientToken = randomUUID();
    const since = new Date().toISOString();
    const account = this.client.accountId(regionId);
    try {
      const answer = await this.client.call(
        "CreateImagePipeline",
        createRequest(inputs as ImagePipelineInputs, regionId, clientToken),
      );
      const id = answer.imagePipelineId;
      if (!id)
        throw new EcsError(
          `CreateImagePipeline in ${regionId}: the answer has no ImagePipelineId.`,
          undefined,
          true,
        );
      const born = { imagePipelineId: id, requestId: answer.requestId, accountId: await account };
      return { id, outputs: outputsOf(id, inputs, born) };
    } catch (error) {
      throw withOrphanAdvice(error, regionId, clientToken, since);
    }
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(outputs);
    const item = await this.lookup.find(regionId, id);
    if (!item) return undefined;
    const { regionId: _, ...held } = argumentsPresent(outputs);
    const inputs = { ...reconcile(held, argumentsOf(item)), regionId };
    return { inputs: declared(id, inputs), outputs: outputsOf(id, inputs, outputs) };
  }

  async update(id: string, olds: Properties, news: Properties) {
    const tagsOf = (properties: Properties) => (properties["tags"] ?? {}) as Record<string, string>;
    try {
      await changeTags(this.client, { regionId: regionOf(olds), id }, tagsOf(olds), tagsOf(news));
    } catch (error) {
      if (!(error instanceof TagChangeFailed)) throw error;
      throw new PartialFailure(error.message, id, { ...olds, tags: error.applied });
    }
    return { outputs: outputsOf(id, news, olds) };
  }

  async delete(id: string, outputs: Properties) {
    const regionId = regionOf(outputs);
    try {
      await this.client.call("DeleteImagePipeline", { regionId, imagePipelineId: id });
    } catch (error) {
      // No document names the code for a pipeline that is gone (api-facts 3), so it is looked for. Where that fails
      // too, what counts is why it could not be deleted.
      const gone = error instanceof EcsError && !(await this.lookup.find(regionId, id).catch(() => true));
      if (!gone) throw error;
    }
  }
}

/** Only the stored region counts after check: a changed configuration must not make a pipeline look gone. */
function regionOf(properties: Properties): string {
  const regionId = properties["regionId"];
  if (typeof regionId === "string") return regionId;
  throw new Error("the state of this pipeline holds no regionId.");
}

/** Every argument at its own path, and what the service told. A pipeline without a name is named by its ID. */
function outputsOf(id: string, args: Properties, born: Properties): Properties {
  const { requestId, accountId } = born;
  return { name: id, ...argumentsPresent(args), imagePipelineId: id, requestId, accountId };
}

/** The arguments as a program would declare them: a name that is the ID was not given. */
const declared = (id: string, args: ImagePipelineInputs): Properties => {
  const { name, ...rest } = args;
  return name === undefined || name === id ? rest : args;
};

/** A create that may have been carried out although no ID came back. */
function withOrphanAdvice(error: unknown, regionId: string, clientToken: string, since: string): unknown {
  if (!(error instanceof EcsError) || !error.outcomeUnknown) return error;
  const advice =
    `The pipeline may exist all the same, and nothing of it is in the state. Look in ${regionId} for a pipeline with the declared name ` +
    `(or, without one, the same description) created since ${since} (ClientToken ${clientToken}), and delete it before you run this again.`;
  return new EcsError(`${error.message} ${advice}`, error.code, true);
}
