/** What the settings can withhold from an account: places for resources, and the service-linked role. */

import { errors } from "../errors.js";
import type { Quota, Scope } from "./records.js";
import { isIn } from "./scope.js";
import { readSettings } from "./settings.js";
import type { Store } from "./store.js";

const QUOTAS = {
  pipelines: { setting: "imagePipelines", code: "QuotaExceed.ImagePipeline" },
  components: { setting: "imageComponents", code: "QuotaExceed.ImageComponent" },
} as const;

/** @throws if the account has as many in the region as the setting `quotas` allows there. */
export function refuseBeyondQuota(store: Store, scope: Scope, kind: keyof typeof QUOTAS): void {
  const { setting, code } = QUOTAS[kind];
  const most = quotaOf(store, scope)?.[setting];
  if (most === undefined) return;
  const held = store.all(kind).filter((resource) => isIn(scope, resource)).length;
  if (held >= most) throw errors.quotaExceeded(code, most);
}

/** How many images a family can have in the region (docs/service.md, Images and image families). */
export function familyLimit(store: Store, scope: Scope): number {
  return quotaOf(store, scope)?.familyImages ?? 100;
}

function quotaOf(store: Store, { regionId }: Scope): Quota | undefined {
  return new Map(Object.entries(readSettings(store).quotas)).get(regionId);
}

/**
 * @throws if the account has no service-linked role: the first pipeline or component creates it, which needs a
 *   permission of its own (docs/service.md, Quotas, rates, roles and permissions).
 */
export function refuseWithoutRole(store: Store): void {
  if (readSettings(store).serviceLinkedRole === "missing") throw errors.noServiceLinkedRole();
}
