import type { Settings } from "./ecs/settings/settings";
import { EcsClient } from "./ecs/transport/client";
import { ImageComponentLifecycle } from "./resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "./resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "./resources/image-pipeline-execution/lifecycle";

/**
 * The three resources, for one configuration and with one client: what every front door stands on.
 *
 * @param say where a line about a long wait or an adoption goes.
 */
export function resources(settings: Settings, say: (line: string) => void) {
  const client = new EcsClient(settings);
  return {
    imagePipeline: new ImagePipelineLifecycle(settings, client, say),
    imageComponent: new ImageComponentLifecycle(settings, client),
    imagePipelineExecution: new ImagePipelineExecutionLifecycle(settings, client, say),
  };
}
