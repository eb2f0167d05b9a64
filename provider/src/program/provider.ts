import * as pulumi from "@pulumi/pulumi";
import type { ProviderArgs } from "../arguments/provider";
import { STACK_NAMESPACE } from "../ecs/settings/settings";
import { providerFaults } from "../validation/provider-faults";
import { UNKNOWN } from "../values/unknown";
import { type AProvider, requireDeclaration, type Wording } from "./declaration";
import { asSent } from "./provider-args";
import { isOfType, isPlain, laterError } from "./registration";
import { DYNAMIC_PACKAGE, providerType } from "./tokens";

/** What the option `provider` of a resource must be. */
export const PROVIDER: AProvider = {
  package: DYNAMIC_PACKAGE,
  text: "a Provider of pulumi-alicloud-image-builder (docs/configuration.md)",
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
    const text = (faults: string[]) => `Provider "${name}": ${faults.join("\n")}`;
    const faults = faultsNow(args);
    if (faults.length > 0) {
      const error = new Error(text(faults));
      Error.captureStackTrace(error, Provider);
      throw error;
    }
    super(DYNAMIC_PACKAGE, name, inNamespace(asSent(checkedLater(args, text))), opts);
  }

  /** Whether a value is a provider of dynamic resources, also one of another copy of this package. */
  static override isInstance(value: unknown): value is Provider {
    return isOfType(value, providerType(DYNAMIC_PACKAGE));
  }
}

/** The host of dynamic resources gives the properties of their provider to `configure`, as it gives the stack's configuration. */
const inNamespace = (args: Record<string, unknown>): pulumi.Inputs =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [`${STACK_NAMESPACE}:${name}`, value]));

/** What is known now of the arguments; what an output or a promise will be is unknown. */
const knownNow = (args: ProviderArgs) =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, isPlain(value) ? value : UNKNOWN]));

const faultsNow = (args: ProviderArgs) => providerFaults(knownNow(args), STACK_NAMESPACE);

/** The arguments, those that are not known yet with a check when they are. */
function checkedLater(args: ProviderArgs, text: (faults: string[]) => string): ProviderArgs {
  const now = knownNow(args);
  const checked = (name: string, value: unknown) =>
    pulumi.output({ [name]: value }).apply((known) => {
      const faults = providerFaults({ ...now, ...known }, STACK_NAMESPACE);
      if (faults.length > 0) throw laterError(text(faults));
      return known[name];
    });
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, isPlain(value) ? value : checked(name, value)]),
  );
}
