import type { Ecs } from "../../ecs/api/ecs";
import type { Image } from "../../ecs/api/images";
import { messageOf } from "../../values/printable";
import {
  decide,
  newestFirst,
  type Pins,
  type PipelineImages,
  type Rule,
  type Selector,
  timeOf,
  type Verdict,
  withNames,
} from "./decide";
import { type Removal, removed } from "./removal";

/** Which images of which regions, and what stays. */
export interface Retention {
  /** The region of the pipeline and of the family. */
  regionId: string;
  regionIds: readonly string[];
  selector: Omit<Selector, "pipeline"> & { imagePipelineId?: string | undefined };
  rule: Rule;
  pins: Pins;
}

export interface ImageInRegion {
  regionId: string;
  imageId: string;
}

/** What a run did, and what it left. The lists are ordered by region, newest image first. */
export interface Outcome {
  deleted: ImageInRegion[];
  deprecated: ImageInRegion[];
  kept: ImageInRegion[];
  skipped: (ImageInRegion & { reason: string })[];
  /** What the rule says must go, and is still there; or is gone, while these snapshots of it are not. */
  pending: (ImageInRegion & { snapshotIds?: string[] })[];
  /** Why each of those is still there, but in a dry run. */
  failures: string[];
}

/** Milliseconds since 1970. The service gives the times of its images. */
export type Now = () => number;

/** The images of one region, as they were read. */
export interface RegionVerdicts {
  regionId: string;
  verdicts: Verdict[];
}

interface Region extends RegionVerdicts {
  /** The verdicts by what is there now. */
  again(): Promise<Verdict[]>;
  /** The verdict on one image by what is there now, beside others that were just read; undefined if it is gone. */
  confirmed(imageId: string, others: Verdict[]): Promise<Verdict | undefined>;
}

/**
 * The verdicts on the images of all regions. All are read before anything changes: what is pinned in one region pins its
 * copies in the others by their names. If a region cannot be read, that is an error, and nothing is done in any.
 */
export async function survey(ecs: Ecs, retention: Retention, now: Now): Promise<Region[]> {
  const { regionId: home, regionIds, selector, rule } = retention;
  // Names, families and tags are compared in decide.
  const listed = (regionId: string, tags?: Selector["imageTags"]) =>
    ecs.images.list(regionId, { ownerAlias: "self", tags });
  // Pinned images are looked for among all, and also in the home region: only so the names of their copies are known.
  const hasPins = retention.pins.imageIds.size > 0 || retention.pins.texts.length > 0;
  const looked = hasPins ? [...new Set([...regionIds, home])] : regionIds;
  const [pipeline, ...lists] = await Promise.all([
    pipelineImages(ecs, home, selector.imagePipelineId),
    ...looked.map((regionId) => listed(regionId)),
  ]);
  const pins = withNames(retention.pins, lists.flat());
  return regionIds.map((regionId, index) => {
    const isHome = regionId === home;
    const verdictsOn = (images: Image[]) =>
      decide(images, { selector: { ...selector, pipeline }, isHome, rule, pins }, now());
    return {
      regionId,
      verdicts: verdictsOn(lists[index] ?? []),
      again: async () => verdictsOn(await listed(regionId, selector.imageTags)),
      confirmed: async (imageId, others) => {
        const current = await ecs.images.find(regionId, imageId);
        const images = others.map(({ image }) => image).filter((image) => image.imageId !== imageId);
        return verdictsOn(current ? [...images, current] : images).find(
          ({ image }) => image.imageId === imageId,
        );
      },
    };
  });
}

/**
 * Deletes or deprecates the images that the rule does not keep, in each region the oldest first. Before each, the images of
 * the region are read again and the rule decides again: while this runs, others build, deprecate and delete.
 *
 * @param only the images that can go, if not all can.
 */
export async function retain(
  ecs: Ecs,
  retention: Retention,
  now: Now,
  say: (line: string) => void,
  only?: ReadonlySet<string>,
): Promise<Outcome> {
  const regions = await survey(ecs, retention, now);
  return joined(await Promise.all(regions.map((region) => retainIn(ecs, region, retention.rule, say, only))));
}

/** The same without a change: all that would go is pending. */
export const rehearsed = (regions: readonly RegionVerdicts[]): Outcome =>
  joined(regions.map(({ regionId, verdicts }) => outcomeOf(regionId, verdicts)));

/** What is known of the images of a pipeline, if one is given. */
export async function pipelineImages(
  ecs: Ecs,
  regionId: string,
  imagePipelineId: string | undefined,
): Promise<PipelineImages | undefined> {
  if (imagePipelineId === undefined) return undefined;
  const executions = await ecs.executions.list(regionId, { imagePipelineId });
  const imageIds = new Set(executions.flatMap(({ imageId }) => imageId ?? []));
  const images = imageIds.size > 0 ? await ecs.images.list(regionId, { ownerAlias: "self" }) : [];
  // The newest first, so that of images of one name the oldest counts.
  const built = newestFirst(images.filter(({ imageId }) => imageIds.has(imageId)));
  return {
    executionIds: executions.map(({ executionId }) => executionId).filter(Boolean),
    imageIds,
    imageNames: new Map(built.map((image) => [image.imageName ?? "", timeOf(image)])),
  };
}

async function retainIn(
  ecs: Ecs,
  { regionId, verdicts: first, again, confirmed }: Region,
  rule: Rule,
  say: (line: string) => void,
  only: ReadonlySet<string> | undefined,
): Promise<Outcome> {
  const removals = new Map<string, Removal>();
  const isNext = ({ verdict, image }: Verdict) =>
    verdict === "go" && !removals.has(image.imageId) && only?.has(image.imageId) !== false;
  let verdicts = first;
  let unread: string | undefined;
  try {
    while (verdicts.some(isNext)) {
      verdicts = await again();
      const next = verdicts.findLast(isNext);
      if (!next) break;
      const { imageId } = next.image;
      const current = await confirmed(imageId, verdicts);
      removals.set(
        imageId,
        current?.verdict === "go"
          ? await removed(ecs, regionId, current.image, rule, say)
          : { skipped: current?.reason ?? NO_LONGER_THERE },
      );
    }
  } catch (error) {
    // What was done until then must be known.
    unread = messageOf(error);
  }
  const outcome = outcomeOf(regionId, verdicts, rule.action, removals);
  return unread === undefined ? outcome : { ...outcome, failures: [...outcome.failures, unread] };
}

const NO_LONGER_THERE = "it was deleted meanwhile";

/** What came of the verdicts of a region. */
function outcomeOf(
  regionId: string,
  verdicts: readonly Verdict[],
  action: Rule["action"] = "delete",
  removals: ReadonlyMap<string, Removal> = new Map(),
): Outcome {
  const outcome: Outcome = { deleted: [], deprecated: [], kept: [], skipped: [], pending: [], failures: [] };
  const done = action === "delete" ? outcome.deleted : outcome.deprecated;
  for (const { image, verdict, reason } of verdicts) {
    const here = { regionId, imageId: image.imageId };
    if (removals.has(image.imageId)) continue;
    if (verdict === "keep") outcome.kept.push(here);
    if (verdict === "skip") outcome.skipped.push({ ...here, reason });
    if (verdict === "go") outcome.pending.push(here);
  }
  // The oldest went first.
  for (const [imageId, removal] of [...removals].reverse()) {
    const here = { regionId, imageId };
    if ("skipped" in removal) {
      if (removal.skipped !== NO_LONGER_THERE) outcome.skipped.push({ ...here, reason: removal.skipped });
    } else if ("failed" in removal) {
      outcome.pending.push({ ...here, ...(removal.snapshotIds && { snapshotIds: removal.snapshotIds }) });
      outcome.failures.push(removal.failed);
    } else done.push(here);
  }
  return outcome;
}

const joined = (outcomes: readonly Outcome[]): Outcome => ({
  deleted: outcomes.flatMap(({ deleted }) => deleted),
  deprecated: outcomes.flatMap(({ deprecated }) => deprecated),
  kept: outcomes.flatMap(({ kept }) => kept),
  skipped: outcomes.flatMap(({ skipped }) => skipped),
  pending: outcomes.flatMap(({ pending }) => pending),
  failures: outcomes.flatMap(({ failures }) => failures),
});
