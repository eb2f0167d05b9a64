import type { Ecs } from "../ecs/api/ecs";
import { isRegionId, NO_REGION_ID, noRegion } from "../ecs/settings/region";
import { defaultRegion, type Settings } from "../ecs/settings/settings";

/** What a lookup asks, and the configuration that has its default region. */
export interface Connection {
  ecs: Ecs;
  settings: Settings;
}

/** The region to search. */
export function regionToSearch(settings: Settings, regionId: string | undefined): string {
  const { value, where } = defaultRegion(settings);
  const region = regionId ?? value;
  if (region && isRegionId(region)) return region;
  if (region) throw new Error(`regionId ${NO_REGION_ID} It comes from ${regionId ? "the argument" : where}.`);
  throw new Error(`regionId: ${noRegion(where)}`);
}
