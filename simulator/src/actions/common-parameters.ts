import { anything, createdTagValue, integer, regionId, tagKey } from "../parameters/rules.js";
import type { List, Parameter } from "../parameters/table.js";

export const REGION: Parameter = { name: "RegionId", required: true, rule: regionId };

/** Of the actions that have a code for a region that does not exist. */
export const CHECKED_REGION: Parameter = { ...REGION, code: "InvalidRegionId.NotFound" };

/** For actions without a RegionId: some clients send the region with every call. */
export const IDLE_REGION: Parameter = { name: "RegionId", rule: regionId };

/** Tags of the resource that is created (docs/service.md, Parameters of CreateImagePipeline). */
export const CREATION_TAGS: readonly Parameter[] = [
  { name: "Tag.N.Key", required: true, rule: tagKey, code: "InvalidTagKey.Malformed" },
  { name: "Tag.N.Value", required: true, rule: createdTagValue, code: "InvalidTagValue.Malformed" },
];

export const CREATION_TAG_LIST: List = {
  name: "Tag",
  max: 20,
  uniqueBy: "Key",
  repeated: "Duplicate.TagKey",
};

/** Tags to select by: a key without a value selects every value. */
export const FILTER_TAGS: readonly Parameter[] = [
  { name: "Tag.N.Key", required: true },
  { name: "Tag.N.Value" },
];

/** All describing actions have the same paging (docs/service.md, DescribeImagePipelines). */
export const PAGING: readonly Parameter[] = [
  { name: "MaxResults", rule: integer(1, 500), byDefault: "50" },
  { name: "NextToken", rule: anything },
];
