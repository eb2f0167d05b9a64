import * as pulumi from "@pulumi/pulumi";
import { PROVIDER_ARGUMENTS } from "../../arguments/names";
import type { ProviderArgs } from "../../arguments/provider";
import { PACKAGE } from "../../values/package";
import { requireDeclaration, type Wording } from "../declaration";
import { isOfType } from "../registration";

/** What the option `provider` of a resource must be, in an error. */
export const PROVIDER = "a Provider of this package (docs/plugin.md)";

const WORDING: Wording = { className: "Provider", example: '{ region: "cn-beijing" }', provider: PROVIDER };

/**
 * An explicit provider, for another account or region than those of the configuration.
 *
 * @example
 * const staging = new Provider("staging", { region: "cn-beijing", profile: "staging" });
 * new ImagePipeline("web", { … }, { provider: staging });
 *
 * What is not among its arguments comes from the environment, not from the stack's configuration. The arguments are stored
 * in the state, keys encrypted; a key in the environment is not stored.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    requireDeclaration(Provider, name, args, opts, WORDING);
    super(PACKAGE, name, asSent(args), opts);
  }

  /** Whether a value is a provider of this package, also one of another copy of it. */
  static override isInstance(value: unknown): value is Provider {
    return isOfType(value, `pulumi:providers:${PACKAGE}`);
  }
}

/** As Pulumi's own SDKs send the arguments of a provider: credentials secret, all that is no text as JSON. */
function asSent(args: ProviderArgs): pulumi.Inputs {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([name, value]) => [name, (SENT[kindOf(name)] ?? SENT.text)(value)]));
}

const kindOf = (name: string) => PROVIDER_ARGUMENTS[name as keyof ProviderArgs];

const SENT = {
  text: (value: unknown) => value,
  secret: (value: unknown) => pulumi.secret(value),
  json: (value: unknown) => pulumi.jsonStringify(value),
};
