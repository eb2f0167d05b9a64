import * as pulumi from "@pulumi/pulumi";
import type { ProviderArgs } from "../../arguments/provider";
import { PACKAGE } from "../../values/package";
import { type AProvider, requireDeclaration, type Wording } from "../declaration";
import { asSent } from "../provider-args";
import { isOfType } from "../registration";
import { providerType } from "../tokens";

/** What the option `provider` of a resource must be. */
export const PROVIDER: AProvider = {
  package: PACKAGE,
  text: "a Provider of pulumi-alicloud-image-builder/plugin (docs/plugin.md)",
};

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
    return isOfType(value, providerType(PACKAGE));
  }
}
