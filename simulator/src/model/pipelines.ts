import { randomWord } from "../random.js";
import type { Pipeline, Scope } from "./records.js";
import { isIn } from "./scope.js";
import type { Change, Store } from "./store.js";
import type { TagFilter } from "./tags.js";
import { matchesTags } from "./tags.js";

export interface PipelineFilter {
  readonly ids?: readonly string[] | undefined;
  readonly name?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags?: readonly TagFilter[] | undefined;
}

export function newPipeline(
  store: Store,
  fields: Pick<Pipeline, "accountId" | "regionId" | "createdAt" | "request" | "kept" | "tags">,
): Pipeline {
  return { id: `ip-${randomWord(20)}`, sequence: store.takeSequence("pipelines"), ...fields };
}

export function putPipeline(pipeline: Pipeline): Change {
  return { put: "pipelines", key: pipeline.id, value: pipeline };
}

/** An unset name is the ID (docs/service.md, Parameters of CreateImagePipeline). */
export function nameOf(pipeline: Pipeline): string {
  return pipeline.request["Name"] ?? pipeline.id;
}

export function findPipeline(store: Store, scope: Scope, id: string): Pipeline | undefined {
  const pipeline = store.get("pipelines", id);
  return pipeline !== undefined && isIn(scope, pipeline) ? pipeline : undefined;
}

export function listPipelines(store: Store, scope: Scope, filter: PipelineFilter = {}): readonly Pipeline[] {
  const selected = store
    .all("pipelines")
    .filter(
      (pipeline) =>
        isIn(scope, pipeline) &&
        (filter.ids === undefined || filter.ids.includes(pipeline.id)) &&
        (filter.name === undefined || nameOf(pipeline) === filter.name) &&
        (filter.resourceGroupId === undefined ||
          pipeline.request["ResourceGroupId"] === filter.resourceGroupId) &&
        matchesTags(pipeline.tags, filter.tags ?? []),
    );
  return selected.sort((a, b) => a.sequence - b.sequence);
}
