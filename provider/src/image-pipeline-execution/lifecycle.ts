import type { EcsClient } from "../ecs/client";
import { EcsError } from "../ecs/errors";
import type { Settings } from "../ecs/settings";
import { type Clock, pollUntil, SYSTEM_CLOCK } from "../ecs/wait";
import { type Lifecycle, messageOf, PartialFailure, type Properties } from "../lifecycle";
import { accountOf, regionContext, regionOf, requireSameAccount } from "../shared/place";
import { tagMap } from "../shared/tags";
import { check } from "./check";
import { argumentsPresent, diff } from "./diff";
import { cancelExecution, type Description, findExecution } from "./executions";
import { BuildFailed, buildFailure, wordsOn } from "./failure";
import { deleteImage, findImage } from "./image";
import { progress } from "./progress";
import type { ImagePipelineExecutionInputs } from "./schema";
import { startExecution } from "./start";
import { canBeCancelled, hasEnded, hasFailed } from "./status";

/** The life of a build: one execution of an image pipeline. */
export class ImagePipelineExecutionLifecycle implements Lifecycle {
  /** @param say where a line about a long wait goes. */
  constructor(
    private readonly settings: Settings,
    private readonly client: EcsClient,
    private readonly say: (line: string) => void,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {}

  check(inputs: Properties) {
    return check(inputs, regionContext(this.settings));
  }

  diff(_id: string, olds: Properties, news: Properties) {
    return diff(olds, news);
  }

  async create(inputs: Properties) {
    const regionId = regionOf(this.settings, inputs);
    const accountId = accountOf(this.client, regionId);
    const deadline = this.deadlineOf(inputs);
    const { executionId: id, requestId } = await startExecution(this.client, {
      regionId,
      inputs: inputs as ImagePipelineExecutionInputs,
      deadline,
      clock: this.clock,
      say: this.say,
    });
    const born = { ...inputs, executionId: id, requestId, accountId: await accountId };
    return { id, outputs: await this.completed(id, regionId, born, deadline, (error) => error) };
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const item = await this.find(regionId, id, outputs);
    if (!item) {
      if (outputs["executionId"] === undefined) {
        throw new Error(
          `there is no execution ${id} in ${regionId}. Check the ID, regionId and the account.`,
        );
      }
      await requireSameAccount(this.client, `execution ${id}`, regionId, outputs["accountId"]);
      return undefined;
    }
    const observed = { imagePipelineId: item.imagePipelineId, regionId, tags: tagsOf(item) };
    const inputs =
      outputs["executionId"] === undefined ? observed : { ...argumentsPresent(outputs), regionId };
    const accountId = outputs["accountId"] ?? (await accountOf(this.client, regionId));
    const known = { ...outputs, ...inputs, executionId: id, accountId };
    return { inputs, outputs: await this.outputsOf(regionId, known, item) };
  }

  /** Goes on waiting for a build that was not waited for to its end. */
  async update(id: string, olds: Properties, news: Properties) {
    const regionId = regionOf(this.settings, olds);
    const known = { ...olds, ...news };
    const keepFailure = (error: BuildFailed, outputs: Properties) =>
      new PartialFailure(error.message, id, outputs);
    return { outputs: await this.completed(id, regionId, known, this.deadlineOf(news), keepFailure) };
  }

  async delete(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const item = await this.find(regionId, id, outputs);
    if (!item) await requireSameAccount(this.client, `execution ${id}`, regionId, outputs["accountId"]);
    const status = item?.status ?? "";
    if (item && !hasEnded(status)) {
      const cancelled = canBeCancelled(status) && (await cancelExecution(this.client, regionId, id));
      this.say(
        `execution ${id} (${status}): ${cancelled ? "cancelled" : "cannot be cancelled now, and goes on to its end"}`,
      );
    }
    const imageId = item?.imageId || outputs["imageId"];
    if (outputs["deleteImageOnDestroy"] === true && typeof imageId === "string") {
      await deleteImage(this.client, regionId, imageId);
    }
  }

  private deadlineOf(inputs: Properties): number {
    return this.clock.now() + Number(inputs["timeoutMinutes"] ?? 180) * 60_000;
  }

  /**
   * The outputs of a build, waited for if that is declared. The execution is never lost: whatever goes wrong from here
   * on leaves it in the state, and the next run goes on waiting. Only of a build that failed `onFailure` decides.
   */
  private async completed(
    id: string,
    regionId: string,
    known: Properties,
    deadline: number,
    onFailure: (error: BuildFailed, outputs: Properties) => Error,
  ): Promise<Properties> {
    let outputs = known;
    try {
      const waiting = known["waitForCompletion"] !== false;
      const item = waiting
        ? await this.ended(id, regionId, known, deadline)
        : await findExecution(this.client, regionId, id);
      outputs = await this.outputsOf(regionId, known, item);
      if (!waiting) return outputs;
      if (item && hasFailed(item.status ?? "")) throw await buildFailure(this.client, regionId, item);
      if (item?.status === "PARTITION_SUCCESS") await this.warnOfPart(regionId, item);
      if (item && hasEnded(item.status ?? "")) return outputs;
      throw new Error(
        `execution ${id} of image pipeline ${known["imagePipelineId"]} had not ended when timeoutMinutes (${known["timeoutMinutes"]}) had passed; its status is ${item?.status ?? "not known"}. ` +
          "The build goes on: run this again to go on waiting, or raise timeoutMinutes.",
      );
    } catch (error) {
      if (error instanceof BuildFailed) throw onFailure(error, outputs);
      throw new PartialFailure(messageOf(error), id, outputs);
    }
  }

  /** The execution once it has ended, or as it was last seen when the deadline passed. */
  private async ended(
    id: string,
    regionId: string,
    known: Properties,
    deadline: number,
  ): Promise<Description | undefined> {
    const tell = progress(
      `build of image pipeline ${known["imagePipelineId"]} (${id})`,
      this.clock,
      this.say,
    );
    let last: Description | undefined;
    await pollUntil(
      async () => {
        last = (await findExecution(this.client, regionId, id)) ?? last;
        const status = last?.status ?? "not to be seen yet";
        tell(status);
        return hasEnded(status) ? true : undefined;
      },
      deadline,
      this.clock,
    );
    return last;
  }

  private async warnOfPart(regionId: string, item: Description) {
    const { sentence } = await wordsOn(this.client, regionId, item);
    this.say(
      `warning: build of image pipeline ${item.imagePipelineId}: PARTITION_SUCCESS. The image ${item.imageId} exists, but distributing it or cleaning up may have failed.${sentence}`,
    );
  }

  /** A pipeline that is gone takes its executions along; the query for one may then be refused (api-facts 3). */
  private async find(regionId: string, id: string, outputs: Properties): Promise<Description | undefined> {
    try {
      return await findExecution(this.client, regionId, id);
    } catch (error) {
      const imagePipelineId = outputs["imagePipelineId"];
      if (!(error instanceof EcsError) || error.code === undefined || typeof imagePipelineId !== "string")
        throw error;
      const page = await this.client.call("DescribeImagePipelines", {
        regionId,
        imagePipelineId: [imagePipelineId],
      });
      if (page.imagePipeline?.imagePipelineSet?.length) throw error;
      return undefined;
    }
  }

  /** Every argument at its own path, and what the service tells of the build. */
  private async outputsOf(
    regionId: string,
    known: Properties,
    item: Description | undefined,
  ): Promise<Properties> {
    const imageId = item?.imageId || undefined;
    const image = imageId
      ? await findImage(this.client, regionId, imageId).catch(() => undefined)
      : undefined;
    return {
      ...argumentsPresent(known),
      executionId: known["executionId"],
      requestId: known["requestId"],
      accountId: known["accountId"],
      status: item?.status ?? known["status"],
      imageId: imageId ?? known["imageId"],
      imageName: image?.imageName ?? known["imageName"],
      createTime: item?.creationTime ?? known["createTime"],
      message: item && (await wordsOn(this.client, regionId, item)).message,
    };
  }
}

const tagsOf = (item: Description) => {
  const tags = tagMap(item.tags?.tag, ({ tagKey, tagValue }) => [tagKey, tagValue]);
  return tags && Object.keys(tags).length > 0 ? tags : undefined;
};
