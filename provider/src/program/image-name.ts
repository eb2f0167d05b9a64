import * as pulumi from "@pulumi/pulumi";

interface Pipeline {
  imageOptions: pulumi.Output<unknown>;
  imageName: pulumi.Output<unknown>;
}

/**
 * A build whose `imageName` is secret only if its pipeline's names are. The build cannot know whether they are
 * (docs/secrets.md), so otherwise it is always secret.
 */
export function withImageNameOf<Build extends { imageName: pulumi.Output<string | undefined> }>(
  pipeline: Pipeline,
  build: Build,
): Build {
  const { imageName: hidden } = build;
  const isSecret = pulumi.isSecret(pulumi.all([pipeline.imageOptions, pipeline.imageName])).catch(() => true);
  const imageName = pulumi
    .output(isSecret)
    .apply((secret) => (secret ? pulumi.secret(hidden) : pulumi.unsecret(hidden)));
  return Object.assign(build, { imageName });
}
