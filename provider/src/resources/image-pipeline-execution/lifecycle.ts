import type { Ecs } from "../../ecs/api/ecs";
import { canBeCancelled, hasEnded, hasFailed, hasSucceeded } from "../../ecs/api/execution-status";
import type { Execution } from "../../ecs/api/executions";
import type { Settings } from "../../ecs/settings/settings";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { checked, type IsPlain } from "../../validation/check";
import { messageOf } from "../../values/printable";
import { UNKNOWN } from "../../values/unknown";
import { Adoptions } from "../adoption";
import { type Lifecycle, type Operation, PartialFailure, type Properties } from "../lifecycle";
import { accountBeside, accountOf, checkContext, regionOf, requireSameAccount } from "../region-and-account";
import { type Clock, Interrupted, limitOf, pollUntil, progress, systemClock } from "../waiting";
import { disagreements, requireImage } from "./adoption";
import { waitForCopies } from "./copies";
import { argumentsPresent, diff } from "./diff";
import { BuildFailed, buildFailure, wordsOn } from "./failure";
import { type BuildImages, imagesIn } from "./images";
import { deleteImagesOfBuild } from "./images-deletion";
import { DEFAULTS, IDENTITY, normalize } from "./normalize";
import { outputsOf, readBack } from "./read-back";
import { ruleFaults } from "./rules";
import { type Deadline, startExecution } from "./start";

const FOR_A_NEW_IMAGE =
  "To build a new image, set `rebuildWhenImageGone`, change `triggers`, or run `pulumi up --replace URN` with the URN of this resource.";

/** The outputs that are known when a build has ended and its copies are there. */
const BUILT_LATER = ["status", "message", ...Object.keys(imagesIn({}))];

/** The life of a build: one execution of an image pipeline. */
export class ImagePipelineExecutionLifecycle implements Lifecycle {
  private readonly adoptions: Adoptions;
  /** By ID, the changes that need another build, although `adopt` still names the one in the state. */
  private readonly replacedBy = new Map<string, string[]>();
  /** Builds that belong to a resource: those in the state, and those that this process started or continued. */
  private readonly taken = new Set<string>();
  /** Running builds that a create continued. A replacement must not delete its own build as the old one. */
  private readonly goneOnWith = new Set<string>();
  /** Builds whose image a read found deleted, until the diff that a refresh calls after it. */
  private readonly lostImage = new Set<string>();

  /** @param say prints a line about a long wait or an adoption. */
  constructor(
    private readonly settings: Settings,
    private readonly ecs: Ecs,
    private readonly say: (line: string) => void,
    private readonly clock: Clock = systemClock(),
  ) {
    this.adoptions = new Adoptions("imagePipelineExecution", say);
  }

  check({ [IDENTITY]: identity, ...given }: Properties, isPlain?: IsPlain) {
    // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
    const { imagePipelineExecutionSchema: schema } = require("../schemas") as typeof import("../schemas");
    const context = checkContext(this.settings, isPlain);
    const { inputs, reasons } = checked({ schema, rules: ruleFaults, normalize }, given, context);
    return { inputs: identity === undefined ? inputs : { ...inputs, [IDENTITY]: identity }, reasons };
  }

  diff(id: string, olds: Properties, news: Properties) {
    const { [IDENTITY]: _, ...declared } = news;
    this.adoptions.holds(id, declared);
    this.taken.add(id);
    const difference = diff(olds, news);
    const changed = difference.replaces.filter((name) => name !== "status");
    if (news["adopt"] === id && changed.length > 0) this.replacedBy.set(id, changed);
    // A refresh shows the result of diff, but not changed outputs (docs/facts.md).
    if (this.lostImage.delete(id)) return { replaces: [], updates: [], paths: [], unfinished: true };
    const { missingImageRegionIds, imageId } = imagesIn(olds);
    if (difference.replaces.includes("missingImageRegionIds")) {
      this.say(
        `execution ${id}: its image no longer exists in ${missingImageRegionIds?.join(", ")}, so it is built again (rebuildWhenImageGone)`,
      );
    } else if (difference.replaces.length === 0 && hasSucceeded(String(olds["status"]))) {
      const fault = missingImageRegionIds
        ? `its image no longer exists in ${missingImageRegionIds.join(", ")}`
        : `ended as ${olds["status"]} but has no image`;
      if (missingImageRegionIds || !imageId)
        this.say(`warning: execution ${id}: ${fault}. ${FOR_A_NEW_IMAGE}`);
    }
    return difference;
  }

  planned({ [IDENTITY]: _, ...inputs }: Properties, current?: { id: string; outputs: Properties }) {
    const olds = current?.outputs ?? {};
    const born = current
      ? { executionId: current.id, requestId: olds["requestId"], accountId: olds["accountId"] }
      : { executionId: inputs["adopt"] ?? UNKNOWN, requestId: UNKNOWN, accountId: UNKNOWN };
    const createTime = current ? olds["createTime"] : UNKNOWN;
    const waits =
      !current || !hasEnded(String(olds["status"])) || olds["pendingImageRegionIds"] !== undefined;
    const later = BUILT_LATER.map((name) => [name, waits ? UNKNOWN : olds[name]]);
    return { ...argumentsPresent(inputs), ...born, createTime, ...Object.fromEntries(later) };
  }

  async create({ [IDENTITY]: identity, ...inputs }: Properties, operation?: Operation) {
    const regionId = regionOf(this.settings, inputs);
    const account = accountBeside(this.ecs, regionId);
    const deadline = this.deadlineOf(inputs, operation);
    const { adopt } = inputs;
    const { id, requestId } =
      typeof adopt === "string"
        ? await this.adoptions.take(adopt, inputs, () => this.requireAdoptable(adopt, inputs, regionId))
        : await this.start(regionId, inputs, String(identity ?? ""), deadline);
    const born = { ...inputs, executionId: id, requestId, accountId: await account() };
    const failureOf = async (item: Execution, outputs: Properties) => {
      const failure = await buildFailure(this.ecs, regionId, item, outputs);
      // An image, as that of a build whose tests failed, stays in the state, so that it goes with the resource.
      return outputs["imageId"] === undefined ? failure : new PartialFailure(failure.message, id, outputs);
    };
    return { id, outputs: await this.completed(id, regionId, born, deadline, failureOf) };
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const item = await this.find(regionId, id, outputs);
    if (!item) {
      if (outputs["executionId"] === undefined) {
        throw new Error(
          `execution ${id} was not found in ${regionId}. Check the ID, regionId and the account.`,
        );
      }
      await requireSameAccount(this.ecs, `execution ${id}`, regionId, outputs["accountId"]);
      return undefined;
    }
    this.taken.add(id);
    const inputs = readBack(outputs, regionId, item);
    const accountId = outputs["accountId"] ?? (await accountOf(this.ecs, regionId));
    const known = { ...outputs, ...inputs, executionId: id, accountId };
    const hasJustEnded = outputs["executionId"] !== undefined && !hasEnded(String(outputs["status"]));
    const isNew = hasJustEnded || !hasEnded(item.status);
    const { outputs: read, failure } = await outputsOf(this.ecs, regionId, known, item, isNew);
    this.warnOfMissing(id, regionId, outputs, read, item);
    if (failure) {
      this.say(
        `warning: execution ${id}: the copies of its image in other regions are not known. ${messageOf(failure)}`,
      );
    }
    return { inputs, outputs: read };
  }

  /** Continues to wait for a build that has not ended. */
  async update(id: string, olds: Properties, news: Properties, operation?: Operation) {
    this.taken.add(id);
    const regionId = regionOf(this.settings, olds);
    const known = { ...olds, ...news };
    const keepFailure = async (item: Execution, outputs: Properties) => {
      const { message } = await buildFailure(this.ecs, regionId, item, outputs);
      return new PartialFailure(message, id, outputs);
    };
    return {
      outputs: await this.completed(id, regionId, known, this.deadlineOf(news, operation), keepFailure),
    };
  }

  async delete(id: string, outputs: Properties, operation?: Operation) {
    if (this.adoptions.keeps(id)) return;
    if (this.goneOnWith.has(id)) {
      this.say(
        `execution ${id}: not deleted, because the replacement continues this build, which was still running. For another build, replace it when this one has ended.`,
      );
      return;
    }
    this.taken.add(id);
    const regionId = regionOf(this.settings, outputs);
    const deadline = this.deadlineOf(outputs, operation);
    let item = await this.find(regionId, id, outputs);
    if (!item) await requireSameAccount(this.ecs, `execution ${id}`, regionId, outputs["accountId"]);
    if (item && !hasEnded(item.status)) item = await this.stop(id, regionId, outputs, item, deadline);
    if (outputs["deleteImageOnDestroy"] !== true) {
      const { imageId } = outputs;
      if (hasFailed(String(outputs["status"])) && imageId !== undefined) {
        this.say(
          `image ${imageId} in ${regionId}, whose build failed (${outputs["status"]}), is kept and billed until you delete it (deleteImageOnDestroy is false)`,
        );
      }
      return;
    }
    const { clock, say } = this;
    await deleteImagesOfBuild(this.ecs, { id, regionId, outputs, item, deadline, clock, say });
  }

  private async start(regionId: string, inputs: Properties, identity: string, deadline: Deadline) {
    const { executionId, requestId, wasRunning } = await startExecution(this.ecs, {
      regionId,
      inputs: argumentsPresent(inputs),
      identity,
      deadline,
      clock: this.clock,
      say: this.say,
      claim: (id) => this.claim(id),
    });
    if (wasRunning) this.goneOnWith.add(executionId);
    return { id: executionId, requestId };
  }

  private async requireAdoptable(id: string, inputs: Properties, regionId: string): Promise<void> {
    const changed = this.replacedBy.get(id);
    if (changed) {
      throw new Error(
        `adopt: execution ${id} is in the state already, and a change needs a new build: ${changed.join(", ")}. Nothing was changed. Remove \`adopt\` to start it.`,
      );
    }
    const item = await this.ecs.executions.find(regionId, id).catch((error: unknown) => {
      if (error instanceof EcsError && isNotFound(error)) return undefined;
      throw error;
    });
    if (!item) throw this.adoptions.notFound(id, regionId);
    this.adoptions.requireSame(id, disagreements(inputs, item));
    await requireImage(this.ecs, regionId, item);
    this.taken.add(id);
  }

  /** Two resources must be two builds, even if the service responds to both with the same one. */
  private claim(executionId: string): boolean {
    if (this.taken.has(executionId)) return false;
    this.taken.add(executionId);
    return true;
  }

  /** Says which images a read did not find, and remembers for diff that the state still had them. */
  private warnOfMissing(id: string, regionId: string, before: Properties, read: Properties, item: Execution) {
    const [held, found] = [imagesIn(before), imagesIn(read)];
    const next =
      before["rebuildWhenImageGone"] === true
        ? "The next `pulumi up` builds again (rebuildWhenImageGone)."
        : FOR_A_NEW_IMAGE;
    for (const missing of found.missingImageRegionIds ?? []) {
      const isNews = !held.missingImageRegionIds?.includes(missing);
      if (isNews && before["executionId"] !== undefined) this.lostImage.add(id);
      const copyId = held.imageIds?.[missing];
      const what =
        missing === regionId
          ? `its image ${item.imageId} no longer exists in ${missing}, so imageId is now empty`
          : copyId
            ? `its image ${copyId} no longer exists in ${missing}, so imageIds no longer contains it`
            : `its image has no copy in ${missing}, so imageIds contains none`;
      this.say(`warning: execution ${id}: ${what}. ${next}`);
    }
  }

  /** Cancels a build if the API allows it. If its image must be deleted, waits for its end, because it may still build one. */
  private async stop(
    id: string,
    regionId: string,
    outputs: Properties,
    item: Execution,
    deadline: Deadline,
  ): Promise<Execution | undefined> {
    const status = item.status;
    const cancelled = canBeCancelled(status) && (await this.ecs.executions.cancel(regionId, id));
    const done = cancelled ? "cancelled" : "cannot be cancelled now";
    if (outputs["deleteImageOnDestroy"] !== true) {
      this.say(`execution ${id} (${status}): ${cancelled ? done : `${done} and continues`}`);
      return item;
    }
    this.say(
      `execution ${id} (${status}): ${done}; waiting until it ends, to delete the image that it may build (deleteImageOnDestroy)`,
    );
    const ended = await pollUntil(
      async () => {
        const found = await this.find(regionId, id, outputs);
        return !found || hasEnded(found.status) ? { item: found } : undefined;
      },
      deadline.at,
      this.clock,
    );
    if (ended) return ended.item;
    throw new Error(
      `execution ${id} was not deleted: it did not end within ${deadline.title}, and the image that it may build must be deleted with it (deleteImageOnDestroy). ` +
        "Run this again when it has ended.",
    );
  }

  private deadlineOf(inputs: Properties, operation: Operation | undefined): Deadline {
    const limit = limitOf("timeoutMinutes", inputs["timeoutMinutes"] ?? DEFAULTS.timeoutMinutes, operation);
    return { ...limit, at: this.clock.now() + limit.milliseconds };
  }

  /**
   * The outputs of a build, after waiting for it if that is declared. From here on, any failure keeps the execution in the
   * state, and the next run continues to wait. Only for a failed build does `failureOf` decide.
   */
  private async completed(
    id: string,
    regionId: string,
    known: Properties,
    deadline: Deadline,
    failureOf: (item: Execution, outputs: Properties) => Promise<Error>,
  ): Promise<Properties> {
    let outputs = known;
    try {
      const waiting = known["waitForCompletion"] !== false;
      const { item, wasRunning } = waiting
        ? await this.ended(id, regionId, known, deadline.at)
        : { item: await this.ecs.executions.find(regionId, id), wasRunning: false };
      // A build that is adopted can have ended long ago.
      const hasJustEnded = !hasEnded(String(known["status"])) && (known["adopt"] !== id || wasRunning);
      const look = await outputsOf(this.ecs, regionId, known, item, hasJustEnded || !hasEnded(item?.status));
      outputs = look.outputs;
      if (!waiting) return outputs;
      if (item && hasFailed(item.status)) throw await failureOf(item, outputs);
      if (item && hasSucceeded(item.status) && !item.imageId) {
        throw new Error(
          `execution ${id} of image pipeline ${known["imagePipelineId"]} in ${regionId}: DescribeImagePipelineExecutions returned ${item.status} but no ImageId. ` +
            "The execution is in the state: run this again to check again.",
        );
      }
      if (item && hasSucceeded(item.status)) {
        const { clock, say } = this;
        const keep = (images: BuildImages) => {
          outputs = { ...outputs, ...images };
        };
        const { absent } = look;
        const wait = { regionId, item, known: imagesIn(outputs), absent, deadline, clock, say, keep };
        const without = await waitForCopies(this.ecs, wait, FOR_A_NEW_IMAGE);
        if (item.status === "PARTITION_SUCCESS") {
          outputs = { ...outputs, pendingImageRegionIds: undefined };
          await this.warnOfPart(regionId, item, without);
        }
      }
      if (item && hasEnded(item.status)) return outputs;
      throw new Error(
        `execution ${id} of image pipeline ${known["imagePipelineId"]} did not end within ${deadline.title}; its status is ${item?.status ?? "unknown"}. ` +
          `The build continues: run this again to keep waiting, or increase ${deadline.name}.`,
      );
    } catch (error) {
      if (error instanceof BuildFailed || error instanceof PartialFailure) throw error;
      const what = `execution ${id} of image pipeline ${known["imagePipelineId"]}`;
      const message =
        error instanceof Interrupted ? `${what}: ${error.message} The build continues.` : messageOf(error);
      throw new PartialFailure(message, id, outputs);
    }
  }

  /** The execution after it has ended, or as last seen before the deadline; and whether it was still running at first. */
  private async ended(
    id: string,
    regionId: string,
    known: Properties,
    deadline: number,
  ): Promise<{ item: Execution | undefined; wasRunning: boolean }> {
    const tell = progress(
      `build of image pipeline ${known["imagePipelineId"]} (${id})`,
      this.clock,
      this.say,
    );
    let item: Execution | undefined;
    let wasRunning = false;
    await pollUntil(
      async () => {
        item = (await this.ecs.executions.find(regionId, id)) ?? item;
        const status = item?.status ?? "not visible yet";
        tell(status);
        if (hasEnded(status)) return true;
        wasRunning = true;
        return undefined;
      },
      deadline,
      this.clock,
    );
    return { item, wasRunning };
  }

  private async warnOfPart(regionId: string, item: Execution, absent: string[]) {
    const { sentence } = await wordsOn(this.ecs, regionId, item);
    const copies = absent.length > 0 ? ` It has no usable copy in ${absent.join(", ")}.` : "";
    this.say(
      `warning: build of image pipeline ${item.imagePipelineId}: PARTITION_SUCCESS. The image ${item.imageId} exists, but distributing it or cleaning up may have failed.${copies}${sentence}`,
    );
  }

  /**
   * Deleting a pipeline deletes its executions, and a query for one may then be refused (docs/service.md, Executions:
   * statuses, cancelling, tokens).
   */
  private async find(regionId: string, id: string, outputs: Properties): Promise<Execution | undefined> {
    try {
      return await this.ecs.executions.find(regionId, id);
    } catch (error) {
      const imagePipelineId = outputs["imagePipelineId"];
      if (!(error instanceof EcsError) || !isNotFound(error) || typeof imagePipelineId !== "string")
        throw error;
      if (await this.ecs.pipelines.find(regionId, imagePipelineId)) throw error;
      return undefined;
    }
  }
}
