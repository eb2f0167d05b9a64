import Ecs, * as ecs from "@alicloud/ecs20140526";
import { $OpenApiUtil } from "@alicloud/openapi-core";
import type { ImagePipelineArguments } from "../../provider/src/arguments/image-pipeline";
import { pipelineParameters } from "../../provider/src/ecs/api/pipeline-fields";
import { asSent } from "../../provider/src/resources/image-pipeline/as-sent";
import type { Simulator } from "../support/simulator";

/** The official SDK, as a program that somebody else wrote uses it. */
function sdk({ endpoint, accessKeyId, accessKeySecret }: Simulator, regionId: string): Ecs {
  const host = new URL(endpoint).host;
  return new Ecs(
    new $OpenApiUtil.Config({ endpoint: host, protocol: "http", accessKeyId, accessKeySecret, regionId }),
  );
}

/** A pipeline that no Pulumi program made. */
export async function createOutside(
  simulator: Simulator,
  args: ImagePipelineArguments,
  regionId = "cn-hangzhou",
): Promise<string> {
  const answer = await sdk(simulator, regionId).createImagePipeline(
    new ecs.CreateImagePipelineRequest({ ...pipelineParameters(asSent(args)), regionId }),
  );
  const id = answer.body?.imagePipelineId ?? "";
  const { securityScanMode } = args.imageSecurityOptions ?? {};
  // The official SDK has no model of this parameter yet.
  if (securityScanMode !== undefined)
    await simulator.alter(id, { "ImageSecurityOptions.SecurityScanMode": securityScanMode });
  return id;
}

/** A component that no Pulumi program made. */
export async function createComponentOutside(simulator: Simulator, content: string): Promise<string> {
  const regionId = "cn-hangzhou";
  const request = new ecs.CreateImageComponentRequest({ regionId, content });
  const answer = await sdk(simulator, regionId).createImageComponent(request);
  return answer.body?.imageComponentId ?? "";
}

/** A build that somebody started. */
export async function startBuild(simulator: Simulator, imagePipelineId: string): Promise<string> {
  const regionId = "cn-hangzhou";
  const request = new ecs.StartImagePipelineExecutionRequest({ regionId, imagePipelineId });
  const answer = await sdk(simulator, regionId).startImagePipelineExecution(request);
  return answer.body?.executionId ?? "";
}

/** Deletes a pipeline, and cancels its build first. */
export async function deletePipeline(simulator: Simulator, imagePipelineId: string): Promise<void> {
  const regionId = "cn-hangzhou";
  const { executions } = await simulator.state();
  for (const { id, current } of executions) {
    if (current["ImagePipelineId"] !== imagePipelineId || current["Status"] !== "BUILDING") continue;
    const cancel = new ecs.CancelImagePipelineExecutionRequest({ regionId, executionId: id });
    await sdk(simulator, regionId).cancelImagePipelineExecution(cancel);
  }
  const request = new ecs.DeleteImagePipelineRequest({ regionId, imagePipelineId });
  await sdk(simulator, regionId).deleteImagePipeline(request);
}

/** The snapshots that there are. */
export async function snapshotsIn(simulator: Simulator, regionId = "cn-hangzhou"): Promise<string[]> {
  const request = new ecs.DescribeSnapshotsRequest({ regionId });
  const { body } = await sdk(simulator, regionId).describeSnapshots(request);
  return (body?.snapshots?.snapshot ?? []).map(({ snapshotId }) => snapshotId ?? "");
}

/** Deletes an image, and leaves its snapshots. */
export async function deleteImage(simulator: Simulator, imageId: string, regionId = "cn-hangzhou") {
  await sdk(simulator, regionId).deleteImage(new ecs.DeleteImageRequest({ regionId, imageId }));
}
