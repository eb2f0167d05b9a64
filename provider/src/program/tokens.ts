import type { Alias, CustomResourceOptions } from "@pulumi/pulumi";
import { PACKAGE } from "../values/package";

/** The type of a resource, or the name of a lookup, of the plugin. */
export const pluginToken = (name: string): string => `${PACKAGE}:index:${name}`;

/** The type of a resource of the dynamic provider. */
export const dynamicType = (name: string): string => `pulumi-nodejs:dynamic/alicloud:${name}`;

/** The options, with an alias by which a stack can move from one provider to the other without a change. */
export function alsoKnownAs<Options extends CustomResourceOptions>(
  opts: Options | undefined,
  type: string,
): Options & { aliases: NonNullable<CustomResourceOptions["aliases"]> } {
  const alias: Alias = { type };
  return { ...(opts as Options), aliases: [...(opts?.aliases ?? []), alias] };
}
