import type { Ecs } from "../../ecs/api/ecs";
import { hasEnded, hasSucceeded } from "../../ecs/api/execution-status";
import type { Execution } from "../../ecs/api/executions";
import type { Image } from "../../ecs/api/images";
import { printable } from "../../values/printable";
import type { Properties } from "../lifecycle";

/** The outputs about the images of a build: that of the pipeline's region, and its copies in other regions. */
export interface BuildImages {
  imageId?: string | undefined;
  imageName?: string | undefined;
  /** The snapshots of the image in the pipeline's region. */
  snapshotIds?: string[] | undefined;
  /** Undefined as long as the copies are unknown, as in a state of an earlier release. */
  imageIds?: Record<string, string> | undefined;
  copySnapshotIds?: Record<string, string[]> | undefined;
  /** Regions whose copy is still expected. The pipeline's own region means that the others are not known yet. */
  pendingImageRegionIds?: string[] | undefined;
  /** Regions whose image was deleted. */
  missingImageRegionIds?: string[] | undefined;
}

/** What a region has in place of a usable copy. */
export interface Absence {
  kind: "coming" | "invisible" | "failed";
  text: string;
}

interface Look {
  /** The pipeline's region. */
  regionId: string;
  known: BuildImages;
  item: Execution | undefined;
  /** Whether the build has just ended. Then an image that is not visible was not deleted. */
  isNew: boolean;
  /** Only at regions whose copy is still expected. A call that fails is an error then. */
  onlyPending?: boolean;
}

interface Seen {
  images: BuildImages;
  /** What the regions have whose copy is still expected. */
  absent: Map<string, Absence>;
  /** Why copies are not known. */
  failure?: unknown;
}

/** What is known of the copy in a region before it is looked at. `old`: nothing, in a state of an earlier release. */
type Expectation = "held" | "pending" | "missing" | "new" | "old";
type Fate = "usable" | "pending" | "missing" | "none";
type Found = { image: Image | undefined; absence: Absence | undefined };

/** What a region stays if it was not looked at. */
const UNSEEN: Record<Expectation, Fate> = {
  held: "usable",
  pending: "pending",
  missing: "missing",
  new: "pending",
  old: "none",
};

/** A deprecated image still makes instances (docs/service.md, Images and image families). */
const USABLE = ["Available", "Deprecated"];
const FAILED = ["CreateFailed", "UnAvailable"];

/** The outputs about images among outputs. */
export function imagesIn(outputs: Properties): BuildImages {
  const { imageId, imageName, snapshotIds, imageIds }: BuildImages = outputs;
  const { copySnapshotIds, pendingImageRegionIds, missingImageRegionIds }: BuildImages = outputs;
  return {
    ...{ imageId, imageName, snapshotIds, imageIds },
    ...{ copySnapshotIds, pendingImageRegionIds, missingImageRegionIds },
  };
}

/** Whether a build with this status leaves an image (docs/service.md, Executions: statuses, cancelling, tokens). */
export const leavesImage = (status: string | undefined) => hasSucceeded(status) || status === "TEST_FAILED";

/**
 * Looks at the images of a build: by their IDs, and for a copy whose ID is not in the state, by the image's name in the
 * regions that the pipeline names. Where a call fails, the known values stay.
 */
export async function lookAtImages(ecs: Ecs, look: Look): Promise<Seen> {
  const { regionId: home, known, item, isNew, onlyPending = false } = look;
  const { status, imageId } = item ?? {};
  const absent: Seen["absent"] = new Map();
  const tried = <T>(call: Promise<T>): Promise<{ value?: T; error?: unknown }> =>
    call.then(
      (value) => ({ value }),
      (error) => {
        if (onlyPending) throw error;
        return { error };
      },
    );

  const isKnown = imageId === undefined || (onlyPending && known.imageName !== undefined);
  const own = isKnown ? {} : await tried(ecs.images.find(home, imageId));
  const isGone = "value" in own && !own.value && (!isNew || (hasEnded(status) && !leavesImage(status)));
  const name = own.value?.imageName ?? known.imageName;
  const images: BuildImages = {
    ...known,
    imageId: isGone ? undefined : (imageId ?? known.imageId),
    imageName: isGone ? undefined : name,
    snapshotIds: own.value?.snapshotIds ?? known.snapshotIds,
  };
  const leaves = leavesImage(status) || (hasEnded(status) && own.value !== undefined);
  if (imageId === undefined || !leaves) return { images, absent };

  const { imageIds = {}, missingImageRegionIds = [], pendingImageRegionIds = [] } = known;
  const isOpen = pendingImageRegionIds.includes(home);
  const isOld = !isNew && !isOpen;
  const asksPipeline = (known.imageIds === undefined || isOpen) && !(isGone && name === undefined);
  const targets = asksPipeline ? await tried(targetRegions(ecs, home, item?.imagePipelineId)) : {};
  const expected = new Map<string, Expectation>([
    ...(targets.value ?? []).map((regionId) => [regionId, isOld ? "old" : "new"] as const),
    ...missingImageRegionIds.map((regionId) => [regionId, "missing"] as const),
    ...pendingImageRegionIds.map((regionId) => [regionId, "pending"] as const),
    ...Object.keys(imageIds).map((regionId) => [regionId, "held"] as const),
  ]);
  expected.delete(home);

  const isNameless = name === undefined && (targets.value ?? []).some((regionId) => regionId !== home);
  const failures = [targets.error, isNameless ? own.error : undefined];
  const ids = new Map(Object.entries(imageIds));
  const snapshots = new Map(Object.entries(known.copySnapshotIds ?? {}));
  const fates = new Map<string, Fate>();
  ids.delete(home);

  const lookAt = async (regionId: string, expectation: Expectation): Promise<void> => {
    fates.set(regionId, UNSEEN[expectation]);
    const isSkipped = onlyPending && UNSEEN[expectation] !== "pending";
    if (isSkipped || (expectation !== "held" && name === undefined)) return;
    const { value, error } = await tried(
      expectation === "held"
        ? heldCopy(ecs, regionId, imageIds[regionId] ?? "")
        : findCopy(ecs, regionId, name ?? "", item?.createTime),
    );
    if (!value) {
      if (expectation === "new" || expectation === "old") failures.push(error);
      return;
    }
    const { image, absence } = value;
    const fate = fateOf(expectation, value, status);
    fates.set(regionId, fate);
    if (image && image.snapshotIds.length > 0) snapshots.set(regionId, image.snapshotIds);
    if (image && fate === "usable") ids.set(regionId, image.imageId);
    else ids.delete(regionId);
    if (absence) absent.set(regionId, absence);
  };
  await Promise.all([...expected].map(([regionId, expectation]) => lookAt(regionId, expectation)));

  const failure = failures.find((error) => error !== undefined);
  const isUnclear = failure !== undefined || isNameless;
  if (isUnclear && isOld)
    return { images: { ...images, missingImageRegionIds: isGone ? [home] : undefined }, absent, failure };
  if (isGone) fates.set(home, "missing");
  if (isUnclear) {
    fates.set(home, "pending");
    absent.set(home, { kind: "invisible", text: "the image is not visible yet" });
  }
  return {
    images: {
      ...images,
      imageIds: { ...(!isGone && { [home]: imageId }), ...sorted(ids) },
      copySnapshotIds: snapshots.size > 0 ? sorted(snapshots) : undefined,
      pendingImageRegionIds: regionsThatAre("pending", fates),
      missingImageRegionIds: regionsThatAre("missing", fates),
    },
    absent,
    failure,
  };
}

function fateOf(expectation: Expectation, { image, absence }: Found, status: string | undefined): Fate {
  if (image && !absence) return "usable";
  if (expectation === "held" || expectation === "missing") return "missing";
  if (absence?.kind === "coming" || (hasSucceeded(status) && expectation !== "old")) return "pending";
  return status === "SUCCESS" ? "missing" : "none";
}

/** The regions of one fate; undefined if there are none. */
function regionsThatAre(fate: Fate, fates: Map<string, Fate>): string[] | undefined {
  const found = [...fates].flatMap(([regionId, its]) => (its === fate ? regionId : [])).sort();
  return found.length > 0 ? found : undefined;
}

/** The regions that a pipeline copies its images to; its own can be among them. None if it was deleted. */
export async function targetRegions(
  ecs: Ecs,
  regionId: string,
  imagePipelineId: string | undefined,
): Promise<string[]> {
  if (imagePipelineId === undefined) return [];
  const pipeline = await ecs.pipelines.find(regionId, imagePipelineId);
  return pipeline?.definition.toRegionIds ?? [];
}

/**
 * The images that can be the copy of a build's image: of the account, with the image's whole name, and not older than the
 * build. The service tells no more (docs/service.md, Images and image families).
 */
export async function copiesNamed(
  ecs: Ecs,
  regionId: string,
  imageName: string,
  buildTime: string | undefined,
): Promise<Image[]> {
  const images = await ecs.images.list(regionId, { imageName, ownerAlias: "self" });
  return images.filter(
    ({ createTime, ownerAlias }) =>
      ownerAlias === "self" && !(Date.parse(createTime) < Date.parse(buildTime ?? "")),
  );
}

async function findCopy(...search: Parameters<typeof copiesNamed>): Promise<Found> {
  const images = await copiesNamed(...search);
  const [image] = images;
  if (!image) return { image, absence: { kind: "invisible", text: "no image with its name" } };
  if (images.length > 1) {
    const text = `several images with its name: ${images.map(({ imageId }) => imageId).join(", ")}`;
    return { image: undefined, absence: { kind: "failed", text } };
  }
  const { imageId, status = "" } = image;
  if (USABLE.includes(status)) return { image, absence: undefined };
  const kind = FAILED.includes(status) ? "failed" : "coming";
  return { image, absence: { kind, text: `${imageId} is ${printable(status)}` } };
}

/** A copy whose ID is in the state. It is absent only if it was deleted. */
async function heldCopy(ecs: Ecs, regionId: string, imageId: string): Promise<Found> {
  return { image: await ecs.images.find(regionId, imageId), absence: undefined };
}

const sorted = <T>(map: Map<string, T>): Record<string, T> =>
  Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
