import * as pulumi from "@pulumi/pulumi";

/**
 * `CustomResource` sets a property for each key that it is given; this tells the compiler which those are, so that the
 * outputs of a resource need not be declared a second time.
 */
export const resourceWith = <Outputs>() =>
  pulumi.CustomResource as unknown as new (
    ...args: ConstructorParameters<typeof pulumi.CustomResource>
  ) => pulumi.CustomResource & Outputs;

/** Something uncertain about arguments: nothing is refused for it. */
export interface Warning {
  /** The arguments it looks at: it is given once all of them are known and none is secret. */
  needs: readonly string[];
  texts(args: Record<string, unknown>): string[];
}

/** Warns on values that are known and not secret. */
export function warn(resource: pulumi.Resource, args: object, warnings: readonly Warning[]): void {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  for (const { needs, texts } of warnings) {
    const values = pulumi.output(Object.fromEntries(given.filter(([name]) => needs.includes(name))));
    values.apply(async (known) => {
      if (await pulumi.isSecret(values)) return;
      for (const text of texts(known)) await pulumi.log.warn(text, resource);
    });
  }
}
