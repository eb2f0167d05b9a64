import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { Ecs } from "../../ecs/api/ecs";
import { isRegionId, NO_REGION_ID, noRegion } from "../../ecs/settings/region";
import { defaultRegion } from "../../ecs/settings/settings";

/**
 * The stack's configuration as the program sees it that asks. Several programs can run in one process (the Automation
 * API), one after another or at the same time, each with a configuration of its own.
 */
const stackConfig = () => pulumi.runtime.allConfig();

/** By what they were made from. */
const clients = new Map<string, Ecs>();
/** A process that runs programs all day does not keep the credentials of all of them. */
const MOST_CLIENTS = 16;

/** One client for all lookups with the same configuration. Nothing is loaded or asked before the first one. */
export function lookupEcs(): Ecs {
  const config = stackConfig();
  const env = { ...process.env };
  const key = digest([config, env]);
  const settings = { config: (name: string) => config[name], env };
  // Loaded here and not above: most programs look nothing up.
  const { connect } = require("../../ecs/api/ecs") as typeof import("../../ecs/api/ecs");
  const client = clients.get(key) ?? connect(settings);
  // The one that was used last stands last.
  clients.delete(key);
  clients.set(key, client);
  const [oldest] = clients.keys();
  if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
  return client;
}

/** There are secrets among the values, so the key is none of them. */
const digest = (values: unknown): string => createHash("sha256").update(JSON.stringify(values)).digest("hex");

/** The region to look in. */
export function lookupRegion(regionId: string | undefined): string {
  const { value, where } = defaultRegion({ config: (key) => stackConfig()[key], env: process.env });
  const region = regionId ?? value;
  if (region && isRegionId(region)) return region;
  if (region) throw new Error(`regionId ${NO_REGION_ID} It comes from ${regionId ? "the argument" : where}.`);
  throw new Error(`regionId: ${noRegion(where)}`);
}
