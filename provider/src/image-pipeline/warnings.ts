import { byteLength, isYaml, KNOWN_INSTRUCTIONS } from "../build-content/form";
import { REPAIR_ITEMS } from "./values";

/*
 * What the documents leave uncertain: nothing is refused for it, and the class warns. Loaded into the user's program,
 * so this module loads neither the schema nor, unless a content looks odd, the parser.
 */

type Args = Record<string, unknown>;

interface Warning {
  /** The arguments it looks at: it is given once all of them are known and none is secret. */
  needs: readonly string[];
  texts(args: Args): string[];
}

export const WARNINGS: Warning[] = [
  { needs: ["buildContent"], texts: ({ buildContent }) => contentWarnings("buildContent", buildContent) },
  { needs: ["testContent"], texts: ({ testContent }) => contentWarnings("testContent", testContent) },
  { needs: ["buildContent", "internetMaxBandwidthOut"], texts: downloadWarnings },
  { needs: ["repairMode", "repairItems"], texts: repairWarnings },
  { needs: ["baseImageType", "baseImage"], texts: unusedBaseImage },
  { needs: ["baseImageType", "importImageOptions"], texts: importWarnings },
];

/** Every warning about a declaration whose values are all known. */
export const warnings = (args: Args): string[] => WARNINGS.flatMap(({ texts }) => texts(args));

/** api-facts 7: whether KB means 1,000 or 1,024 bytes is not said. */
const SURE_BYTES = 16_000;

function contentWarnings(name: string, content: unknown): string[] {
  if (typeof content !== "string" || content === "") return [];
  const texts: string[] = [];
  const bytes = byteLength(content);
  if (bytes > SURE_BYTES && bytes <= 16_384) {
    texts.push(
      `${name}: it is ${bytes} bytes long. The limit is documented as 16 KB; if the service means 16,000 bytes, it refuses this when it is created.`,
    );
  }
  if (isYaml(content)) {
    texts.push(
      `${name}: it is in the YAML form, which is documented for image components only. The service may refuse it when it is created, or fail the build.`,
    );
  } else {
    texts.push(...unknownInstructions(name, content));
  }
  return texts;
}

function unknownInstructions(name: string, content: string): string[] {
  if (!looksOdd(content)) return [];
  // Loaded here and not above: most programs need no parser.
  const { parseInstructions } = require("../build-content/parse") as typeof import("../build-content/parse");
  const unknown = parseInstructions(content).filter(({ keyword }) => !KNOWN_INSTRUCTIONS.includes(keyword));
  if (unknown.length === 0) return [];
  const lines = unknown.map(({ line }) => line);
  return [
    `${name}: line${lines.length > 1 ? "s" : ""} ${lines.join(", ")}: not one of the instructions that are known to work (${KNOWN_INSTRUCTIONS.join(", ")}). If the service does not know it, the build fails.`,
  ];
}

/** Whether some line, other than a comment, a blank or a continuation, begins with no known instruction. */
function looksOdd(content: string): boolean {
  const known = new RegExp(`^\\s*(#|$|(${KNOWN_INSTRUCTIONS.join("|")})\\s)`, "i");
  let continued = false;
  return content.split(/\r?\n/).some((line) => {
    const odd = !continued && !known.test(line);
    continued = /\\\s*$/.test(line) || (continued && /^\s*(#|$)/.test(line));
    return odd;
  });
}

/** api-facts 7 Network. */
function downloadWarnings({ buildContent, internetMaxBandwidthOut: bandwidth }: Args): string[] {
  if (typeof buildContent !== "string" || (bandwidth !== undefined && bandwidth !== 0)) return [];
  if (
    !/\b(curl|wget)\b[^\n]*https?:\/\/|\bgit\s+clone\b|\bpip3?\s+install\b|\bnpm\s+(ci|install)\b/.test(
      buildContent,
    )
  )
    return [];
  return [
    "internetMaxBandwidthOut: it is 0, so the intermediate instance has no internet access, but buildContent seems to download something. " +
      "Set it (1 to 100 Mbit/s), unless what is downloaded is reachable from within the VPC.",
  ];
}

/** api-facts 1.5, 1.6. */
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

/** api-facts 1.6. */
function unusedBaseImage({ baseImageType, baseImage }: Args): string[] {
  if (baseImageType !== "OSS" || baseImage === undefined) return [];
  return [
    "baseImage: it is not used with baseImageType OSS; the image comes from importImageOptions. Leave it out.",
  ];
}

/** api-facts 1.6. */
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
