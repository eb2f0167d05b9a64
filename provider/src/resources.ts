import { setMaxListeners } from "node:events";
import { connect } from "./ecs/api/ecs";
import type { Settings } from "./ecs/settings/settings";
import { ImageComponentLifecycle } from "./resources/image-component/lifecycle";
import { ImagePipelineLifecycle } from "./resources/image-pipeline/lifecycle";
import { ImagePipelineExecutionLifecycle } from "./resources/image-pipeline-execution/lifecycle";
import { ImageRetentionLifecycle } from "./resources/image-retention/lifecycle";
import { systemClock } from "./resources/waiting";
import type { Row } from "./values/row";

interface Options {
  /** Interrupts every wait and call. What exists by then is in the error of the operation. */
  signal?: AbortSignal;
  /** Where a call that begins now is shown if it takes long. */
  row?: () => Row;
}

/**
 * The resources, for one configuration and with one client. Every server uses them.
 *
 * @param say prints a line about a long wait or an adoption, or a warning.
 */
export function resources(settings: Settings, say: (line: string) => void, { signal, row }: Options = {}) {
  // Every wait and call in parallel listens to it; Node would warn about more than ten.
  if (signal) setMaxListeners(0, signal);
  const ecs = connect(settings, { signal, row });
  const clock = systemClock(signal);
  return {
    imagePipeline: new ImagePipelineLifecycle(settings, ecs, say, clock),
    imageComponent: new ImageComponentLifecycle(settings, ecs, say, clock),
    imagePipelineExecution: new ImagePipelineExecutionLifecycle(settings, ecs, say, clock),
    imageRetention: new ImageRetentionLifecycle(settings, ecs, say),
  };
}
