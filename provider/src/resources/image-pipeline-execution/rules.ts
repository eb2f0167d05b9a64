import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";

/** The rules of an ImagePipelineExecution that need more than a value's own text. */
export const ruleFaults = (args: Record<string, unknown>): Fault[] => tagKeyFaults(args, ["tags"]);
