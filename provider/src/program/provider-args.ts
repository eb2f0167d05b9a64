import * as pulumi from "@pulumi/pulumi";
import { PROVIDER_ARGUMENTS } from "../arguments/names";
import type { ProviderArgs } from "../arguments/provider";

/** As Pulumi's own SDKs send the arguments of a provider: credentials secret, all that is no text as JSON. */
export function asSent(args: ProviderArgs): Record<string, unknown> {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, (SENT[kindOf(name)] ?? SENT.text)(value)]));
}

const kindOf = (name: string) => PROVIDER_ARGUMENTS[name as keyof ProviderArgs];

const SENT = {
  text: (value: unknown) => value,
  secret: (value: unknown) => pulumi.secret(value),
  json: (value: unknown) => pulumi.jsonStringify(value),
};
