import { byteLength, isTooLong, isYaml } from "../../content/form";
import { parseInstructions } from "../../content/parse";
import { contentSizeWarning, oddInstructionsWarning } from "../../content/warnings";
import { examineYaml } from "../../content/yaml";
import type { Warning } from "../../validation/warning";

/** What the documents leave uncertain about a component. Loads a parser only for a content that needs one. */
export const WARNINGS: Warning[] = [{ needs: ["content"], texts: ({ content }) => contentWarnings(content) }];

/**
 * Instructions that no warning is given for in a component; the documents list more (docs/service.md, Build
 * content: commands).
 */
const KNOWN = ["RUN"];

function contentWarnings(content: unknown): string[] {
  if (typeof content !== "string" || content === "" || isTooLong(content)) return [];
  if (!isYaml(content)) {
    return [
      ...contentSizeWarning("content", byteLength(content)),
      ...oddInstructionsWarning("content", content, KNOWN),
      ...countWarning(content),
    ];
  }
  return [
    ...contentSizeWarning("content", byteLength(content)),
    ...examineYaml(content).warnings.map((text) => `content: ${text}`),
  ];
}

/** Only one of the documents limits the commands of a component (docs/service.md, Limits and units). */
function countWarning(content: string): string[] {
  if (content.split("\n").length <= 127) return [];
  const count = parseInstructions(content).length;
  if (count <= 127) return [];
  return [
    `content: it has ${count} instructions. Some documents allow 127 at most; if the service does, it refuses this when it is created.`,
  ];
}
