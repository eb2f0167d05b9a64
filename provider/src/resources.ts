import { connect } from "./ecs/api/ecs";
import type { Settings } from "./ecs/settings/settings";
import { ImageComponentLifecycle } from "./resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "./resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "./resources/image-pipeline-execution/lifecycle";

/**
 * The three resources, for one configuration and with one client. Every server uses them.
 *
 * @param say prints a line about a long wait or an adoption, or a warning.
 */
export function resources(settings: Settings, say: (line: string) => void) {
  const ecs = connect(settings);
  return {
    imagePipeline: new ImagePipelineLifecycle(settings, ecs, say),
    imageComponent: new ImageComponentLifecycle(settings, ecs, say),
    imagePipelineExecution: new ImagePipelineExecutionLifecycle(settings, ecs, say),
  };
}
