import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import { type PipelineDefinition, pipelineParameters } from "../../ecs/api/pipeline-fields";
import { tagList } from "../../ecs/api/tags";
import { serviceWords, textsOf } from "../../ecs/transport/errors";
import type { UserTexts } from "../../ecs/transport/service-words";
import { printable } from "../../values/printable";
import type { Properties } from "../lifecycle";

/** A build that failed. */
export class BuildFailed extends Error {}

/**
 * The error for a failed build: the service's message, and what to do next.
 *
 * @param outputs of the build.
 */
export async function buildFailure(
  ecs: Ecs,
  regionId: string,
  item: Execution,
  outputs: Properties,
): Promise<BuildFailed> {
  const { executionId, imagePipelineId, status = "" } = item;
  const pipeline = await pipelineOf(ecs, regionId, imagePipelineId);
  const { sentence } = disclosed(item, pipeline);
  return new BuildFailed(
    `build of image pipeline ${imagePipelineId} in ${regionId}: ${printable(status)} (execution ${executionId}).${sentence} ${nextStep(status, outputs, pipeline?.deleteInstanceOnFailure)}${pipeline && status !== "CANCELLED" && usesComponents(pipeline) ? OF_COMPONENTS : ""}`,
  );
}

/** The service's message about a build with an image, and all its texts as a sentence. */
export async function wordsOn(
  ecs: Ecs,
  regionId: string,
  item: Execution,
): Promise<{ message: string | undefined; sentence: string }> {
  const { errorCode: code, errorInfo, message } = item;
  if (!code && !message && !errorInfo) return { message: undefined, sentence: "" };
  return disclosed(item, await pipelineOf(ecs, regionId, item.imagePipelineId));
}

/** The service's texts about a build, without the user's texts that they repeat. */
function disclosed(
  item: Execution,
  pipeline: PipelineDefinition | undefined,
): { message: string | undefined; sentence: string } {
  const { errorCode, serviceSentence } = serviceWords();
  const texts = textsIn(item, pipeline);
  const [info, message] = [item.errorInfo, item.message].map((text) =>
    text ? serviceSentence(text, texts, 1000) : undefined,
  );
  const parts = [errorCode(item.errorCode, texts), info, message].filter((part) => !!part);
  const words = [...new Set(parts)].map((part) => part?.replace(/[.。]+$/, "")).join(": ");
  const where = words.includes("…")
    ? " Each … replaces text that may be yours; the ECS console shows it."
    : "";
  return { message, sentence: words && ` The service says: ${words}.${where}` };
}

/**
 * The texts that must not be printed. They are unknown if the pipeline is unreadable or uses a component.
 */
function textsIn(item: Execution, pipeline: PipelineDefinition | undefined): UserTexts {
  if (!pipeline) return undefined;
  if (usesComponents(pipeline)) return undefined;
  return [...textsOf(pipelineParameters(pipeline)), ...textsOf(tagList(item.tags ?? {}))];
}

const usesComponents = ({ buildContent = "", testContent = "" }: PipelineDefinition): boolean =>
  /^\s*COMPONENT\s/im.test(`${buildContent}\n${testContent}`);

/**
 * A preview does not say this: it cannot know whether the bucket has the tag (docs/service.md, Build content: YAML form),
 * and would say it in every run to those who have set it.
 */
const OF_COMPONENTS =
  " If one of its components failed, fix that one. A bucket that OSSDownload or OSSUpload uses needs the tag allowImageBuilderAccess: true.";

async function pipelineOf(
  ecs: Ecs,
  regionId: string,
  imagePipelineId: string | undefined,
): Promise<PipelineDefinition | undefined> {
  if (!imagePipelineId) return undefined;
  const pipeline = await ecs.pipelines.find(regionId, imagePipelineId).catch(() => undefined);
  return pipeline?.definition;
}

function nextStep(
  status: string | undefined,
  { imageId, deleteImageOnDestroy }: Properties,
  released: boolean | undefined,
): string {
  const fate =
    deleteImageOnDestroy === true
      ? "It is deleted when the next build replaces this one, or with `pulumi destroy` (deleteImageOnDestroy)."
      : "It is kept and billed until you delete it.";
  const failed = status === "TEST_FAILED" ? ", but its tests failed" : "";
  const image = imageId === undefined ? "" : `The image ${imageId} exists${failed}. ${fate} `;
  return image + advice(status, released);
}

function advice(status: string | undefined, released: boolean | undefined): string {
  if (status === "CANCELLED")
    return "It was cancelled outside this run. Run `pulumi up` again to start a new build.";
  if (status === "TEST_FAILED") return "Fix buildContent or testContent and run `pulumi up` again.";
  if (released === false) {
    return "The intermediate instance was kept (deleteInstanceOnFailure is false) and is billed until you release it. Find it by the pipeline's name in the ECS console of that region. Fix buildContent and run `pulumi up` again.";
  }
  return "Fix buildContent and run `pulumi up` again. To keep the instance for inspection, set deleteInstanceOnFailure: false.";
}
