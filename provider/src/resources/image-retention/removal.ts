import type { Ecs } from "../../ecs/api/ecs";
import type { Image } from "../../ecs/api/images";
import { EcsError, isNotFound } from "../../ecs/transport/errors";
import { messageOf } from "../../values/printable";
import {
  BUSY,
  continued,
  deleteSnapshots,
  IN_USE,
  refused,
  SHARED as SHARED_CODE,
  stopSharing,
  unlessGone,
} from "../image-pipeline-execution/image-deletion";
import { type Rule, SHARED } from "./decide";

/** Codes that have nothing to do with the sharing of an image. */
const OF_OTHER_REASONS = /^(Forbidden|NoPermission)|Throttling/;

/** What became of an image that had to go. */
export type Removal =
  | { done: true }
  /** It stays: the service knows a reason that the description of the image did not give. */
  | { skipped: string }
  /** Why it is still there; or it is gone, or may be, while these snapshots are not. */
  | { failed: string; snapshotIds?: string[] };

/** Refusals that protect an image (API: DeleteImage, error codes). What makes them can begin after it was read. */
const REASONS: Record<string, string | undefined> = {
  [IN_USE]: "instances use it",
  ImageIsPublic: "it is public",
  ...Object.fromEntries(BUSY.map((code) => [code, "it is being copied, imported or exported"])),
};

/** Deletes an image with its snapshots, or deprecates it. Its sharing ends only if the rule says so and only if it must. */
export async function removed(
  ecs: Ecs,
  regionId: string,
  image: Image,
  rule: Rule,
  say: (line: string) => void,
): Promise<Removal> {
  try {
    return await (rule.action === "delete" ? deleted : deprecated)(ecs, regionId, image, rule, say);
  } catch (error) {
    const mayBeGone = rule.action === "delete" && error instanceof EcsError && error.outcomeUnknown;
    return { failed: messageOf(error), ...(mayBeGone && { snapshotIds: image.snapshotIds }) };
  }
}

async function deleted(
  ecs: Ecs,
  regionId: string,
  image: Image,
  rule: Rule,
  say: (line: string) => void,
): Promise<Removal> {
  const { imageId } = image;
  const remove = () => refused(unlessGone(ecs.images.delete(regionId, imageId)));
  let refusal = await remove();
  let unshared: string | undefined;
  if (refusal?.code === SHARED_CODE) {
    if (!rule.unshare) return { skipped: SHARED };
    const accounts = await stopSharing(ecs, regionId, imageId, refusal);
    say(`image ${imageId}: no longer shared with ${accounts}, so that it can be deleted (unshare)`);
    unshared = `no longer shared with ${accounts}`;
    refusal = await remove();
  }
  const reason = REASONS[refusal?.code ?? ""];
  if (reason) return { skipped: unshared ? `${reason}, and it is ${unshared} (unshare)` : reason };
  if (refusal) throw unshared ? continued(refusal, `Image ${imageId} is ${unshared}.`) : refusal;
  return withoutSnapshots(ecs, regionId, imageId, image.snapshotIds);
}

/** Deletes the snapshots of an image that is gone. */
export async function withoutSnapshots(
  ecs: Ecs,
  regionId: string,
  imageId: string,
  snapshotIds: readonly string[],
): Promise<Removal> {
  const failures = await deleteSnapshots(ecs, regionId, snapshotIds);
  const [first] = failures.values();
  if (first === undefined) return { done: true };
  const left = [...failures.keys()];
  return {
    failed: `${messageOf(first)} Image ${imageId} was deleted, but these of its snapshots remain and are billed: ${left.join(", ")}.`,
    snapshotIds: left,
  };
}

async function deprecated(
  ecs: Ecs,
  regionId: string,
  image: Image,
  rule: Rule,
  say: (line: string) => void,
): Promise<Removal> {
  const { imageId, isSelfShared } = image;
  const deprecate = () => refused(ecs.images.setStatus(regionId, imageId, "Deprecated"));
  const refusal = await deprecate();
  if (!refusal || isNotFound(refusal)) return { done: true };
  // A shared image cannot be deprecated; which code says so is not documented.
  const mayBeSharing = isSelfShared && refusal.refused && !OF_OTHER_REASONS.test(refusal.code ?? "");
  if (!mayBeSharing || !rule.unshare) throw refusal;
  const accounts = await stopSharing(ecs, regionId, imageId, refusal, "deprecated");
  say(`image ${imageId}: no longer shared with ${accounts}, so that it can be deprecated (unshare)`);
  const second = await deprecate();
  if (!second || isNotFound(second)) return { done: true };
  throw continued(second, `Image ${imageId} is no longer shared with ${accounts}.`);
}
