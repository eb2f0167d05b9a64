import type { Alias, CustomResourceOptions } from "@pulumi/pulumi";
import { PACKAGE } from "../values/package";

/** The package of all dynamic resources in Node.js. */
export const DYNAMIC_PACKAGE = "pulumi-nodejs";

/** The type of a resource, or the name of a lookup, of the plugin. */
export const pluginToken = (name: string): string => `${PACKAGE}:index:${name}`;

/** The type of a resource of the dynamic provider. */
export const dynamicType = (name: string): string => `${DYNAMIC_PACKAGE}:dynamic/alicloud:${name}`;

/** The type of an explicit provider of a package. */
export const providerType = (name: string): string => `pulumi:providers:${name}`;

/** The options, with an alias by which a stack can move from one provider to the other without a change. */
export function alsoKnownAs<Options extends CustomResourceOptions>(
  opts: Options | undefined,
  type: string,
): Options & { aliases: NonNullable<CustomResourceOptions["aliases"]> } {
  const alias: Alias = { type };
  return { ...(opts as Options), aliases: [...(opts?.aliases ?? []), alias] };
}
