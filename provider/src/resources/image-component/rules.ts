import { isTooLong, isYaml } from "../../content/form";
import { examineYaml } from "../../content/yaml";
import { grammarFaults } from "../../validation/content-faults";
import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";
import { isUnknown } from "../../values/unknown";

type Args = Record<string, unknown>;

/** The rules of an ImageComponent that its schema cannot express. */
export const ruleFaults = (args: Args): Fault[] => [...contentFaults(args), ...tagKeyFaults(args, ["tags"])];

function contentFaults({ content, systemType = "Linux" }: Args): Fault[] {
  const fault = (message: string): Fault => ({ path: ["content"], message });
  if (typeof content !== "string" || isUnknown(content) || isTooLong(content)) return [];
  const faults = isYaml(content)
    ? examineYaml(content, systemType).faults
    : grammarFaults(content, "component");
  return faults.map(fault);
}
