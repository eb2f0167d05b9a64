import type { Ecs } from "../../ecs/api/ecs";
import type { Image } from "../../ecs/api/images";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { messageOf } from "../../values/printable";
import { type Clock, pollUntil } from "../waiting";
import type { Deadline } from "./start";

/** API: DeleteImage and ModifyImageSharePermission, error codes. */
export const IN_USE = "ImageUsingByInstance";
export const SHARED = "ImageUseShared";
const NO_IMAGE = "InvalidImageId.NotFound";

/** Refusals that end by themselves. */
export const BUSY = ["OperationDenied.ImageCopying", "ImageIsImporting", "ImageIsExporting"];

interface Deletion {
  regionId: string;
  imageId: string | undefined;
  /** The snapshots in the state. */
  recorded: string[];
  say(line: string): void;
  /** How long to wait for an image that is being copied. Without it, that is an error. */
  wait?: { deadline: Deadline; clock: Clock };
}

/** The image was deleted, but not all of its snapshots. */
export class SnapshotsLeft extends Error {
  constructor(
    message: string,
    readonly snapshotIds: string[],
  ) {
    super(message);
  }
}

/**
 * Deletes an image and its snapshots. Succeeds if they do not exist. The service lists no snapshots for a deleted image,
 * so after a failure only the snapshots in the state are known.
 */
export async function deleteImage(ecs: Ecs, deletion: Deletion): Promise<void> {
  const { regionId, imageId, recorded } = deletion;
  const image = imageId === undefined ? undefined : await deletedImage(ecs, { ...deletion, imageId });
  const snapshotIds = new Set([...recorded, ...(image?.snapshotIds ?? [])]);
  const failures = await deleteSnapshots(ecs, regionId, snapshotIds);
  const [first] = failures.values();
  if (first === undefined) return;
  const left = [...failures.keys()];
  const next = notRecorded(left, recorded) ?? "The state contains them: run this again to delete them.";
  const what = imageId === undefined ? "The image" : `Image ${imageId}`;
  throw new SnapshotsLeft(
    `${messageOf(first)} ${what} was deleted, but these of its snapshots remain and are billed: ${left.join(", ")}. ${next}`,
    left,
  );
}

/** Deletes the snapshots of an image that is gone. @returns why some of them are left. */
export async function deleteSnapshots(
  ecs: Ecs,
  regionId: string,
  snapshotIds: Iterable<string>,
): Promise<Map<string, unknown>> {
  const failures = new Map<string, unknown>();
  for (const snapshotId of snapshotIds) {
    const deleted = unlessGone(ecs.images.deleteSnapshot(regionId, snapshotId));
    await deleted.catch((error) => failures.set(snapshotId, error));
  }
  return failures;
}

/** What to do about snapshots that the state does not contain, if there are any. */
function notRecorded(snapshotIds: string[], recorded: string[]): string | undefined {
  const others = snapshotIds.filter((snapshotId) => !recorded.includes(snapshotId));
  if (others.length === 0) return undefined;
  return `The state does not contain ${others.join(", ")}: delete them in the ECS console of that region.`;
}

/** Deletes an image without its snapshots, and gives it as it was; undefined if there was none. */
async function deletedImage(
  ecs: Ecs,
  { regionId, imageId, recorded, say, wait }: Deletion & { imageId: string },
): Promise<Image | undefined> {
  let image: Image | undefined;
  let busy: EcsError | undefined;
  const attempt = async (): Promise<true | undefined> => {
    const found = await ecs.images.find(regionId, imageId);
    if (!found) return true;
    image = found;
    try {
      await deleteOnly(ecs, regionId, imageId, found, say);
      return true;
    } catch (error) {
      if (!(error instanceof EcsError)) throw error;
      const unknown = error.outcomeUnknown && notRecorded(found.snapshotIds, recorded);
      if (unknown)
        throw continued(
          error,
          `If the image was deleted anyway, its snapshots remain and are billed. ${unknown}`,
        );
      if (!wait || !BUSY.includes(error.code ?? "")) throw error;
      if (!busy) say(`image ${imageId} in ${regionId}: ${error.code}; waiting until it can be deleted`);
      busy = error;
      return undefined;
    }
  };
  const isDone = wait ? await pollUntil(attempt, wait.deadline.at, wait.clock) : await attempt();
  if (isDone || !wait || !busy) return image;
  const { title, name } = wait.deadline;
  throw continued(busy, `That did not end within ${title}. Run this again, or increase ${name}.`);
}

/** Deletes an image without its snapshots. Only if the service refuses that because it is shared, its sharing ends first. */
async function deleteOnly(
  ecs: Ecs,
  regionId: string,
  imageId: string,
  image: Image,
  say: (line: string) => void,
): Promise<void> {
  const remove = () => unlessGone(ecs.images.delete(regionId, imageId));
  const refusal = await refused(remove());
  if (!refusal) return;
  const use = useOf(regionId, imageId, image);
  if (refusal.code === IN_USE)
    throw continued(refusal, `${use} It was not deleted: run this again when no instance uses the image.`);
  if (refusal.code !== SHARED) throw refusal;
  if (image.usage === "instance") {
    throw continued(
      refusal,
      `Instances use it too, so it stays shared. ${use} Run this again when no instance uses the image. If the instances belong to other accounts, stop sharing the image in the ECS console of that region first.`,
    );
  }
  const accounts = await stopSharing(ecs, regionId, imageId, refusal);
  say(
    `image ${imageId}: no longer shared with ${accounts}, so that it can be deleted (deleteImageOnDestroy)`,
  );
  const second = await refused(remove());
  if (!second) return;
  throw continued(
    second,
    `${second.code === IN_USE ? `${use} ` : ""}Image ${imageId} was not deleted, but it is no longer shared with ${accounts}. Run this again to delete it.`,
  );
}

/**
 * @param change what the sharing is in the way of.
 * @returns how many accounts it was shared with: `1 account`.
 */
export async function stopSharing(
  ecs: Ecs,
  regionId: string,
  imageId: string,
  refusal: EcsError,
  change: "deleted" | "deprecated" = "deleted",
): Promise<string> {
  const parts = await ecs.images.shares(regionId, imageId).catch((error) => {
    throw new Error(`${messageOf(error)} Image ${imageId} is still shared, so it was not ${change}.`);
  });
  if (parts.length === 0) {
    throw continued(
      refusal,
      `DescribeImageSharePermission lists no account for image ${imageId}, so nothing was changed. Stop sharing it in the ECS console of that region, and run this again.`,
    );
  }
  const all = parts.flat().length;
  let left = all;
  for (const part of parts) {
    const failure = await refused(ecs.images.unshare(regionId, imageId, part));
    // Somebody else has deleted it in the meantime.
    if (failure?.code === NO_IMAGE) break;
    if (failure) {
      const still = failure.outcomeUnknown ? "may still be" : "is still";
      throw continued(
        failure,
        `Image ${imageId} was not ${change}: it ${still} shared with ${left} of ${counted(all)}. Run this again to continue.`,
      );
    }
    left -= part.length;
  }
  return counted(all);
}

const counted = (accounts: number): string => `${accounts} account${accounts === 1 ? "" : "s"}`;

/** What the service tells about the use, and how to find the instances (API: DescribeInstances, ImageId). */
const useOf = (regionId: string, imageId: string, { usage }: Image): string =>
  `DescribeImages reports ${usage === "instance" ? "the usage instance, but not which instances" : "no use by instances"}. To list them: \`aliyun ecs DescribeInstances --RegionId ${regionId} --ImageId ${imageId}\`.`;

export const continued = ({ message, code, outcomeUnknown }: EcsError, more: string): EcsError =>
  new EcsError(`${message} ${more}`, code, outcomeUnknown);

export async function refused(call: Promise<void>): Promise<EcsError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof EcsError) return error;
    throw error;
  }
}

export async function unlessGone(call: Promise<unknown>): Promise<void> {
  await call.catch((error) => {
    if (!(error instanceof EcsError) || !isNotFound(error)) throw error;
  });
}
