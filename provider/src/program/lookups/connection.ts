import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { Ecs } from "../../ecs/api/ecs";
import { isRegionId, NO_REGION_ID, noRegion } from "../../ecs/settings/region";
import { defaultRegion } from "../../ecs/settings/settings";

/**
 * The stack configuration of the calling program. Several programs can run in one process (the Automation API), one after
 * another or at the same time, each with its own configuration.
 */
const stackConfig = () => pulumi.runtime.allConfig();

/** By the digest of their configuration. */
const clients = new Map<string, Ecs>();
/** So that a process that runs many programs does not keep the credentials of all of them. */
const MOST_CLIENTS = 16;

/** One client for all lookups with the same configuration. Nothing is loaded or sent before the first one. */
export function lookupEcs(): Ecs {
  const config = stackConfig();
  const env = { ...process.env };
  const key = digest([config, env]);
  const settings = { config: (name: string) => config[name], env };
  // Loaded late: most programs have no lookups.
  const { connect } = require("../../ecs/api/ecs") as typeof import("../../ecs/api/ecs");
  const client = clients.get(key) ?? connect(settings);
  // The most recently used client is last.
  clients.delete(key);
  clients.set(key, client);
  const [oldest] = clients.keys();
  if (clients.size > MOST_CLIENTS && oldest !== undefined) clients.delete(oldest);
  return client;
}

/** A digest, because the values contain secrets. */
const digest = (values: unknown): string => createHash("sha256").update(JSON.stringify(values)).digest("hex");

/** The region to search. */
export function lookupRegion(regionId: string | undefined): string {
  const { value, where } = defaultRegion({ config: (key) => stackConfig()[key], env: process.env });
  const region = regionId ?? value;
  if (region && isRegionId(region)) return region;
  if (region) throw new Error(`regionId ${NO_REGION_ID} It comes from ${regionId ? "the argument" : where}.`);
  throw new Error(`regionId: ${noRegion(where)}`);
}
