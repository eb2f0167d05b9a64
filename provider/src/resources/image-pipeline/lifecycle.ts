import type { Ecs } from "../../ecs/api/ecs";
import type { Settings } from "../../ecs/settings/settings";
import { checked, type IsPlain } from "../../validation/check";
import { UNKNOWN } from "../../values/unknown";
import { Adoptions } from "../adoption";
import { createOnce } from "../create-once";
import type { Lifecycle, Operation, Properties } from "../lifecycle";
import { accountBeside, accountOf, checkContext, regionOf, requireSameAccount } from "../region-and-account";
import { updateTags } from "../update-tags";
import { type Clock, limitOf, systemClock } from "../waiting";
import { disagreements } from "./adoption";
import { asSent } from "./as-sent";
import { deletePipeline } from "./deletion";
import { argumentsPresent, diff } from "./diff";
import { DEFAULT_DELETE_TIMEOUT_MINUTES, normalize } from "./normalize";
import { declared, outputsOf, readBack } from "./read-back";
import { ruleFaults } from "./rules";

/** The life of an image pipeline on ECS. */
export class ImagePipelineLifecycle implements Lifecycle {
  private readonly adoptions: Adoptions;

  /**
   * @param say prints a line about a long wait or an adoption.
   */
  constructor(
    private readonly settings: Settings,
    private readonly ecs: Ecs,
    private readonly say: (line: string) => void,
    private readonly clock: Clock = systemClock(),
  ) {
    this.adoptions = new Adoptions("imagePipeline", say);
  }

  check(inputs: Properties, isPlain?: IsPlain) {
    // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
    const { imagePipelineSchema: schema } = require("../schemas") as typeof import("../schemas");
    return checked({ schema, rules: ruleFaults, normalize }, inputs, checkContext(this.settings, isPlain));
  }

  diff(id: string, olds: Properties, news: Properties) {
    this.adoptions.holds(id, news);
    return diff(id, olds, news);
  }

  planned(inputs: Properties, current?: { id: string; outputs: Properties }) {
    if (current) return outputsOf(current.id, inputs, current.outputs);
    const id = typeof inputs["adopt"] === "string" ? inputs["adopt"] : UNKNOWN;
    return outputsOf(id, inputs, { requestId: UNKNOWN, accountId: UNKNOWN });
  }

  async create(inputs: Properties) {
    const regionId = regionOf(this.settings, inputs);
    const { adopt } = inputs;
    const account = accountBeside(this.ecs, regionId);
    const { id, requestId } =
      typeof adopt === "string"
        ? await this.adoptions.take(adopt, inputs, () => this.requireAdoptable(adopt, inputs, regionId))
        : await this.make(inputs, regionId);
    return { id, outputs: outputsOf(id, inputs, { requestId, accountId: await account() }) };
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const isKnown = outputs["imagePipelineId"] !== undefined;
    const { pipelines } = this.ecs;
    const item = await (isKnown ? pipelines.findInRefresh(regionId, id) : pipelines.find(regionId, id));
    if (!item) {
      if (!isKnown)
        throw new Error(
          `image pipeline ${id} was not found in ${regionId}. Check the ID, regionId and the account.`,
        );
      await requireSameAccount(this.ecs, `image pipeline ${id}`, regionId, outputs["accountId"]);
      return undefined;
    }
    const { regionId: _, ...held } = argumentsPresent(outputs);
    const inputs: Properties = { ...readBack(held, item.definition), regionId };
    const accountId = outputs["accountId"] ?? (await accountOf(this.ecs, regionId));
    return { inputs: declared(id, inputs), outputs: outputsOf(id, inputs, { ...outputs, accountId }) };
  }

  async update(id: string, olds: Properties, news: Properties) {
    const target = { type: "imagepipeline" as const, regionId: regionOf(this.settings, olds), id };
    await updateTags(this.ecs, target, olds, news);
    return { outputs: outputsOf(id, news, olds) };
  }

  async delete(id: string, outputs: Properties, operation?: Operation) {
    if (this.adoptions.keeps(id)) return;
    const regionId = regionOf(this.settings, outputs);
    await deletePipeline(this.ecs, {
      regionId,
      id,
      limit: limitOf(
        "deleteTimeoutMinutes",
        outputs["deleteTimeoutMinutes"] ?? DEFAULT_DELETE_TIMEOUT_MINUTES,
        operation,
      ),
      isGone: async () => {
        // If the lookup fails, the reason why the delete failed is reported.
        if (await this.ecs.pipelines.find(regionId, id).catch(() => true)) return false;
        await requireSameAccount(this.ecs, `image pipeline ${id}`, regionId, outputs["accountId"]);
        return true;
      },
      clock: this.clock,
      say: this.say,
    });
  }

  private async make(inputs: Properties, regionId: string) {
    const remedy = 'adopt it (`adopt: "ip-…"`) or delete it';
    const { imagePipelineId: id, requestId } = await createOnce(
      { what: "pipeline", regionId, remedy },
      (clientToken) => this.ecs.pipelines.create(regionId, asSent(argumentsPresent(inputs)), clientToken),
    );
    return { id, requestId };
  }

  private async requireAdoptable(id: string, inputs: Properties, regionId: string): Promise<void> {
    const item = await this.ecs.pipelines.find(regionId, id);
    if (!item) throw this.adoptions.notFound(id, regionId);
    this.adoptions.requireSame(id, disagreements(id, inputs, item.definition));
  }
}
