import { copyOperands, isUrl, type Place } from "../../content/commands";
import { byteLength, isTooLong, isYaml } from "../../content/form";
import { baseImageIn } from "../../content/from";
import { parseInstructions } from "../../content/parse";
import { commandWarnings, contentSizeWarning, linuxOnlyWarning } from "../../content/warnings";
import type { Warning } from "../../validation/warning";
import { REPAIR_ITEMS } from "./enumerations";

/*
 * Warnings about what the documents leave open. The module is loaded into the user's program, so it does not load the
 * schema.
 */

type Args = Record<string, unknown>;

export const WARNINGS: Warning[] = [
  {
    needs: ["buildContent"],
    texts: ({ buildContent }) => contentWarnings("buildContent", buildContent, "build"),
  },
  { needs: ["testContent"], texts: ({ testContent }) => contentWarnings("testContent", testContent, "test") },
  { needs: ["buildContent", "testContent", "baseImage", "importImageOptions"], texts: windowsWarnings },
  { needs: ["buildContent", "testContent", "internetMaxBandwidthOut"], texts: downloadWarnings },
  { needs: ["repairMode", "repairItems"], texts: repairWarnings },
  { needs: ["baseImageType", "baseImage"], texts: unusedBaseImage },
  { needs: ["buildContent", "baseImageType", "baseImage"], texts: baseImageWarnings },
  { needs: ["baseImageType", "importImageOptions"], texts: importWarnings },
  { needs: ["imageSecurityOptions"], texts: securityWarnings },
  { needs: ["advancedOptions"], texts: imageNameWarnings },
];

/** All warnings about a declaration without unknown values. */
export const warnings = (args: Args): string[] => WARNINGS.flatMap(({ texts }) => texts(args));

function contentWarnings(name: string, content: unknown, place: Place): string[] {
  if (typeof content !== "string" || content === "" || isTooLong(content)) return [];
  const size = contentSizeWarning(name, byteLength(content));
  if (!isYaml(content)) return [...size, ...commandWarnings(name, content, place)];
  return [
    ...size,
    `${name}: is in the YAML form, which is documented only for image components. The service may refuse it, or the build may fail.`,
  ];
}

/**
 * docs/service.md, Build content: commands: the Dockerfile form is for Linux. That an image's system is Windows is known
 * where an image file is imported, and of public images by their names.
 */
function windowsWarnings({ buildContent, testContent, baseImage, importImageOptions }: Args): string[] {
  const { osType, platform } = (importImageOptions ?? {}) as Args;
  const inContent =
    typeof buildContent === "string" && !isTooLong(buildContent) ? baseImageIn(buildContent) : undefined;
  const isWindows =
    osType === "windows" ||
    /windows/i.test(String(platform ?? "")) ||
    /^(acs:)?win/i.test(String(inContent?.baseImage ?? baseImage ?? ""));
  if (!isWindows) return [];
  const remedy =
    "Put the commands into a component in YAML with RunPowerShellCommand and systemType Windows, and name it with COMPONENT.";
  return Object.entries({ buildContent, testContent }).flatMap(([name, content]) =>
    typeof content !== "string" || isTooLong(content) || isYaml(content)
      ? []
      : linuxOnlyWarning(name, content, "the base image seems to be Windows", remedy),
  );
}

/** URLs that an instance without internet access reaches: its own, those of a private network, and of services inside. */
const INSIDE =
  /^https?:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.100\.|[^/]*-internal\.aliyuncs\.com)/i;

const isOutside = (word: string): boolean => isUrl(word) && !INSIDE.test(word);

/** Whether a COPY fetches something from a URL, for which the service uses wget. */
const copiesFromUrl = (content: string): boolean =>
  !isYaml(content) &&
  /copy/i.test(content) &&
  parseInstructions(content).some(
    ({ keyword, rest }) => keyword === "COPY" && copyOperands(rest).some(isOutside),
  );

/** Whether a line seems to fetch something from the internet. */
function downloads(line: string): boolean {
  const tool = line.search(/\b(curl|wget)\b/);
  if (
    tool !== -1 &&
    line
      .slice(tool)
      .match(/https?:\/\/[^\s"'`]+/g)
      ?.some(isOutside)
  )
    return true;
  return /\bgit\s+clone\b|\bpip3?\s+install\b|\bnpm\s+(ci|install)\b/.test(line);
}

/**
 * docs/service.md, Parameters of CreateImagePipeline: a bandwidth of 0. That the instance of the tests has the same is
 * inferred.
 */
function downloadWarnings({ buildContent, testContent, internetMaxBandwidthOut: bandwidth }: Args): string[] {
  if (bandwidth !== undefined && bandwidth !== 0) return [];
  const downloading = Object.entries({ buildContent, testContent }).flatMap(([name, content]) =>
    typeof content === "string" &&
    !isTooLong(content) &&
    (content.split("\n").some(downloads) || copiesFromUrl(content))
      ? [name]
      : [],
  );
  if (downloading.length === 0) return [];
  return [
    `internetMaxBandwidthOut: is 0, so the intermediate instance has no internet access, but ${downloading.join(" and ")} ${downloading.length > 1 ? "seem" : "seems"} to download something. ` +
      "Set it to 1 to 100 (Mbit/s), unless the source of the download is reachable from the VPC.",
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
        `repairItems[${index}]: is not a documented item (${REPAIR_ITEMS.join(", ")}). The service may not know it.`,
    );
  // Without a mode, the check refuses them.
  if (items.length > 0 && repairMode !== undefined && repairMode !== "Customized") {
    texts.push(
      "repairItems: are documented only for repairMode Customized, but repairMode has another value. How the service treats them is not documented.",
    );
  }
  if (items.length === 0 && repairMode === "Customized") {
    texts.push(
      "repairMode: is Customized, but there are no repairItems. What the service repairs then is not documented.",
    );
  }
  return texts;
}

/** docs/service.md, Conditions between parameters. */
function unusedBaseImage({ baseImageType, baseImage }: Args): string[] {
  if (baseImageType !== "OSS" || baseImage === undefined) return [];
  return [
    "baseImage: is not used with baseImageType OSS; the image comes from importImageOptions. Remove it.",
  ];
}

/** A public image has its release date in its ID; all other IDs begin with m- (docs/service.md, Images and image families). */
const IMAGE_ID = /^m-|\d{8}/;
/** As above, but nothing that a family could be called: 20 characters is what IDs have. */
const SURELY_IMAGE_ID = /^m-[a-z0-9]{20}$|_\d{8}\.vhd$/;
const PUBLIC_FAMILY = /^acs:/;

/** A family's name where an ID belongs, and the reverse: the service refuses both only when it looks for the image. */
function baseImageWarnings({ buildContent, baseImageType, baseImage }: Args): string[] {
  const inContent =
    typeof buildContent === "string" && !isTooLong(buildContent) ? baseImageIn(buildContent) : undefined;
  const base = inContent ?? { baseImageType, baseImage };
  if (typeof base.baseImage !== "string" || base.baseImage === "") return [];
  const [type, image] = inContent
    ? ["buildContent: FROM names", "the word after it"]
    : ["baseImageType: is", "baseImage"];
  const write = (name: string) => (inContent ? `Write FROM ${name}:…` : `Set baseImageType to ${name}`);
  if (base.baseImageType === "IMAGE" && PUBLIC_FAMILY.test(base.baseImage)) {
    return [
      `${type} IMAGE, which takes an image ID, but ${image} has the form of an image family of Alibaba Cloud (acs:…). ${write("IMAGE_FAMILY")}.`,
    ];
  }
  if (base.baseImageType === "IMAGE" && !IMAGE_ID.test(base.baseImage)) {
    return [
      `${type} IMAGE, which takes an image ID, but ${image} does not have the form of one (m-…, or a public image with its release date, like aliyun_3_x64_20G_alibase_20240528.vhd). ${write("IMAGE_FAMILY")} if it is the name of an image family.`,
    ];
  }
  if (base.baseImageType === "IMAGE_FAMILY" && SURELY_IMAGE_ID.test(base.baseImage)) {
    return [
      `${type} IMAGE_FAMILY, which takes the name of an image family, but ${image} has the form of an image ID. ${write("IMAGE")}.`,
    ];
  }
  return [];
}

/** docs/service.md, Conditions between parameters. */
function importWarnings({ baseImageType, importImageOptions }: Args): string[] {
  if (typeof importImageOptions !== "object" || importImageOptions === null) return [];
  const { retainImportedImage, retentionStrategy } = importImageOptions as Args;
  const texts: string[] = [];
  if (baseImageType !== "OSS" && Object.keys(importImageOptions).length > 0) {
    texts.push(
      "importImageOptions: are documented only for baseImageType OSS. How the service treats them otherwise is not documented.",
    );
  }
  if (retainImportedImage !== undefined && retentionStrategy !== undefined) {
    texts.push(
      "importImageOptions.retainImportedImage: is deprecated, and whether it or retentionStrategy takes precedence is not documented. Set only retentionStrategy.",
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

/** API: CreateImagePipeline, error code InvalidImageName.Duplicated; that the suffix decides is inferred. */
function imageNameWarnings({ advancedOptions }: Args): string[] {
  if ((advancedOptions as Args | undefined)?.["imageNameSuffix"] !== "disable") return [];
  return [
    "advancedOptions.imageNameSuffix: with disable, every image of the pipeline has the same name. After the first build, the service may refuse a change or replacement of the pipeline (InvalidImageName.Duplicated). Omit imageNameSuffix, or change imageOptions.imageName with each change.",
  ];
}
