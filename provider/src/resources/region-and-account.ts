import { setTimeout as sleep } from "node:timers/promises";
import { defaultRegion, type Settings } from "../ecs/settings/settings";
import type { EcsClient } from "../ecs/transport/client";
import { messageOf } from "../values/printable";
import type { Properties } from "./lifecycle";

/**
 * The region of a resource: the stored one, since a changed configuration must not make it look gone. Only `get` may
 * leave it to the configuration, since nothing is stored then.
 */
export function regionOf(settings: Settings, properties: Properties): string {
  const regionId = properties["regionId"] ?? defaultRegion(settings).value;
  if (typeof regionId === "string") return regionId;
  throw new Error(
    `regionId: no region is given. Looked in: the argument regionId, ${defaultRegion(settings).where}.`,
  );
}

/** Where a region can be given, for the error when there is none. */
export const regionContext = (settings: Settings) => {
  const { value, where } = defaultRegion(settings);
  return { regionId: value, whereRegion: `the argument regionId, ${where}` };
};

/** Whose resources are seen, for an output; undefined if STS does not say. */
export const accountOf = (client: EcsClient, regionId: string): Promise<string | undefined> =>
  client.accountId(regionId, "short").catch(() => undefined);

/** How long something that was made waits for its account, in milliseconds. */
const MOMENT = 2_000;

/**
 * Asks for the account beside a create. What is returned is called once the create has its ID, and waits no longer than
 * a moment: as long as it waits, the ID can be lost. An account that does not come is filled in by a refresh.
 */
export function accountBeside(client: EcsClient, regionId: string): () => Promise<string | undefined> {
  const account = accountOf(client, regionId);
  return () => Promise.race([account, sleep(MOMENT, undefined, { ref: false })]);
}

/**
 * Before "gone" is believed of a resource: other credentials see other resources.
 *
 * @param what the resource, for the error: `image pipeline ip-…`.
 */
export async function requireSameAccount(
  client: EcsClient,
  what: string,
  regionId: string,
  held: unknown,
): Promise<void> {
  const current = await client.accountId(regionId).catch((error: unknown) => {
    throw new Error(
      `${what} is not to be seen in ${regionId}, and whose resources these credentials see is not known. ${messageOf(error)} ` +
        "It is not taken as gone, and nothing was changed. Run this again once STS answers.",
    );
  });
  if (held === current) return;
  const belongs =
    held === undefined
      ? "the state does not say to which account it belongs"
      : `it belongs to account ${held}`;
  throw new Error(
    `${what} is not to be seen in ${regionId} with the credentials of account ${current}, but ${belongs}. ` +
      "It is not taken as gone, and nothing was changed. Use that account's credentials; if it is truly gone, take it out of the state with `pulumi state delete`.",
  );
}
