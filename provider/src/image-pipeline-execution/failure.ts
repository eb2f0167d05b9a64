import type { EcsClient } from "../ecs/client";
import { withoutValues } from "../ecs/errors";
import type { Description } from "./executions";

/** A build that ended without what was wanted. */
export class BuildFailed extends Error {}

/**
 * Why a build failed, in the service's words, and what to do next. The words may repeat a line of the build content,
 * which may be secret: the pipeline is asked for it, and its lines are replaced.
 */
export async function buildFailure(
  client: EcsClient,
  regionId: string,
  item: Description,
): Promise<BuildFailed> {
  const { executionId, imagePipelineId, status, imageId } = item;
  const pipeline = await pipelineOf(client, regionId, imagePipelineId);
  const contents = { buildContent: pipeline?.buildContent, testContent: pipeline?.testContent };
  const words = [item.errorCode, item.errorInfo, item.message]
    .filter((text, index, all): text is string => !!text && all.indexOf(text) === index)
    .map((text) => withoutValues(text, contents).replace(/[.。]+$/, ""));
  const said = words.length > 0 ? ` The service says: ${words.join(": ").slice(0, 1000)}.` : "";
  return new BuildFailed(
    `build of image pipeline ${imagePipelineId} in ${regionId}: ${status} (execution ${executionId}).${said} ${nextStep(status, imageId, pipeline?.deleteInstanceOnFailure)}`,
  );
}

async function pipelineOf(client: EcsClient, regionId: string, imagePipelineId: string | undefined) {
  if (!imagePipelineId) return undefined;
  const page = await client
    .call("DescribeImagePipelines", { regionId, imagePipelineId: [imagePipelineId] })
    .catch(() => undefined);
  return page?.imagePipeline?.imagePipelineSet?.find((item) => item.imagePipelineId === imagePipelineId);
}

function nextStep(
  status: string | undefined,
  imageId: string | undefined,
  released: boolean | undefined,
): string {
  if (status === "CANCELLED") return "It was cancelled outside of this run. Run this again to build anew.";
  if (status === "TEST_FAILED") {
    return `The image ${imageId ?? ""} exists, but its tests failed: it is kept, and billed, until you delete it. Mend the content or testContent, and run this again.`;
  }
  if (released === false) {
    return "The intermediate instance was kept (deleteInstanceOnFailure is false): look for it in the ECS console of that region, by the pipeline's name; it is billed until you release it. Mend buildContent, and run this again.";
  }
  return "Mend buildContent, and run this again; with deleteInstanceOnFailure: false the instance is kept, to look at.";
}
