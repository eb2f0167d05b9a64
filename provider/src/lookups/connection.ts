import * as pulumi from "@pulumi/pulumi";
import { EcsClient } from "../ecs/client";
import { defaultRegion, type Settings } from "../ecs/settings";

/** The stack's configuration, as a program sees it. */
const settings: Settings = {
  config: (key) => pulumi.runtime.allConfig()[key],
  env: process.env,
};

let client: EcsClient | undefined;

/** One client for all lookups of a program. Nothing is loaded or asked before the first one. */
export const lookupClient = (): EcsClient => {
  client ??= new EcsClient(settings);
  return client;
};

/** The region to look in. */
export function lookupRegion(regionId: string | undefined): string {
  const { value, where } = defaultRegion(settings);
  const region = regionId ?? value;
  if (region) return region;
  throw new Error(
    `regionId: no region is given. Looked in: the argument regionId, ${where}. Set one of them.`,
  );
}
