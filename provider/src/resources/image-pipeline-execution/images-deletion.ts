import type { Ecs } from "../../ecs/api/ecs";
import type { Execution } from "../../ecs/api/executions";
import { messageOf, printable } from "../../values/printable";
import type { Properties } from "../lifecycle";
import type { Clock } from "../waiting";
import { deleteImage, SnapshotsLeft } from "./image-deletion";
import { type BuildImages, copiesNamed, imagesIn, leavesImage, targetRegions } from "./images";
import type { Deadline } from "./start";

interface Deletion {
  id: string;
  /** The pipeline's region. */
  regionId: string;
  outputs: Properties;
  /** Undefined if the execution no longer exists: it goes with its pipeline. */
  item: Execution | undefined;
  deadline: Deadline;
  clock: Clock;
  say(line: string): void;
}

interface ToDelete {
  regionId: string;
  imageId: string | undefined;
  /** The snapshots in the state. */
  recorded: string[];
}

/** What could not be deleted, by its region. */
type Failures = Map<string, { left: string; error: unknown }>;

/**
 * Deletes the image of a build, its copies in other regions, and all their snapshots. A failure in one region keeps nothing
 * in the others. Succeeds if nothing of that exists.
 */
export async function deleteImagesOfBuild(ecs: Ecs, deletion: Deletion): Promise<void> {
  const { id, regionId: home, outputs, item, deadline, clock, say } = deletion;
  const held = imagesIn(outputs);
  const imageId = item?.imageId ?? held.imageId;
  const failures: Failures = new Map();
  const remove = async (target: ToDelete): Promise<void> => {
    failures.delete(target.regionId);
    try {
      await deleteImage(ecs, { ...target, say, wait: { deadline, clock } });
    } catch (error) {
      failures.set(target.regionId, { left: leftOf(target, error), error });
    }
  };
  const status = printable(item?.status ?? String(outputs["status"]));
  const hasCopies = status === "SUCCESS";
  const recordedIn = (regionId: string) => held.copySnapshotIds?.[regionId] ?? [];

  // The regions that can have a copy whose ID is not in the state. It is found by the name of the image.
  const open = await openRegions(ecs, deletion, held);
  const wasOpen = new Set(open);
  const name = held.imageName ?? (open.size > 0 ? await nameOf(ecs, home, imageId) : undefined);
  if (open.size > 0 && name === undefined) {
    say(
      `warning: execution ${id}: copies of its image in ${[...open].join(", ")} were not looked for: the image no longer exists, so its name is not known. If there are any, delete them in the ECS console of those regions.`,
    );
  }
  const removeFound = async (regionId: string): Promise<void> => {
    try {
      const images = await copiesNamed(ecs, regionId, name ?? "", item?.createTime ?? createTimeIn(outputs));
      const ids = images.map((image) => image.imageId);
      if (ids.length > 1) throw new Error(ambiguous(regionId, ids));
      failures.delete(regionId);
      if (ids.length === 0) return;
      open.delete(regionId);
      // Without the ID of the build in the name, it can be the image of another build that is there in place of the copy.
      if (!hasCopies && !name?.endsWith(`_${id}`)) {
        say(
          `warning: execution ${id}: image ${ids[0]} in ${regionId} was not deleted: it has the name of the copy, but the build ended as ${status}, so the copy may never have been made, and the name does not contain the ID of the build. If it is the copy, delete it in the ECS console of that region.`,
        );
        return;
      }
      await remove({ regionId, imageId: ids[0], recorded: recordedIn(regionId) });
    } catch (error) {
      failures.set(regionId, { left: `a copy in ${regionId}, if there is one`, error });
    }
  };

  const copies = new Set([...Object.keys(held.imageIds ?? {}), ...Object.keys(held.copySnapshotIds ?? {})]);
  for (const regionId of [home, ...open]) copies.delete(regionId);
  await Promise.all([
    ...[...copies].map((regionId) =>
      remove({ regionId, imageId: held.imageIds?.[regionId], recorded: recordedIn(regionId) }),
    ),
    ...(name === undefined ? [] : [...open].map(removeFound)),
  ]);
  const own = { regionId: home, imageId, recorded: held.snapshotIds ?? [] };
  if (held.imageName === undefined && [...failures.keys()].some((regionId) => wasOpen.has(regionId))) {
    const error = new Error(`Image ${imageId} was not deleted yet: its name is needed to find its copies.`);
    failures.set(home, { left: leftOf(own, error), error });
  } else await remove(own);
  // A copy may become visible while the deletion of the image waits for the end of copying.
  if (name !== undefined) await Promise.all([...open].map(removeFound));

  const [first] = failures.values();
  if (!first) return;
  if (copies.size === 0 && wasOpen.size === 0) throw first.error;
  const left = [...failures.values()].map((failure) => failure.left).join("; ");
  const reasons = [...failures.values()].map(({ error }) => messageOf(error)).join(" ");
  throw new Error(
    `execution ${id}: not all of its images were deleted. Left, and billed: ${left}. ${reasons}`,
  );
}

/**
 * The other regions in which a copy may exist without an ID in the state: if the build was not waited for, if a copy did not
 * come, or if the state is one of an earlier release.
 */
async function openRegions(ecs: Ecs, deletion: Deletion, held: BuildImages): Promise<Set<string>> {
  const { regionId: home, outputs, item } = deletion;
  const status = item?.status ?? String(outputs["status"]);
  const pending = held.pendingImageRegionIds ?? [];
  const isComplete = held.imageIds !== undefined && status === "SUCCESS" && !pending.includes(home);
  const isAny = leavesImage(status) || held.imageId !== undefined;
  const pipelineId = item?.imagePipelineId ?? outputs["imagePipelineId"];
  const targets =
    isAny && !isComplete && typeof pipelineId === "string" ? await targetRegions(ecs, home, pipelineId) : [];
  const open = new Set([...pending, ...targets]);
  const known = [home, ...Object.keys(held.imageIds ?? {}), ...(held.missingImageRegionIds ?? [])];
  for (const regionId of known) open.delete(regionId);
  return open;
}

async function nameOf(ecs: Ecs, regionId: string, imageId: string | undefined): Promise<string | undefined> {
  const image = imageId === undefined ? undefined : await ecs.images.find(regionId, imageId);
  return image?.imageName;
}

const createTimeIn = ({ createTime }: Properties) =>
  typeof createTime === "string" ? createTime : undefined;

function leftOf({ regionId, imageId, recorded }: ToDelete, error: unknown): string {
  const snapshots = error instanceof SnapshotsLeft ? error.snapshotIds : recorded;
  const listed = snapshots.length > 0 ? `snapshots ${snapshots.join(", ")}` : "snapshots";
  if (imageId === undefined || error instanceof SnapshotsLeft) return `${listed} in ${regionId}`;
  return `image ${imageId} with its ${listed} in ${regionId}`;
}

const ambiguous = (regionId: string, ids: string[]): string =>
  `${regionId} has several images with the name of the copy (${ids.join(", ")}), and none was deleted. Delete the copy in the ECS console of that region, or give the other images another name, and run this again.`;
