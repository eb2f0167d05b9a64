import { setMaxListeners } from "node:events";
import { connect } from "./ecs/api/ecs";
import type { Settings } from "./ecs/settings/settings";
import { ImageComponentLifecycle } from "./resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "./resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "./resources/image-pipeline-execution/lifecycle";
import { ImageRetentionLifecycle } from "./resources/image-retention/lifecycle";
import { systemClock } from "./resources/waiting";

/**
 * The resources, for one configuration and with one client. Every server uses them.
 *
 * @param say prints a line about a long wait or an adoption, or a warning.
 * @param signal interrupts every wait and call. What exists by then is in the error of the operation.
 */
export function resources(settings: Settings, say: (line: string) => void, signal?: AbortSignal) {
  // Every wait and call in parallel listens to it; Node would warn about more than ten.
  if (signal) setMaxListeners(0, signal);
  const ecs = connect(settings, signal);
  const clock = systemClock(signal);
  return {
    imagePipeline: new ImagePipelineLifecycle(settings, ecs, say, clock),
    imageComponent: new ImageComponentLifecycle(settings, ecs, say, clock),
    imagePipelineExecution: new ImagePipelineExecutionLifecycle(settings, ecs, say, clock),
    imageRetention: new ImageRetentionLifecycle(settings, ecs, say),
  };
}
