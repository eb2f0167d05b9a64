import { keptInstead, refuseContradictions } from "../actions/create-image-pipeline.js";
import { CREATE_IMAGE_PIPELINE_TABLE } from "../actions/create-image-pipeline-table.js";
import { errors } from "../errors.js";
import { putPipeline } from "../model/pipelines.js";
import type { Pipeline } from "../model/records.js";
import { readSettings } from "../model/settings.js";
import type { Store } from "../model/store.js";
import { checkParameters } from "../parameters/read.js";

/** Parameters of CreateImagePipeline, flat; null removes one. */
export type Alterations = Readonly<Record<string, string | null>>;

/** Parameters that cannot change: the region, the token, and tags, which have actions of their own. */
const FIXED = /^(RegionId|ClientToken|Tag\..*)$/;

/**
 * Changes a pipeline outside the API, which has no action for it: as if the pipeline had been created that way.
 *
 * @throws what CreateImagePipeline would have refused.
 */
export function alterPipeline(store: Store, pipeline: Pipeline, alterations: Alterations): Pipeline {
  const fixed = Object.keys(alterations).find((name) => FIXED.test(name));
  if (fixed !== undefined) throw errors.invalidParameter(fixed, "it cannot be changed here");
  const request = new Map(Object.entries(pipeline.request));
  for (const [name, value] of Object.entries(alterations)) {
    if (value === null) request.delete(name);
    else request.set(name, value);
  }
  const parameters = checkParameters(request, CREATE_IMAGE_PIPELINE_TABLE);
  refuseContradictions(parameters);
  const kept = keptInstead(parameters, readSettings(store).from);
  const altered = { ...pipeline, request: Object.fromEntries(request), kept };
  store.commit([putPipeline(altered)]);
  return altered;
}
