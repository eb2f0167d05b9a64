import type { EcsClient } from "../ecs/client";
import { withoutValues } from "../ecs/errors";
import type { Description } from "./executions";

/** A build that ended without what was wanted. */
export class BuildFailed extends Error {}

/** Why a build failed, in the service's words, and what to do next. */
export async function buildFailure(
  client: EcsClient,
  regionId: string,
  item: Description,
): Promise<BuildFailed> {
  const { executionId, imagePipelineId, status, imageId } = item;
  const pipeline = await pipelineOf(client, regionId, imagePipelineId);
  const [errorCode, ...texts] = [item.errorCode, item.errorInfo, item.message];
  return new BuildFailed(
    `build of image pipeline ${imagePipelineId} in ${regionId}: ${status} (execution ${executionId}).${said([errorCode, ...disclosed(texts, pipeline)])} ${nextStep(status, imageId, pipeline?.deleteInstanceOnFailure)}`,
  );
}

/** What the service tells of a build that has an image: its message, and all its words as a sentence. */
export async function wordsOn(
  client: EcsClient,
  regionId: string,
  item: Description,
): Promise<{ message: string | undefined; sentence: string }> {
  const { errorCode, errorInfo, message } = item;
  if (!message && !errorInfo) return { message: undefined, sentence: said([errorCode]) };
  const pipeline = await pipelineOf(client, regionId, item.imagePipelineId);
  const [info, told] = disclosed([errorInfo, message], pipeline);
  return { message: told || undefined, sentence: said([errorCode, info, told]) };
}

type Pipeline = Awaited<ReturnType<typeof pipelineOf>>;

/**
 * The service's words without the lines and commands of the contents, which may be secret. Where the pipeline could not
 * be read, nobody knows which those are: then there are no words.
 */
function disclosed(texts: (string | undefined)[], pipeline: Pipeline): (string | undefined)[] {
  if (!pipeline) return texts.map(() => undefined);
  const { buildContent, testContent } = pipeline;
  const contents = { buildContent: partsOf(buildContent), testContent: partsOf(testContent) };
  return texts.map((text) => text && withoutValues(text, contents));
}

/** A content, also without the keywords of its instructions, and its commands one by one. */
function partsOf(content = ""): string[] {
  const commands = content.replace(/^[^\S\n]*[A-Za-z]+[^\S\n]+/gm, "");
  return [content, commands, ...commands.split(/&&|\n/)];
}

function said(texts: (string | undefined)[]): string {
  const words = texts
    .filter((text, index): text is string => !!text && texts.indexOf(text) === index)
    .map((text) => text.replace(/[.。]+$/, ""));
  return words.length > 0 ? ` The service says: ${words.join(": ").slice(0, 1000)}.` : "";
}

async function pipelineOf(client: EcsClient, regionId: string, imagePipelineId: string | undefined) {
  if (!imagePipelineId) return undefined;
  const page = await client
    .call("DescribeImagePipelines", { regionId, imagePipelineId: [imagePipelineId] })
    .catch(() => undefined);
  return page?.imagePipeline?.imagePipelineSet?.find((item) => item.imagePipelineId === imagePipelineId);
}

function nextStep(
  status: string | undefined,
  imageId: string | undefined,
  released: boolean | undefined,
): string {
  if (status === "CANCELLED") return "It was cancelled outside of this run. Run this again to build anew.";
  if (status === "TEST_FAILED") {
    return `The image ${imageId ?? ""} exists, but its tests failed: it is kept, and billed, until you delete it. Mend the content or testContent, and run this again.`;
  }
  if (released === false) {
    return "The intermediate instance was kept (deleteInstanceOnFailure is false): look for it in the ECS console of that region, by the pipeline's name; it is billed until you release it. Mend buildContent, and run this again.";
  }
  return "Mend buildContent, and run this again; with deleteInstanceOnFailure: false the instance is kept, to look at.";
}
