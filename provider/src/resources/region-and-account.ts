import { setTimeout as sleep } from "node:timers/promises";
import type { Ecs } from "../ecs/api/ecs";
import { noRegion } from "../ecs/settings/region";
import { defaultRegion, type Settings } from "../ecs/settings/settings";
import type { CheckContext, IsPlain } from "../validation/check";
import { messageOf } from "../values/printable";
import type { Properties } from "./lifecycle";

/**
 * The region of a resource: the stored one, so that a changed configuration does not make it look deleted. Only `get`, for
 * which nothing is stored, can use the configuration.
 */
export function regionOf(settings: Settings, properties: Properties): string {
  const regionId = properties["regionId"] ?? defaultRegion(settings).value;
  if (typeof regionId === "string") return regionId;
  throw new Error(`regionId: ${noRegion(defaultRegion(settings).where)}`);
}

/** The configuration that a check needs. */
export const checkContext = (settings: Settings, isPlain?: IsPlain): CheckContext => {
  const { value, where } = defaultRegion(settings);
  return { regionId: value, whereRegion: where, isPlain };
};

/** The account of the credentials, for an output; undefined if STS does not return it. */
export const accountOf = (ecs: Ecs, regionId: string): Promise<string | undefined> =>
  ecs.accountId(regionId, "short").catch(() => undefined);

/** How long a created resource waits for its account, in milliseconds. */
const MOMENT = 2_000;

/**
 * Requests the account in parallel with a create. Call the returned function when the create has its ID. It waits only a
 * moment, because the ID can be lost during that time. A refresh fills in a missing account.
 */
export function accountBeside(ecs: Ecs, regionId: string): () => Promise<string | undefined> {
  const account = accountOf(ecs, regionId);
  return () => Promise.race([account, sleep(MOMENT, undefined, { ref: false })]);
}

/**
 * Checks the account before a resource counts as deleted, because other credentials see other resources.
 *
 * @param what the resource, for the error: `image pipeline ip-…`.
 */
export async function requireSameAccount(
  ecs: Ecs,
  what: string,
  regionId: string,
  held: unknown,
): Promise<void> {
  const current = await ecs.accountId(regionId).catch((error: unknown) => {
    throw new Error(
      `${what} was not found in ${regionId}, and the account of these credentials is unknown. ${messageOf(error)} ` +
        "It was not treated as deleted, and nothing was changed. Run this again when STS responds.",
    );
  });
  if (held === current) return;
  const belongs =
    held === undefined ? "the state does not contain its account" : `it belongs to account ${held}`;
  throw new Error(
    `${what} was not found in ${regionId} with the credentials of account ${current}, but ${belongs}. ` +
      "It was not treated as deleted, and nothing was changed. Use the credentials of its account. If it was really deleted, remove it from the state with `pulumi state delete`.",
  );
}
