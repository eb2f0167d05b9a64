import { errors } from "../errors.js";
import { isKnownBase, readCatalog, refuseUnknownPlace, withImages } from "../model/catalog.js";
import { refuseWrongComponents } from "../model/components.js";
import { startExecution } from "../model/executions.js";
import { earlierAnswer, rememberAnswer } from "../model/idempotency.js";
import { findPipeline } from "../model/pipelines.js";
import type { Pipeline } from "../model/records.js";
import { missingOssObject, parametersOf, referencesOf } from "../model/references.js";
import { clientToken, identifier } from "../parameters/rules.js";
import type { Action, World } from "./action.js";
import { ECS_VERSION } from "./action.js";
import { CHECKED_REGION, CREATION_TAG_LIST, CREATION_TAGS } from "./common-parameters.js";
import { nowOf, scopeOf } from "./scope.js";
import { tagsOf } from "./tag-parameters.js";

export const startImagePipelineExecution: Action = {
  name: "StartImagePipelineExecution",
  version: ECS_VERSION,
  source: "StartImagePipelineExecution, docs/service.md, Executions: statuses, cancelling, tokens",
  parameters: [
    CHECKED_REGION,
    { name: "ImagePipelineId", required: true, rule: identifier },
    ...CREATION_TAGS,
    { name: "ClientToken", rule: clientToken },
  ],
  lists: [CREATION_TAG_LIST],
  notes: [
    "One execution of a pipeline runs at a time: while one does, another is refused as InvalidImagePipeline.HasRunningExecution.",
    "What the pipeline refers to is checked again: its base image, instance type, vSwitch, OSS objects and components.",
    "The states are PREPARING, REPAIRING (with a RepairMode), BUILDING, TESTING (with a TestContent), DISTRIBUTING, RELEASING and SUCCESS, by the simulated clock and the setting `stateSeconds`; `failures` in the settings end it otherwise. No document in hand has a table of transitions.",
    "With the option --run-builds, BUILDING lasts until the given command ends, and fails with what it printed.",
    "An image whose family is full (setting `quotas`, 100 images by default) fails the build in BUILDING, with the code that CreateImage has for it. That is inferred. The images of a family count in every status, and so do those that running executions will leave.",
    "A copy in another region has no family. By the setting `copies` it is Creating for a while after the end of the execution, and then Available or what the setting says.",
    "TemplateTag.N is deprecated and not supported. A ClientToken counts as with CreateImagePipeline.",
  ],
  run: (parameters, world) => {
    const { store } = world;
    const scope = scopeOf(parameters, world);
    const use = {
      ...scope,
      action: "StartImagePipelineExecution",
      clientToken: parameters.text("ClientToken"),
      parameters: parameters.flat,
    };
    const earlier = earlierAnswer(store, use);
    if (earlier !== undefined) return earlier;
    const pipeline = findPipeline(store, scope, parameters.text("ImagePipelineId") ?? "");
    if (pipeline === undefined) throw errors.pipelineNotFound();
    refuseGoneReferences(world, pipeline);
    const fields = {
      request: Object.fromEntries(parameters.flat),
      tags: tagsOf(parameters),
      ...(world.builds && { run: { state: "running" as const } }),
    };
    const { execution, changes } = startExecution(store, pipeline, fields, nowOf(world));
    const answer = { ExecutionId: execution.id };
    store.commit([...changes, ...rememberAnswer(use, answer)]);
    world.builds?.start(execution, pipeline);
    return answer;
  },
};

/** @throws for what existed when the pipeline was created, and does not exist any more. */
function refuseGoneReferences(world: World, pipeline: Pipeline): void {
  const { store } = world;
  const [catalog, parameters] = [readCatalog(store), parametersOf(pipeline)];
  const references = referencesOf(parameters, pipeline.kept);
  if (!isKnownBase(withImages(catalog, store, pipeline, nowOf(world)), references)) {
    throw errors.baseImageGone();
  }
  refuseUnknownPlace(catalog, references);
  const object = missingOssObject(parameters);
  if (object !== undefined) throw errors.ossObjectNotFound("InvalidImagePipeline.OSSObjectNotFound", object);
  refuseWrongComponents(store, pipeline, (parameter) => pipeline.request[parameter], catalog);
}
