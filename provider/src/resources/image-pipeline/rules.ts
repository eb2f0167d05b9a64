import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";
import { containsUnknown, isUnknown } from "../../values/unknown";
import { contentFaults } from "./content-rules";
import { MAX_SET, SETS } from "./normalize";

/*
 * The rules of an ImagePipeline across arguments, and for keys and numbers of entries. A rule reports nothing while a
 * value it needs is unknown, or has the wrong type, which shapeFaults reports.
 */

type Args = Record<string, unknown>;

export const ruleFaults = (args: Args): Fault[] => [
  ...setSizes(args),
  ...tagKeyFaults(args, ["tags"]),
  ...tagKeyFaults(args, ["imageOptions", "imageTags"]),
  ...contentFaults(args),
  ...importOptions(args),
  ...twins(args),
];

/** docs/service.md, Parameters of CreateImagePipeline: AddAccount.N, ToRegionId.N. Only distinct values are sent and count. */
function setSizes(args: Args): Fault[] {
  return (["addAccounts", "toRegionIds"] as const).flatMap((name) => {
    const value = args[name];
    if (!Array.isArray(value)) return [];
    const known = new Set(value.filter((element) => !isUnknown(element)).map(String));
    if (known.size <= MAX_SET) return [];
    const message = `has ${known.size} ${SETS[name]}; at most ${MAX_SET} are allowed. Remove ${known.size - MAX_SET}.`;
    return [{ path: [name], message }];
  });
}

/** docs/service.md, Conditions between parameters: `OSS`, `arm64`. */
function importOptions({ baseImageType, importImageOptions }: Args): Fault[] {
  const faults: Fault[] = [];
  if (baseImageType === "OSS" && importImageOptions === undefined) {
    const message =
      "is missing; baseImageType OSS requires it. Set the image file to import in diskDeviceMappings.";
    faults.push({ path: ["importImageOptions"], message });
  }
  const { architecture, bootMode } = (importImageOptions ?? {}) as Args;
  if (architecture === "arm64" && bootMode === "BIOS") {
    const message = "is BIOS; with architecture arm64 it must be UEFI. Omit it, or set it to UEFI.";
    faults.push({ path: ["importImageOptions", "bootMode"], message });
  }
  return faults;
}

/** The deprecated top-level arguments and their replacements. Both may be set if they agree. */
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
    const message = `is deprecated and differs from ${path.join(".")}. Set only ${path.join(".")}.`;
    return [{ path: [name], message }];
  });
}
