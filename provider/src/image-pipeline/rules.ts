import { isYaml, MAX_INSTRUCTIONS } from "../build-content/form";
import { baseImageOf, fromInstructions } from "../build-content/from";
import { parseInstructions } from "../build-content/parse";
import type { Fault } from "../rules/fault";
import { type Path, valueAt } from "../rules/path";
import { characters, tagKeyRule } from "../rules/text";
import { containsUnknown, isUnknown } from "../rules/unknown";
import { SETS } from "./normalize";
import { BASE_IMAGE_TYPES } from "./values";

/*
 * The rules of an ImagePipeline between arguments, of keys and numbers, and those that need a content parsed. Each looks at what it needs
 * and keeps silent while that is not known yet, or is not even of the right type, which shapeFaults has said then.
 */

type Args = Record<string, unknown>;

export const ruleFaults = (args: Args): Fault[] => [
  ...setSizes(args),
  ...tagKeys(args, ["tags"]),
  ...tagKeys(args, ["imageOptions", "imageTags"]),
  ...instructionCount(args),
  ...fromForm(args),
  ...baseImage(args),
  ...importOptions(args),
  ...twins(args),
];

/** api-facts 1.1: accounts, regions and tags, each. */
const MAX_SET = 20;

/** api-facts 1.1 AddAccount.N, ToRegionId.N. Distinct values count, since that is what is sent. */
function setSizes(args: Args): Fault[] {
  return (["addAccounts", "toRegionIds"] as const).flatMap((name) => {
    const value = args[name];
    if (!Array.isArray(value)) return [];
    const known = new Set(value.filter((element) => !isUnknown(element)).map(String));
    if (known.size <= MAX_SET) return [];
    const message = `has ${known.size} ${SETS[name]}; up to ${MAX_SET} are allowed. Take ${known.size - MAX_SET} away.`;
    return [{ path: [name], message }];
  });
}

/** api-facts 1.1 Tag.N, 1.2 ImageTags.N. */
function tagKeys(args: Args, path: Path): Fault[] {
  const tags = valueAt(args, path, isUnknown);
  if (typeof tags !== "object" || tags === null || Array.isArray(tags)) return [];
  const keys = Object.keys(tags);
  const faults: Fault[] = keys.flatMap((key) => {
    const message = tagKeyRule(key);
    return message ? [{ path: [...path, key], message: `the tag key ${message}` }] : [];
  });
  if (keys.length > MAX_SET) {
    const message = `has ${keys.length} tags; up to ${MAX_SET} are allowed. Take ${keys.length - MAX_SET} away.`;
    faults.unshift({ path, message });
  }
  return faults;
}

/** api-facts 7 Count. */
function instructionCount({ buildContent }: Args): Fault[] {
  if (!isKnownText(buildContent) || isYaml(buildContent)) return [];
  const count = parseInstructions(buildContent).length;
  if (count <= MAX_INSTRUCTIONS) return [];
  const message = `has ${count} instructions; up to ${MAX_INSTRUCTIONS} are allowed. Join some with && or a heredoc, or move them into image components (COMPONENT ic-…).`;
  return [{ path: ["buildContent"], message }];
}

const FROM_FORM = `FROM IMAGE:<image ID> or FROM IMAGE_FAMILY:<family name>`;

/** DESIGN "FROM": what is sent must agree with the FROM line, so there may be one only, first, that can be read. */
function fromForm({ buildContent }: Args): Fault[] {
  if (!isKnownText(buildContent)) return [];
  const fault = (message: string): Fault[] => [{ path: ["buildContent"], message }];
  const froms = fromInstructions(buildContent);
  const [from, second] = froms;
  if (!from) return [];
  if (second)
    return fault(
      `has ${froms.length} FROM lines (the second is line ${second.line}); one is allowed. An image pipeline has no stages: keep the first only.`,
    );
  if (parseInstructions(buildContent)[0]?.line !== from.line) {
    return fault(
      `has its FROM on line ${from.line}, after other instructions; FROM must be the first. Move it up.`,
    );
  }
  if (!baseImageOf(from)) {
    return fault(
      `line ${from.line} is a FROM that names no ECS image; it must be ${FROM_FORM}, with nothing behind it. ` +
        "A Docker image cannot be the base: name an ECS image that holds the same system, or leave FROM out and set baseImage (for baseImageType OSS, importImageOptions).",
    );
  }
  return [];
}

/** api-facts 1.1 BaseImage, BaseImageType and DESIGN "FROM". */
function baseImage(args: Args): Fault[] {
  const { buildContent, baseImageType: type, baseImage: image } = args;
  if (isUnknown(buildContent)) return [];
  const from = isKnownText(buildContent) ? fromInstructions(buildContent)[0] : undefined;
  return from ? disagreement(from, args) : missing(type, image);
}

function disagreement(from: ReturnType<typeof fromInstructions>[number], args: Args): Fault[] {
  const { baseImageType: type, baseImage: image } = args;
  const named = baseImageOf(from);
  if (!named) return [];
  const remedy = "Leave one of the two out, or make them the same.";
  const faults: Fault[] = [];
  if (isKnownText(type) && isOneOf(BASE_IMAGE_TYPES, type) && type !== named.baseImageType) {
    const message = `its FROM (line ${from.line}) says ${named.baseImageType}, but baseImageType says ${type}. ${remedy}`;
    faults.push({ path: ["buildContent"], message });
  }
  if (isKnownText(image) && image !== named.baseImage && faults.length === 0) {
    const message = `its FROM (line ${from.line}) and baseImage name different images: ${characters(named.baseImage)} and ${characters(image)} characters long, different from character ${firstDifference(named.baseImage, image)} on. ${remedy}`;
    faults.push({ path: ["buildContent"], message });
  }
  return faults;
}

function firstDifference(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  const at = a.findIndex((character, index) => character !== b[index]);
  return (at === -1 ? a.length : at) + 1;
}

function missing(type: unknown, image: unknown): Fault[] {
  const faults: Fault[] = [];
  if (type === undefined) {
    const message = `is missing; it must be one of ${BASE_IMAGE_TYPES.join(", ")}. Set it, or begin buildContent with ${FROM_FORM}.`;
    faults.push({ path: ["baseImageType"], message });
  }
  if (image === undefined && !isUnknown(type) && type !== "OSS") {
    const message = `is missing; it must be an image ID (baseImageType IMAGE) or the name of an image family (IMAGE_FAMILY). Set it, or begin buildContent with ${FROM_FORM}.`;
    faults.push({ path: ["baseImage"], message });
  }
  return faults;
}

/** api-facts 1.6 BaseImageType=OSS, Architecture=arm64. */
function importOptions({ baseImageType, importImageOptions }: Args): Fault[] {
  const faults: Fault[] = [];
  if (baseImageType === "OSS" && importImageOptions === undefined) {
    const message =
      "is missing; baseImageType OSS needs it. Say there which image file to import (diskDeviceMappings).";
    faults.push({ path: ["importImageOptions"], message });
  }
  const { architecture, bootMode } = (importImageOptions ?? {}) as Args;
  if (architecture === "arm64" && bootMode === "BIOS") {
    const message = "is BIOS; with architecture arm64 it must be UEFI. Leave it out or set UEFI.";
    faults.push({ path: ["importImageOptions", "bootMode"], message });
  }
  return faults;
}

/** The deprecated arguments at the top, and where their values belong. Both may be given when they agree. */
export const TWINS = {
  imageName: ["imageOptions", "imageName"],
  imageFamily: ["imageOptions", "imageFamily"],
  nvmeSupport: ["imageOptions", "imageFeatures", "nvmeSupport"],
} as const;

function twins(args: Args): Fault[] {
  return Object.entries(TWINS).flatMap(([name, path]) => {
    const deprecated = args[name];
    let current: unknown = args;
    for (const key of path) current = isUnknown(current) ? current : (current as Args | undefined)?.[key];
    if (deprecated === undefined || current === undefined) return [];
    if (containsUnknown([deprecated, current]) || deprecated === current) return [];
    const message = `is deprecated, and differs from ${path.join(".")}. Keep ${path.join(".")} only.`;
    return [{ path: [name], message }];
  });
}

const isKnownText = (value: unknown): value is string => typeof value === "string" && !isUnknown(value);

const isOneOf = (allowed: readonly string[], value: string): boolean => allowed.includes(value);
