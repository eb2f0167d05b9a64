import type { Ecs } from "../../ecs/api/ecs";
import type { Settings } from "../../ecs/settings/settings";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { checked, type IsPlain } from "../../validation/check";
import { withoutUndefined } from "../../values/maps";
import { messageOf } from "../../values/printable";
import { UNKNOWN } from "../../values/unknown";
import { Adoptions } from "../adoption";
import { createOnce } from "../create-once";
import { type Lifecycle, PartialFailure, type Properties } from "../lifecycle";
import { accountBeside, accountOf, checkContext, regionOf, requireSameAccount } from "../region-and-account";
import { updateTags } from "../update-tags";
import { type Clock, pollUntil, systemClock } from "../waiting";
import { disagreements } from "./adoption";
import { argumentsPresent, diff, sameVersionWarning } from "./diff";
import { normalize } from "./normalize";
import { declared, outputsOf, readBack } from "./read-back";
import { ruleFaults } from "./rules";
import { usersOf } from "./users";

/** How long a new component may be invisible, in milliseconds. Not documented. */
const SIGHT = 30_000;

/** API: DeleteImageComponent, error codes. */
const IN_USE = "InvalidImageComponent.InUse";

/** The life of an image component on ECS. */
export class ImageComponentLifecycle implements Lifecycle {
  private readonly adoptions: Adoptions;

  /** @param say prints a line about an adoption, or a warning. */
  constructor(
    private readonly settings: Settings,
    private readonly ecs: Ecs,
    private readonly say: (line: string) => void,
    private readonly clock: Clock = systemClock(),
  ) {
    this.adoptions = new Adoptions("imageComponent", say);
  }

  check(inputs: Properties, isPlain?: IsPlain) {
    // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
    const { imageComponentSchema: schema } = require("../schemas") as typeof import("../schemas");
    return checked({ schema, rules: ruleFaults, normalize }, inputs, checkContext(this.settings, isPlain));
  }

  diff(id: string, olds: Properties, news: Properties) {
    this.adoptions.holds(id, news);
    const difference = diff(id, olds, news);
    const warning = sameVersionWarning(id, news, difference);
    if (warning) this.say(warning);
    return difference;
  }

  planned(inputs: Properties, current?: { id: string; outputs: Properties }) {
    if (current) {
      const known = kept(current.id, current.outputs, inputs);
      return outputsOf(current.id, { componentVersion: UNKNOWN, ...withoutUndefined(known) }, undefined);
    }
    const id = typeof inputs["adopt"] === "string" ? inputs["adopt"] : UNKNOWN;
    const unknown = { imageComponentId: id, requestId: UNKNOWN, accountId: UNKNOWN };
    return outputsOf(id, { componentVersion: UNKNOWN, ...inputs, ...unknown }, undefined);
  }

  async create(inputs: Properties) {
    const regionId = regionOf(this.settings, inputs);
    const { adopt } = inputs;
    const account = accountBeside(this.ecs, regionId);
    const { id, requestId } =
      typeof adopt === "string"
        ? await this.adoptions.take(adopt, inputs, () => this.requireAdoptable(adopt, inputs, regionId))
        : await this.make(inputs, regionId);
    const born = { ...inputs, imageComponentId: id, requestId, accountId: await account() };
    return { id, outputs: await this.completed(id, regionId, born) };
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const isKnown = outputs["imageComponentId"] !== undefined;
    const { components } = this.ecs;
    const item = await (isKnown ? components.findInRefresh(regionId, id) : components.find(regionId, id));
    if (!item) {
      if (!isKnown) {
        throw new Error(
          `image component ${id} was not found in ${regionId}. Check the ID, regionId and the account.`,
        );
      }
      await requireSameAccount(this.ecs, `image component ${id}`, regionId, outputs["accountId"]);
      return undefined;
    }
    const accountId = outputs["accountId"] ?? (await accountOf(this.ecs, regionId));
    const inputs = { ...readBack(outputs, item), regionId };
    const found = { ...inputs, imageComponentId: id, requestId: outputs["requestId"], accountId };
    return { inputs: declared(id, inputs), outputs: outputsOf(id, found, item) };
  }

  async update(id: string, olds: Properties, news: Properties) {
    const regionId = regionOf(this.settings, olds);
    await updateTags(this.ecs, { type: "imagecomponent", regionId, id }, olds, news);
    return { outputs: await this.completed(id, regionId, kept(id, olds, news)) };
  }

  async delete(id: string, outputs: Properties) {
    if (this.adoptions.keeps(id)) return;
    const regionId = regionOf(this.settings, outputs);
    try {
      await this.ecs.components.delete(regionId, id);
    } catch (error) {
      if (!(error instanceof EcsError)) throw error;
      if (error.code === IN_USE) {
        const users = await usersOf(this.ecs, {
          id,
          regionId,
          accountId: textOf(outputs["accountId"]),
          name: textOf(outputs["imageComponentName"]) ?? id,
          version: textOf(outputs["componentVersion"]) ?? "",
        });
        throw new EcsError(
          `${error.message} ${users}A component can be deleted when no pipeline uses it.`,
          IN_USE,
          false,
        );
      }
      // If the lookup fails, the reason why the delete failed is reported.
      if (!isNotFound(error) || (await this.ecs.components.find(regionId, id).catch(() => true))) throw error;
      await requireSameAccount(this.ecs, `image component ${id}`, regionId, outputs["accountId"]);
    }
  }

  private async make(inputs: Properties, regionId: string) {
    const remedy = 'adopt it (`adopt: "ic-…"`) or delete it';
    const { imageComponentId: id, requestId } = await createOnce(
      { what: "component", regionId, remedy },
      (clientToken) => this.ecs.components.create(regionId, argumentsPresent(inputs), clientToken),
    );
    return { id, requestId };
  }

  private async requireAdoptable(id: string, inputs: Properties, regionId: string): Promise<void> {
    const item = await this.ecs.components.find(regionId, id);
    if (!item) throw this.adoptions.notFound(id, regionId);
    if (item.owner === "ALIYUN") {
      throw new Error(
        `adopt: image component ${id} belongs to Alibaba Cloud, so it cannot be adopted. Nothing was changed. Use it in a content: \`COMPONENT ${id}\`.`,
      );
    }
    this.adoptions.requireSame(id, disagreements(id, inputs, item));
  }

  /** The outputs, with the version that the service assigned if none was declared. */
  private async completed(id: string, regionId: string, known: Properties): Promise<Properties> {
    if (known["componentVersion"] !== undefined) return outputsOf(id, known, undefined);
    try {
      const find = () => this.ecs.components.find(regionId, id);
      const item = await pollUntil(find, this.clock.now() + SIGHT, this.clock);
      if (item) return outputsOf(id, known, item);
      throw new Error(`image component ${id} was created, but is not visible in ${regionId} yet.`);
    } catch (error) {
      const message = `${messageOf(error)} The component exists; run this again to read its version.`;
      throw new PartialFailure(message, id, outputsOf(id, known, undefined));
    }
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The outputs after an update, but for a version that the service assigned later. */
const kept = (
  id: string,
  { componentVersion, requestId, accountId }: Properties,
  news: Properties,
): Properties => ({
  componentVersion,
  ...news,
  imageComponentId: id,
  requestId,
  accountId,
});
