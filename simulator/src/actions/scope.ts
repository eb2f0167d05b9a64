import type { Scope } from "../model/records.js";
import type { Parameters } from "../parameters/read.js";
import type { World } from "./action.js";

/** The caller's account, and the region that the request names. */
export function scopeOf(parameters: Parameters, world: World): Scope {
  return { accountId: world.caller.accountId, regionId: parameters.text("RegionId") ?? "" };
}

/** Simulated time, in milliseconds since 1970. */
export function nowOf({ clock }: World): number {
  return clock.now().getTime();
}
