import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";

/** The rules of an ImagePipelineExecution that its schema cannot express. */
export const ruleFaults = (args: Record<string, unknown>): Fault[] => tagKeyFaults(args, ["tags"]);
