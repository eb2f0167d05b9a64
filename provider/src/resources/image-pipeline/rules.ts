import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";
import { containsUnknown, isUnknown } from "../../values/unknown";
import { contentFaults } from "./content-rules";
import { SETS } from "./normalize";

/*
 * The rules of an ImagePipeline between arguments, and of keys and numbers. Each looks at what it needs
 * and keeps silent while that is not known yet, or is not even of the right type, which shapeFaults has said then.
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

/** docs/service.md, Parameters of CreateImagePipeline: accounts and regions, each. */
const MAX_SET = 20;

/**
 * docs/service.md, Parameters of CreateImagePipeline: AddAccount.N, ToRegionId.N. Distinct values count,
 * since that is what is sent.
 */
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

/** docs/service.md, Conditions between parameters: `OSS`, `arm64`. */
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
