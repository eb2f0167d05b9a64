import { batches } from "../ecs/api/batches";
import type { Component } from "../ecs/api/components";
import type { Ecs } from "../ecs/api/ecs";
import { hasSucceeded, isRunning } from "../ecs/api/execution-status";
import type { Execution } from "../ecs/api/executions";
import type { Image } from "../ecs/api/images";
import type { Pipeline } from "../ecs/api/pipelines";
import { EcsError, isNotFound } from "../ecs/transport/errors";
import { printable } from "../values/printable";

/** What is in the account and in none of the given states. */
export interface Orphan {
  type: "ImagePipeline" | "ImageComponent" | "ImagePipelineExecution" | "Image";
  regionId: string;
  id: string;
  /** Of an execution: the name of its pipeline. */
  name: string;
  creationTime: string;
  /** Of an execution, and of an image if its pipeline still exists. */
  imagePipelineId?: string;
  /** Of an execution: its image, if that exists. */
  imageId?: string;
  /** Of an image: the execution that built it. */
  executionId?: string;
  /** Of an execution or an image. */
  status?: string;
}

/** What was found, and the regions to which the searched pipelines copy images, but which were not searched. */
export interface Search {
  found: Orphan[];
  notSearched: string[];
}

/** In this order they are listed. */
const ORDER: Orphan["type"][] = ["ImagePipeline", "ImageComponent", "ImagePipelineExecution", "Image"];

/** The API lists executions of one pipeline only, so each pipeline needs a call. */
const PIPELINES_AT_ONCE = 10;

/** All that is in a region. */
interface Region {
  regionId: string;
  pipelines: Pipeline[];
  components: Component[];
  builds: Build[];
  images: Image[];
}

/** An execution, with its pipeline. */
interface Build {
  regionId: string;
  pipeline: Pipeline;
  execution: Execution;
}

/**
 * What is in the regions and not known: pipelines, components, builds that run or have an image, and images of builds. The
 * newest of each comes first.
 */
export async function orphans(ecs: Ecs, regionIds: string[], known: string[]): Promise<Search> {
  const regions = await Promise.all(regionIds.map((regionId) => contentsOf(ecs, regionId)));
  const ids = new Set(known);
  const builds = regions.flatMap((region) => region.builds);
  const images = imagesOfBuilds(regions, builds).filter(
    ({ image, executionId }) => !ids.has(image.imageId) && !ids.has(executionId),
  );
  const withImage = new Set(images.map(({ executionId }) => executionId));
  const existing = new Set(images.map(({ image }) => image.imageId));
  const lost = builds.filter(({ execution }) => isRunning(execution) || withImage.has(execution.executionId));
  const found: Orphan[] = [
    ...regions.flatMap(({ regionId, pipelines }) => pipelines.map((one) => pipelineOrphan(regionId, one))),
    ...regions.flatMap(({ regionId, components }) => components.map((one) => componentOrphan(regionId, one))),
    ...lost.map((build) => buildOrphan(build, existing)),
    ...images.map(imageOrphan),
  ];
  return {
    found: found
      .filter(({ id }) => !ids.has(id))
      .map(printed)
      .sort(
        (a, b) =>
          ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || b.creationTime.localeCompare(a.creationTime),
      ),
    notSearched: [...new Set(builds.flatMap(({ pipeline }) => pipeline.definition.toRegionIds ?? []))]
      .filter((regionId) => !regionIds.includes(regionId))
      .map((regionId) => printable(regionId))
      .sort(),
  };
}

async function contentsOf(ecs: Ecs, regionId: string): Promise<Region> {
  const [components, images, { pipelines, builds }] = await Promise.all([
    // Without the components of Alibaba Cloud.
    ecs.components.list(regionId, { owner: "SELF" }),
    ecs.images.list(regionId, { ownerAlias: "self" }),
    pipelinesOf(ecs, regionId),
  ]);
  return { regionId, pipelines, components, builds, images };
}

async function pipelinesOf(ecs: Ecs, regionId: string): Promise<Pick<Region, "pipelines" | "builds">> {
  const pipelines = await ecs.pipelines.list(regionId);
  const builds: Build[] = [];
  for (const some of batches(pipelines, PIPELINES_AT_ONCE)) {
    const lists = some.map(async (pipeline) => {
      const executions = await executionsOf(ecs, regionId, pipeline.imagePipelineId);
      return executions.map((execution) => ({ regionId, pipeline, execution }));
    });
    builds.push(...(await Promise.all(lists)).flat());
  }
  return { pipelines, builds };
}

async function executionsOf(ecs: Ecs, regionId: string, imagePipelineId: string): Promise<Execution[]> {
  try {
    return await ecs.executions.list(regionId, { imagePipelineId });
  } catch (error) {
    // Somebody has deleted the pipeline since it was listed.
    if (error instanceof EcsError && isNotFound(error)) return [];
    throw error;
  }
}

/** An image, and the execution that built it. */
interface BuiltImage {
  regionId: string;
  image: Image;
  executionId: string;
  /** Undefined if the pipeline or the execution no longer exists. */
  build: Build | undefined;
}

/** The suffix that Image Builder gives to the names of images: `{ImageName}_{ExecutionId}` (API: ImageOptions.ImageName). */
const SUFFIX = /(?:^|_)(exec-[0-9a-z]+)$/;

/**
 * The images that Image Builder made. An execution names its image in the home region only. A copy has the same name, which
 * ends with the ID of the execution, unless the pipeline turns that off.
 */
function imagesOfBuilds(regions: Region[], builds: Build[]): BuiltImage[] {
  const byId = new Map(builds.map((build) => [build.execution.executionId, build]));
  const byImage = new Map(builds.map((build) => [build.execution.imageId, build]));
  const all = regions.flatMap(({ regionId, images }) => images.map((image) => ({ regionId, image })));
  const byName = new Map(
    all.flatMap(({ regionId, image }) => {
      const build = byImage.get(image.imageId);
      return build?.regionId === regionId && image.imageName ? [[image.imageName, build] as const] : [];
    }),
  );
  return all.flatMap(({ regionId, image }) => {
    const { imageId, imageName = "" } = image;
    const named = byName.get(imageName);
    const copied = named?.pipeline.definition.toRegionIds?.includes(regionId) ? named : undefined;
    const build = byImage.get(imageId) ?? copied;
    const executionId = build?.execution.executionId ?? SUFFIX.exec(imageName)?.[1];
    return executionId === undefined
      ? []
      : [{ regionId, image, executionId, build: build ?? byId.get(executionId) }];
  });
}

const pipelineOrphan = (regionId: string, { imagePipelineId, createTime, definition }: Pipeline): Orphan => ({
  type: "ImagePipeline",
  regionId,
  id: imagePipelineId,
  name: definition.name ?? imagePipelineId,
  creationTime: createTime,
});

const componentOrphan = (
  regionId: string,
  { imageComponentId, createTime, definition }: Component,
): Orphan => ({
  type: "ImageComponent",
  regionId,
  id: imageComponentId,
  name: definition.imageComponentName ?? imageComponentId,
  creationTime: createTime,
});

function buildOrphan({ regionId, pipeline, execution }: Build, existing: Set<string>): Orphan {
  const { imagePipelineId, definition } = pipeline;
  const { executionId, createTime = "", status = "", imageId } = execution;
  return {
    type: "ImagePipelineExecution",
    regionId,
    id: executionId,
    name: definition.name ?? imagePipelineId,
    creationTime: createTime,
    imagePipelineId,
    status,
    ...(imageId !== undefined && existing.has(imageId) && { imageId }),
  };
}

function imageOrphan({ regionId, image, executionId, build }: BuiltImage): Orphan {
  const { imageId, imageName, createTime, status = "" } = image;
  return {
    type: "Image",
    regionId,
    id: imageId,
    name: imageName ?? imageId,
    creationTime: createTime,
    ...(build && { imagePipelineId: build.pipeline.imagePipelineId }),
    executionId,
    status,
  };
}

/** Whether the argument `adopt` takes an execution over, and its images with it. */
export const canBeAdopted = ({ type, status, imageId }: Orphan): boolean =>
  type === "ImagePipelineExecution" &&
  status !== "CANCELLING" &&
  (isRunning({ status }) || (hasSucceeded(status) && imageId !== undefined));

/** Texts from the service are made printable. */
const printed = (orphan: Orphan): Orphan =>
  Object.fromEntries(
    Object.entries(orphan).map(([key, text]) => [key, printable(text)]),
  ) as unknown as Orphan;
