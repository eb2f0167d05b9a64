import type { Lookup } from "../../ecs/api/batched-find";
import { argumentsOf, componentLookup, type Description } from "../../ecs/api/components";
import { tagList } from "../../ecs/api/tags";
import type { Settings } from "../../ecs/settings/settings";
import type { EcsClient } from "../../ecs/transport/client";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { withoutUndefined } from "../../values/maps";
import { messageOf } from "../../values/printable";
import { createOnce } from "../create-once";
import { type Lifecycle, PartialFailure, type Properties } from "../lifecycle";
import { type Clock, pollUntil, SYSTEM_CLOCK } from "../poll";
import { accountBeside, accountOf, regionContext, regionOf, requireSameAccount } from "../region-and-account";
import { updateTags } from "../update-tags";
import { argumentsPresent, diff } from "./diff";
import { check } from "./rules";
import type { ImageComponentInputs } from "./schema";

/** How long a component that was just made may be out of sight, in milliseconds; not documented. */
const SIGHT = 30_000;

/** API: DeleteImageComponent, error codes. */
const IN_USE = "InvalidImageComponent.InUse";

/** The life of an image component on ECS. */
export class ImageComponentLifecycle implements Lifecycle {
  private readonly lookup: Lookup<Description>;

  constructor(
    private readonly settings: Settings,
    private readonly client: EcsClient,
    private readonly clock: Clock = SYSTEM_CLOCK,
  ) {
    this.lookup = componentLookup(client);
  }

  check(inputs: Properties) {
    return check(inputs, regionContext(this.settings));
  }

  diff(id: string, olds: Properties, news: Properties) {
    return diff(id, olds, news);
  }

  async create(inputs: Properties) {
    const regionId = regionOf(this.settings, inputs);
    const account = accountBeside(this.client, regionId);
    const { imageComponentName, tags, ...same } = inputs as ImageComponentInputs;
    const { imageComponentId: id, requestId } = await createOnce(
      { what: "component", regionId, remedy: "delete it" },
      (clientToken) =>
        this.client.call(
          "CreateImageComponent",
          withoutUndefined({
            ...same,
            regionId,
            clientToken,
            name: imageComponentName,
            tag: tagList(tags) as never,
          }),
        ),
    );
    const born = { ...inputs, imageComponentId: id, requestId, accountId: await account() };
    return { id, outputs: await this.completed(id, regionId, born) };
  }

  async read(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    const item = await this.lookup.find(regionId, id);
    if (!item) {
      if (outputs["imageComponentId"] === undefined) {
        throw new Error(
          `there is no image component ${id} in ${regionId}. Check the ID, regionId and the account.`,
        );
      }
      await requireSameAccount(this.client, `image component ${id}`, regionId, outputs["accountId"]);
      return undefined;
    }
    const accountId = outputs["accountId"] ?? (await accountOf(this.client, regionId));
    const inputs = { ...held(outputs, argumentsOf(item)), regionId };
    const found = { ...inputs, imageComponentId: id, requestId: outputs["requestId"], accountId };
    return { inputs: declared(id, inputs), outputs: outputsOf(id, found, item) };
  }

  async update(id: string, olds: Properties, news: Properties) {
    const regionId = regionOf(this.settings, olds);
    await updateTags(this.client, { type: "imagecomponent", regionId, id }, olds, news);
    const { requestId, accountId, componentVersion } = olds;
    const kept = { componentVersion, ...news, imageComponentId: id, requestId, accountId };
    return { outputs: await this.completed(id, regionId, kept) };
  }

  async delete(id: string, outputs: Properties) {
    const regionId = regionOf(this.settings, outputs);
    try {
      await this.client.call("DeleteImageComponent", { regionId, imageComponentId: id });
    } catch (error) {
      if (!(error instanceof EcsError)) throw error;
      if (error.code === IN_USE) {
        throw new EcsError(
          `${error.message} A component can be deleted once no pipeline uses it.`,
          IN_USE,
          false,
        );
      }
      // Where it cannot be looked for, what counts is why it could not be deleted.
      if (!isNotFound(error) || (await this.lookup.find(regionId, id).catch(() => true))) throw error;
      await requireSameAccount(this.client, `image component ${id}`, regionId, outputs["accountId"]);
    }
  }

  /** The outputs, with the version that the service gave where none was declared. */
  private async completed(id: string, regionId: string, known: Properties): Promise<Properties> {
    if (known["componentVersion"] !== undefined) return outputsOf(id, known, undefined);
    try {
      const find = () => this.lookup.find(regionId, id);
      const item = await pollUntil(find, this.clock.now() + SIGHT, this.clock);
      if (item) return outputsOf(id, known, item);
      throw new Error(`image component ${id} was made, but is not to be seen in ${regionId} yet.`);
    } catch (error) {
      const message = `${messageOf(error)} The component exists; its version is read at the next run.`;
      throw new PartialFailure(message, id, outputsOf(id, known, undefined));
    }
  }
}

/** The arguments that the state holds, as the service tells them; tags always, and everything for `get`. */
function held(outputs: Properties, observed: Partial<ImageComponentInputs>): Partial<ImageComponentInputs> {
  if (outputs["imageComponentId"] === undefined) return observed;
  const present = Object.keys(argumentsPresent(outputs)).filter((name) => name !== "regionId");
  const kept = Object.entries(observed).filter(([name]) => name === "tags" || present.includes(name));
  return Object.fromEntries(kept);
}

/**
 * The arguments as a program would declare them: what the service may have chosen, a name that is the ID and the
 * version, is left out, since the state does not tell whether it was given. `diff` compares the outputs, where they are.
 */
function declared(id: string, args: Properties): Properties {
  const { imageComponentName, componentVersion: _, ...rest } = args;
  return imageComponentName === id ? rest : { ...rest, imageComponentName };
}

/**
 * Every argument at its own path, and what the service told. Nothing is made of arguments: Pulumi would not know it to be
 * a secret where they are. The class makes the ARN.
 */
function outputsOf(id: string, known: Properties, item: Description | undefined): Properties {
  const name = known["imageComponentName"] ?? item?.name ?? id;
  const version = known["componentVersion"] ?? item?.componentVersion;
  return { ...known, imageComponentName: name, componentVersion: version };
}
