import type { Tag } from "../model/records.js";
import type { TagFilter } from "../model/tags.js";
import type { Parameters } from "../parameters/read.js";

/** `Tag.N`, as tags to give. */
export function tagsOf(parameters: Parameters): readonly Tag[] {
  return (parameters.entries("Tag") ?? []).map((entry) => ({
    key: entry.text("Key") ?? "",
    value: entry.text("Value") ?? "",
  }));
}

/** `Tag.N`, as tags to select by. */
export function tagFiltersOf(parameters: Parameters): readonly TagFilter[] {
  return (parameters.entries("Tag") ?? []).map((entry) => ({
    key: entry.text("Key") ?? "",
    value: entry.text("Value"),
  }));
}
