import type { Reply } from "../actions/action.js";
import { componentReply } from "../actions/component-reply.js";
import { executionReply } from "../actions/execution-reply.js";
import { imageReply, snapshotReply } from "../actions/image-reply.js";
import { pipelineReply } from "../actions/pipeline-reply.js";
import { seen } from "../model/images.js";
import type { Pipeline, Scope } from "../model/records.js";
import type { Service } from "../service.js";

/** The answer to `GET /_simulator/state`: all resources of all accounts. */
export function state({ world: { store, clock }, counting }: Service) {
  const now = clock.now().getTime();
  return {
    pipelines: store.all("pipelines").map(pipelineItem),
    executions: store
      .all("executions")
      .map((execution) => item(execution, executionReply(store, execution, now))),
    components: store.all("components").map((component) => item(component, componentReply(component))),
    images: seen(store.all("images"), now).map((image) =>
      item(image, imageReply(image, image.accountId, now)),
    ),
    snapshots: seen(store.all("snapshots"), now).map((snapshot) =>
      item(snapshot, snapshotReply(store, snapshot)),
    ),
    ...counting.read(),
  };
}

/** A pipeline as it was sent, and as it is described. */
export const pipelineItem = (pipeline: Pipeline) => item(pipeline, pipelineReply(pipeline));

interface Held extends Scope {
  readonly id: string;
  /** Images and snapshots have none: no request creates them. */
  readonly request?: Readonly<Record<string, string>>;
}

function item({ id, accountId, regionId, request = {} }: Held, current: Reply) {
  return { id, accountId, regionId, request, current };
}
