/**
 * The images that executions leave, and their snapshots; who sees which image, and how.
 *
 * They are stored when the execution is planned, and become visible when it ends, so that nothing has to
 * happen at that moment. If the plan changes, they are replaced. The statuses of a copy are planned in the same way.
 */

import { randomWord } from "../random.js";
import type { BuiltImage } from "./built-image.js";
import { builtImage } from "./built-image.js";
import { endOf, leavesImage } from "./plan.js";
import type { CopyRule, Execution, Image, Pipeline, Scope, Snapshot, Step } from "./records.js";
import { isIn } from "./scope.js";
import { readSettings } from "./settings.js";
import type { Change, Store } from "./store.js";
import { builtInImages, SYSTEM } from "./system-images.js";

/** The statuses of images (comments of the SDK, DescribeImages). */
export const IMAGE_STATUSES = [
  "Creating",
  "Waiting",
  "Available",
  "UnAvailable",
  "CreateFailed",
  "Deprecated",
] as const;

export function statusOf({ status, steps = [] }: Image, now: number): string {
  return status ?? steps.findLast(({ from }) => from <= now)?.status ?? "Available";
}

/** How many instances use it. */
export const instancesOf = ({ instances, usage }: Image) => instances ?? (usage === "instance" ? 1 : 0);

/** The family as an account sees it (docs/service.md, Images and image families). */
export function familyOf({ accountId, details }: Image, viewer: string): string | undefined {
  const family = details["ImageFamily"];
  const foreign = accountId !== viewer && accountId !== SYSTEM;
  return family !== undefined && foreign ? `acs:${accountId}:${family}` : family;
}

/** What the execution leaves according to its plan: the image, its copies in other regions, their snapshots. */
export function imagesOf(store: Store, execution: Execution, pipeline: Pipeline): readonly Change[] {
  const end = endOf(execution);
  if (end === undefined || !leavesImage(end.status)) return [];
  const built = builtImage(pipeline, execution.id);
  // Distribution comes after the tests, and before the temporary resources are released.
  const { at, missing } = execution.failure ?? {};
  const inPart = at === "DISTRIBUTING" && missing !== undefined;
  const distributed = end.status === "SUCCESS" || at === "RELEASING" || inPart;
  const copiedTo = distributed ? built.copiedTo.filter((regionId) => !missing?.includes(regionId)) : [];
  const regions = [execution.regionId, ...copiedTo];
  return regions.flatMap((regionId, position) => {
    const common = {
      accountId: execution.accountId,
      regionId,
      executionId: execution.id,
      from: end.from,
    };
    const made = built.disks.map(
      (disk): Snapshot => ({
        ...common,
        id: `s-${randomWord(20)}`,
        sequence: store.takeSequence("snapshots"),
        disk,
      }),
    );
    const image: Image = {
      ...common,
      ...described(built),
      ...(position > 0 && asCopy(built, copySteps(store, pipeline, regionId, end.from))),
      id: position === 0 ? execution.imageId : `m-${randomWord(20)}`,
      sequence: store.takeSequence("images"),
      // Sharing is within the region of the pipeline (docs/service.md, Parameters of CreateImagePipeline).
      sharedWith: distributed && position === 0 ? built.sharedWith : [],
      snapshotIds: made.map(({ id }) => id),
      copied: position > 0,
    };
    return [putImage(image), ...made.map((value): Change => ({ put: "snapshots", key: value.id, value }))];
  });
}

function described({ name, details, nvmeSupport, tags, disks }: BuiltImage) {
  return { name, details, tags, disks, ...(nvmeSupport !== undefined && { nvmeSupport }) };
}

/** A copy does not have the family of its source (docs/service.md, Images and image families). */
function asCopy({ details }: BuiltImage, steps: readonly Step[]) {
  const { ImageFamily: _family, ...rest } = details;
  return { details: rest, ...(steps.length > 0 && { steps }) };
}

/** The statuses of a copy, by the setting `copies`. */
function copySteps(store: Store, pipeline: Pipeline, regionId: string, from: number): readonly Step[] {
  const concerns = (rule: CopyRule) =>
    (rule.imagePipelineId ?? pipeline.id) === pipeline.id && (rule.regionId ?? regionId) === regionId;
  const { seconds = 0, status = "Available" } = readSettings(store).copies.find(concerns) ?? {};
  const after = { status, from: from + 1000 * seconds };
  return seconds === 0 && status === "Available" ? [] : [{ status: "Creating", from }, after];
}

export function withoutImagesOf(store: Store, execution: Execution): readonly Change[] {
  return (["images", "snapshots"] as const).flatMap((name) =>
    store
      .all(name)
      .filter(({ executionId }) => executionId === execution.id)
      .map(({ id }): Change => ({ delete: name, key: id })),
  );
}

/** The images of an account in a region, oldest first. */
export function ownImages(store: Store, scope: Scope, now: number): readonly Image[] {
  return oldestFirst(seen(store.all("images"), now).filter((image) => isIn(scope, image)));
}

/** The images that other accounts share with an account in a region, oldest first. */
export function sharedImages(store: Store, { accountId, regionId }: Scope, now: number): readonly Image[] {
  const foreign = seen(store.all("images"), now).filter((image) => image.accountId !== accountId);
  return oldestFirst(
    foreign.filter((image) => image.regionId === regionId && image.sharedWith.includes(accountId)),
  );
}

/** The images that an account shares with everyone in a region, as others see them. */
export function communityImages(store: Store, { accountId, regionId }: Scope, now: number): readonly Image[] {
  return oldestFirst(
    seen(store.all("images"), now).filter(
      (image) => image.isPublic === true && image.regionId === regionId && image.accountId !== accountId,
    ),
  );
}

/** The public images of Alibaba Cloud in a region, oldest first. */
export function systemImages(store: Store, { regionId }: Scope, now: number): readonly Image[] {
  return oldestFirst([...builtInImages(regionId), ...ownImages(store, { accountId: SYSTEM, regionId }, now)]);
}

/** What an account can build on or take from a family: its own images, shared ones and public ones. */
export function usableImages(store: Store, scope: Scope, now: number): readonly Image[] {
  return [systemImages, ownImages, sharedImages].flatMap((list) => list(store, scope, now));
}

/** How many images of the account a family has in the region, with those that running executions will leave. */
export function familySize(store: Store, scope: Scope, family: string, without: string): number {
  return store
    .all("images")
    .filter((image) => isIn(scope, image) && image.details["ImageFamily"] === family)
    .filter(({ id, executionId }) => id !== without && executionId !== without).length;
}

export function putImage(image: Image): Change {
  return { put: "images", key: image.id, value: image };
}

/** The snapshots of an account, in all regions. */
export function ownSnapshots(store: Store, accountId: string, now: number): readonly Snapshot[] {
  return seen(store.all("snapshots"), now)
    .filter((snapshot) => snapshot.accountId === accountId)
    .sort((a, b) => a.sequence - b.sequence);
}

export function isUsedByImage(store: Store, { id }: Snapshot): boolean {
  return store.all("images").some(({ snapshotIds }) => snapshotIds.includes(id));
}

export function seen<T extends { readonly from: number }>(items: readonly T[], now: number): readonly T[] {
  return items.filter(({ from }) => from <= now);
}

export function newestFirst(images: readonly Image[]): readonly Image[] {
  return [...oldestFirst(images)].reverse();
}

function oldestFirst(images: readonly Image[]): readonly Image[] {
  return [...images].sort((a, b) => a.from - b.from || a.sequence - b.sequence);
}
