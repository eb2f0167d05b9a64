import { isTooLong, isYaml } from "../../content/form";
import { examineYaml } from "../../content/yaml";
import { type CheckContext, type Checked, checked } from "../../validation/check";
import type { Fault } from "../../validation/fault";
import { tagKeyFaults } from "../../validation/tag-rules";
import { isUnknown } from "../../values/unknown";
import { normalize } from "./normalize";

type Args = Record<string, unknown>;

/** Validates and normalizes a component's declaration. Needs neither network nor credentials. */
export function check(given: Args, context: CheckContext): Checked {
  // Loaded late: zod takes long to load, and a refresh or destroy does not need it.
  const { imageComponentSchema: schema } = require("../schemas") as typeof import("../schemas");
  return checked({ schema, rules: ruleFaults, normalize }, given, context);
}

const ruleFaults = (args: Args): Fault[] => [
  ...contentFaults(args["content"]),
  ...tagKeyFaults(args, ["tags"]),
];

function contentFaults(content: unknown): Fault[] {
  const fault = (message: string): Fault => ({ path: ["content"], message });
  if (typeof content !== "string" || isUnknown(content) || isTooLong(content)) return [];
  if (!isYaml(content)) return [];
  return examineYaml(content).faults.map(fault);
}
