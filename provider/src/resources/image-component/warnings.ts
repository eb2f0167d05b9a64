import { byteLength, isTooLong, isYaml } from "../../content/form";
import { commandWarnings, contentSizeWarning, linuxOnlyWarning } from "../../content/warnings";
import { examineYaml } from "../../content/yaml";
import type { Warning } from "../../validation/warning";

/** Warnings about what the documents leave open. The parser is loaded only for a content in YAML. */
export const WARNINGS: Warning[] = [
  { needs: ["content"], texts: ({ content }) => contentWarnings(content) },
  { needs: ["content", "systemType"], texts: systemWarnings },
];

function contentWarnings(content: unknown): string[] {
  if (typeof content !== "string" || content === "" || isTooLong(content)) return [];
  return [
    ...contentSizeWarning("content", byteLength(content)),
    ...(isYaml(content)
      ? examineYaml(content).warnings.map((text) => `content: ${text}`)
      : commandWarnings("content", content, "component")),
  ];
}

/** docs/service.md, Build content: commands: the Dockerfile form is for Linux. */
function systemWarnings({ content, systemType }: Record<string, unknown>): string[] {
  if (systemType !== "Windows" || typeof content !== "string" || isTooLong(content) || isYaml(content))
    return [];
  const remedy = "Write the component in YAML, with RunPowerShellCommand.";
  return linuxOnlyWarning("content", content, "systemType is Windows", remedy);
}
