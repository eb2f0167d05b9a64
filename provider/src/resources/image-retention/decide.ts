import type { Image } from "../../ecs/api/images";
import { counted } from "../../validation/text-rules";

/*
 * The rule of an ImageRetention as one function of what was read: which images go, which stay, and why. It asks nobody, so
 * that the resource, the command and the tests have the same one.
 */

/** Which images a rule is about. All parts that are set must match. */
export interface Selector {
  imageFamily?: string | undefined;
  imageNamePrefix?: string | undefined;
  imageTags?: Record<string, string> | undefined;
  pipeline?: PipelineImages | undefined;
}

/** What is known of the images of a pipeline. */
export interface PipelineImages {
  executionIds: readonly string[];
  imageIds: ReadonlySet<string>;
  /**
   * The whole names of its images in its own region, which its copies in other regions bear, with the creation time of the
   * oldest image of each name. Without a suffix, other images can have the name; one that is older is no copy.
   */
  imageNames: ReadonlyMap<string, number>;
}

export interface Rule {
  action: "delete" | "deprecate";
  keep?: number | undefined;
  olderThanDays?: number | undefined;
  retainAtLeast: number;
  minimumAgeHours?: number | undefined;
  unshare: boolean;
  excludeTags?: Record<string, string> | undefined;
}

/** Images that are never touched, whatever the rule says. */
export interface Pins {
  imageIds: ReadonlySet<string>;
  /** Texts that can contain IDs of images: the triggers, or a state. */
  texts: readonly string[];
  /** Why they must stay: `triggers name it`. */
  named: string;
  /** The whole names of pinned images: their copies in other regions are pinned, too. */
  imageNames: ReadonlySet<string>;
}

export interface Verdict {
  image: Image;
  /** `go`: delete or deprecate it. `keep`: the rule keeps it. `skip`: the rule does not keep it, but it is protected. */
  verdict: "go" | "keep" | "skip";
  reason: string;
}

/** In milliseconds. */
const UNITS = { hour: 3_600_000, day: 24 * 3_600_000 };

/** The statuses in which an image can go. While it is made or copied, it cannot be deleted (API: DeleteImage, error codes). */
const CAN_GO = {
  delete: ["Available", "Deprecated", "UnAvailable", "CreateFailed"],
  deprecate: ["Available"],
};

/**
 * The verdict on each selected image of one region, newest first. Images of other owners, and those that are not selected,
 * have none.
 *
 * @param isHome whether it is the region of the pipelines. Copies in other regions do not inherit the family.
 * @param now in milliseconds since 1970.
 */
export function decide(
  images: readonly Image[],
  { selector, isHome, rule, pins }: { selector: Selector; isHome: boolean; rule: Rule; pins: Pins },
  now: number,
): Verdict[] {
  const least = Math.max(rule.keep ?? 0, rule.retainAtLeast);
  let newer = 0;
  return newestFirst(images.filter((image) => isSelected(image, selector, isHome))).map((image) => {
    const isDated = !Number.isNaN(timeOf(image));
    const stays =
      newer < least
        ? `one of the newest ${least}`
        : isDated && younger(image, rule.olderThanDays, "day", now);
    // Only available images count: one that cannot be used replaces no other.
    if (image.status === "Available" && isDated) newer += 1;
    if (stays) return { image, verdict: "keep", reason: stays };
    if (rule.action === "deprecate" && image.status === "Deprecated")
      return { image, verdict: "keep", reason: "already deprecated" };
    const protection = protectionOf(image, rule, pins, now);
    if (protection) return { image, verdict: "skip", reason: protection };
    return { image, verdict: "go", reason: reasonToGo(rule, least) };
  });
}

/** Whether the selector names the image. An empty selector names none. */
export function isSelected(image: Image, selector: Selector, isHome: boolean): boolean {
  const { imageFamily, imageNamePrefix, imageTags, pipeline } = selector;
  const others = [
    imageNamePrefix === undefined ? undefined : (image.imageName?.startsWith(imageNamePrefix) ?? false),
    imageTags && Object.entries(imageTags).every(([key, value]) => image.tags[key] === value),
    pipeline && isOfPipeline(image, pipeline, isHome),
  ].filter((matches) => matches !== undefined);
  const isOfFamily =
    imageFamily === undefined || image.imageFamily === imageFamily
      ? imageFamily !== undefined || others.length > 0
      : // What the other parts say of a copy is enough.
        !isHome && image.imageFamily === undefined && others.length > 0;
  return image.ownerAlias === "self" && isOfFamily && others.every(Boolean);
}

/**
 * Whether a pipeline built the image. A copy has another ID, but the same name, which ends with the ID of the execution
 * unless the pipeline disables that (docs/service.md, Image options).
 */
function isOfPipeline(image: Image, pipeline: PipelineImages, isHome: boolean): boolean {
  const { imageId, imageName = "" } = image;
  if (isHome) return pipeline.imageIds.has(imageId);
  return (
    timeOf(image) >= (pipeline.imageNames.get(imageName) ?? Number.NaN) ||
    pipeline.executionIds.some((id) => imageName === id || imageName.endsWith(`_${id}`))
  );
}

/** Images that were made at the same time are ordered by ID, so that two runs decide alike. */
export const newestFirst = (images: readonly Image[]): Image[] =>
  [...images].sort((a, b) => (timeOf(b) || 0) - (timeOf(a) || 0) || (a.imageId < b.imageId ? 1 : -1));

export const timeOf = ({ createTime }: Image): number => Date.parse(createTime);

/** Why an image that the rule does not keep stays all the same. */
function protectionOf(image: Image, rule: Rule, pins: Pins, now: number): string | undefined {
  const { imageId, imageName, status, usage, tags } = image;
  const { excludeTags = {} } = rule;
  if (Number.isNaN(timeOf(image))) return "its creation time is unknown";
  if (!CAN_GO[rule.action].includes(status ?? "")) return `its status is ${status ?? "unknown"}`;
  if (pins.imageIds.has(imageId)) return "it is in keepImageIds";
  if (pins.texts.some((text) => text.includes(imageId))) return pins.named;
  if (imageName !== undefined && pins.imageNames.has(imageName))
    return "it is a copy of an image that must stay";
  if (usage === "instance") return "instances use it";
  if (usage !== "none") return "it is unknown whether instances use it";
  if (image.isPublic) return "it is public";
  if (image.isSelfShared && !rule.unshare) return SHARED;
  if (Object.entries(excludeTags).some(([key, value]) => tags[key] === value))
    return "it has a tag of excludeTags";
  return younger(image, rule.minimumAgeHours, "hour", now);
}

export const SHARED = "it is shared with other accounts";

/** Why an image is too young to go, if it is. */
function younger(image: Image, age: number | undefined, unit: keyof typeof UNITS, now: number) {
  if (age === undefined || now - timeOf(image) > age * UNITS[unit]) return undefined;
  return `younger than ${counted(age, unit)}`;
}

const reasonToGo = ({ olderThanDays }: Rule, least: number): string =>
  [
    olderThanDays !== undefined && `older than ${counted(olderThanDays, "day")}`,
    least > 0 && `not one of the newest ${least}`,
  ]
    .filter(Boolean)
    .join(", and ");

/** The names by which copies of the pinned images are found in other regions. */
export function withNames(pins: Pins, images: readonly Image[]): Pins {
  const named = images.filter(
    ({ imageId }) => pins.imageIds.has(imageId) || pins.texts.some((text) => text.includes(imageId)),
  );
  return {
    ...pins,
    imageNames: new Set([...pins.imageNames, ...named.flatMap((image) => image.imageName ?? [])]),
  };
}

/** All texts in a value, at any depth. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}
