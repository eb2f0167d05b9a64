import { stackSettings } from "../../provider/src/ecs/settings/settings";
import { resources } from "../../provider/src/resources";

type Args = Record<string, unknown>;

/** The checks of the three resources, where the configuration names a region or none. */
const lifecyclesIn = (region: string | undefined) =>
  resources(
    stackSettings(() => undefined, { ALICLOUD_REGION: region }),
    () => undefined,
  );

const nowhere = lifecyclesIn(undefined);

/** What the preview of an ImagePipeline says of a declaration. @param region that of the configuration. */
export const checkPipeline = (args: Args, region?: string) =>
  (region === undefined ? nowhere : lifecyclesIn(region)).imagePipeline.check(args);

export const checkComponent = (args: Args) => nowhere.imageComponent.check(args);

export const checkExecution = (args: Args) => nowhere.imagePipelineExecution.check(args);
