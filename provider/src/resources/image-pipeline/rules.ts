import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";
import { isMap } from "../../values/maps";
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
  ...repairWithoutMode(args),
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
  const { architecture, bootMode } = (importImageOptions ?? {}) as Args;
  const faults = baseImageType === "OSS" ? missingDisks(importImageOptions) : [];
  if (architecture === "arm64" && bootMode === "BIOS") {
    const message = "is BIOS; with architecture arm64 it must be UEFI. Omit it, or set it to UEFI.";
    faults.push({ path: ["importImageOptions", "bootMode"], message });
  }
  return faults;
}

/** The image file that an import needs: each part that can be missing has an error code of its own. */
function missingDisks(options: unknown): Fault[] {
  if (options === undefined) {
    const message =
      "is missing; baseImageType OSS requires it. Set the image file to import in diskDeviceMappings.";
    return [{ path: ["importImageOptions"], message }];
  }
  if (!isMap(options) || isUnknown(options)) return [];
  const { diskDeviceMappings: disks } = options;
  if (disks === undefined) {
    const message =
      "is missing; baseImageType OSS requires it. Set it to a list with the image file of the system disk first, each disk with ossBucket and ossObject.";
    return [{ path: ["importImageOptions", "diskDeviceMappings"], message }];
  }
  if (!Array.isArray(disks)) return [];
  return disks.flatMap((disk, index) =>
    isMap(disk)
      ? Object.entries(DISK_PARTS).flatMap(([part, remedy]) =>
          disk[part] === undefined
            ? [
                {
                  path: ["importImageOptions", "diskDeviceMappings", index, part],
                  message: `is missing; baseImageType OSS requires it. ${remedy}`,
                },
              ]
            : [],
        )
      : [],
  );
}

const DISK_PARTS = {
  ossBucket: "Set it to the name of the OSS bucket that holds the image file.",
  ossObject: "Set it to the key of the image file in the bucket.",
};

/** docs/service.md, Conditions between parameters: items need a mode (inferred from the code `MissingParameter.RepairMode`). */
function repairWithoutMode({ repairMode, repairItems }: Args): Fault[] {
  if (repairMode !== undefined || !Array.isArray(repairItems) || repairItems.length === 0) return [];
  const message = 'is missing; repairItems need it. Set it to "Customized", or remove repairItems.';
  return [{ path: ["repairMode"], message }];
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
