/**
 * The images that executions leave, and their snapshots.
 *
 * They are stored when the execution is planned, and become visible when it ends, so that nothing has to
 * happen at that moment. If the plan changes, they are replaced.
 */

import { randomWord } from "../random.js";
import type { BuiltImage } from "./built-image.js";
import { builtImage } from "./built-image.js";
import { endOf, leavesImage } from "./plan.js";
import type { Execution, Image, Pipeline, Scope, Snapshot } from "./records.js";
import { isIn } from "./scope.js";
import type { Change, Store } from "./store.js";

/** The statuses of images (comments of the SDK, DescribeImages). Executions leave images that are Available. */
export const IMAGE_STATUSES = [
  "Creating",
  "Waiting",
  "Available",
  "UnAvailable",
  "CreateFailed",
  "Deprecated",
] as const;

export const statusOf = ({ status = "Available" }: Image) => status;

/** What the execution leaves according to its plan: the image, its copies in other regions, their snapshots. */
export function imagesOf(store: Store, execution: Execution, pipeline: Pipeline): readonly Change[] {
  const end = endOf(execution);
  if (end === undefined || !leavesImage(end.status)) return [];
  const built = builtImage(pipeline, execution.id);
  // Distribution comes after the tests, and before the temporary resources are released.
  const distributed = end.status === "SUCCESS" || execution.failure?.at === "RELEASING";
  const regions = [execution.regionId, ...(distributed ? built.copiedTo : [])];
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

function oldestFirst(images: readonly Image[]): readonly Image[] {
  return [...images].sort((a, b) => a.from - b.from || a.sequence - b.sequence);
}
