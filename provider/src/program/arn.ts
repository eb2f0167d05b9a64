import * as pulumi from "@pulumi/pulumi";
import type { ImageComponentOutputs } from "../arguments/image-component";

/** The ARN of a component. The class derives it, so that it is secret if the name is. */
export const arnOf = ({
  regionId,
  accountId,
  imageComponentName,
  componentVersion,
}: ImageComponentOutputs): pulumi.Output<string | undefined> =>
  pulumi
    .all([regionId, accountId, imageComponentName, componentVersion])
    .apply(([region, account, component, version]) =>
      account && component && version
        ? `acs:ecs:${region}:${account}:imagecomponent/${component}/${version}`
        : undefined,
    );
