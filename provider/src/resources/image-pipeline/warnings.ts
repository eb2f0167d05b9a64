import { byteLength, isTooLong, isYaml, KNOWN_INSTRUCTIONS } from "../../content/form";
import { contentSizeWarning, oddInstructionsWarning } from "../../content/warnings";
import type { Warning } from "../../validation/warning";
import { REPAIR_ITEMS } from "./enumerations";

/*
 * What the documents leave uncertain: nothing is refused for it, and the class warns. Loaded into the user's program,
 * so this module loads neither the schema nor, unless a content looks odd, the parser.
 */

type Args = Record<string, unknown>;

export const WARNINGS: Warning[] = [
  { needs: ["buildContent"], texts: ({ buildContent }) => contentWarnings("buildContent", buildContent) },
  { needs: ["testContent"], texts: ({ testContent }) => contentWarnings("testContent", testContent) },
  { needs: ["buildContent", "internetMaxBandwidthOut"], texts: downloadWarnings },
  { needs: ["repairMode", "repairItems"], texts: repairWarnings },
  { needs: ["baseImageType", "baseImage"], texts: unusedBaseImage },
  { needs: ["baseImageType", "importImageOptions"], texts: importWarnings },
  { needs: ["imageSecurityOptions"], texts: securityWarnings },
];

/** Every warning about a declaration whose values are all known. */
export const warnings = (args: Args): string[] => WARNINGS.flatMap(({ texts }) => texts(args));

function contentWarnings(name: string, content: unknown): string[] {
  if (typeof content !== "string" || content === "" || isTooLong(content)) return [];
  const size = contentSizeWarning(name, byteLength(content));
  if (!isYaml(content)) return [...size, ...oddInstructionsWarning(name, content, KNOWN_INSTRUCTIONS)];
  return [
    ...size,
    `${name}: it is in the YAML form, which is documented for image components only. The service may refuse it when it is created, or fail the build.`,
  ];
}

/** Whether a line seems to fetch something from the internet. */
function downloads(line: string): boolean {
  const tool = line.search(/\b(curl|wget)\b/);
  if (tool !== -1 && /https?:\/\//.test(line.slice(tool))) return true;
  return /\bgit\s+clone\b|\bpip3?\s+install\b|\bnpm\s+(ci|install)\b/.test(line);
}

/** docs/service.md, Parameters of CreateImagePipeline: a bandwidth of 0. */
function downloadWarnings({ buildContent, internetMaxBandwidthOut: bandwidth }: Args): string[] {
  if (
    typeof buildContent !== "string" ||
    isTooLong(buildContent) ||
    (bandwidth !== undefined && bandwidth !== 0)
  )
    return [];
  if (!buildContent.split("\n").some(downloads)) return [];
  return [
    "internetMaxBandwidthOut: it is 0, so the intermediate instance has no internet access, but buildContent seems to download something. " +
      "Set it (1 to 100 Mbit/s), unless what is downloaded is reachable from within the VPC.",
  ];
}

/** docs/service.md, Repair, Conditions between parameters. */
function repairWarnings({ repairMode, repairItems }: Args): string[] {
  const items = Array.isArray(repairItems) ? repairItems : [];
  const texts = items
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => typeof item === "string" && !REPAIR_ITEMS.includes(item))
    .map(
      ({ index }) =>
        `repairItems[${index}]: it is none of the documented items (${REPAIR_ITEMS.join(", ")}). The service may not know it.`,
    );
  if (items.length > 0 && repairMode !== "Customized") {
    texts.push(
      `repairItems: they are documented for repairMode Customized, and it is ${repairMode === undefined ? "not set" : "another"}. What the service makes of them is not documented.`,
    );
  }
  if (items.length === 0 && repairMode === "Customized") {
    texts.push(
      "repairMode: it is Customized, but there are no repairItems. What the service then repairs is not documented.",
    );
  }
  return texts;
}

/** docs/service.md, Conditions between parameters. */
function unusedBaseImage({ baseImageType, baseImage }: Args): string[] {
  if (baseImageType !== "OSS" || baseImage === undefined) return [];
  return [
    "baseImage: it is not used with baseImageType OSS; the image comes from importImageOptions. Leave it out.",
  ];
}

/** docs/service.md, Conditions between parameters. */
function importWarnings({ baseImageType, importImageOptions }: Args): string[] {
  if (typeof importImageOptions !== "object" || importImageOptions === null) return [];
  const { retainImportedImage, retentionStrategy } = importImageOptions as Args;
  const texts: string[] = [];
  if (baseImageType !== "OSS" && Object.keys(importImageOptions).length > 0) {
    texts.push(
      "importImageOptions: they are documented for baseImageType OSS. What the service makes of them otherwise is not documented.",
    );
  }
  if (retainImportedImage !== undefined && retentionStrategy !== undefined) {
    texts.push(
      "importImageOptions.retainImportedImage: it is deprecated, and which of it and retentionStrategy wins is not documented. Keep retentionStrategy only.",
    );
  }
  return texts;
}

/** docs/service.md, Parameters of CreateImagePipeline: ImageSecurityOptions. */
function securityWarnings({ imageSecurityOptions }: Args): string[] {
  const { securityScanMode } = (imageSecurityOptions ?? {}) as Args;
  if (securityScanMode === undefined) return [];
  return [
    "imageSecurityOptions.securityScanMode: no document names its values, so they are not checked here. ECS may refuse the value when the pipeline is created.",
  ];
}
