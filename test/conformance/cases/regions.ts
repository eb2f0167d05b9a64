import { type Case, many } from "../case";

const region =
  "docs/service.md, Parameters of CreateImagePipeline: RegionId; docs/configuration.md: the default region";
const distribution = "docs/service.md, Parameters of CreateImagePipeline: ToRegionId.N";
const regions = (count: number): string[] => many(count, (n) => `cn-test-${n}`);

export const regionCases: Case[] = [
  {
    title: "the region of the declaration is used",
    source: region,
    args: { regionId: "cn-beijing" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "without a region of its own a pipeline is made in the configured one",
    source: region,
    args: { regionId: undefined },
    context: { regionId: "cn-shanghai" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "the region of the declaration may differ from the configured one",
    source: region,
    args: { regionId: "cn-beijing" },
    context: { regionId: "cn-shanghai" },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "no region anywhere is refused, with where to set one",
    source: region,
    args: { regionId: undefined },
    check: { refuse: ["regionId"] },
    says: [/alicloud:region/],
    simulator: "MissingParameter",
  },
  {
    title: "a number as the region is refused",
    source: region,
    args: { regionId: 1 },
    check: { refuse: ["regionId"] },
    says: [/string/i],
    simulator: "InvalidRegionId.NotFound",
  },
  {
    title: "an image that is copied to one region is accepted",
    source: distribution,
    args: { toRegionIds: ["cn-beijing"] },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "the pipeline's own region among those that get the image is accepted",
    source: `${distribution} (Terraform's test)`,
    args: { toRegionIds: ["cn-hangzhou", "cn-beijing"] },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "an empty list of regions means this region alone",
    source: "docs/service.md, The SDK: an empty list or object sends nothing",
    args: { toRegionIds: [] },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "20 regions are accepted",
    source: distribution,
    args: { toRegionIds: regions(20) },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "21 regions are refused",
    source: distribution,
    args: { toRegionIds: regions(21) },
    check: { refuse: ["toRegionIds"] },
    says: [/20/],
    simulator: "InvalidToRegionIdSize.ExceededMaxNumber",
  },
  {
    title: "21 regions of which two are the same are 20, and accepted",
    source: `${distribution}; docs/decisions.md: sets without duplicates`,
    args: { toRegionIds: [...regions(20), "cn-test-1"] },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "one region as text where a list is wanted is refused",
    source: distribution,
    args: { toRegionIds: "cn-beijing" },
    check: { refuse: ["toRegionIds"] },
    says: [/list|array/i],
    simulator: "InvalidParameter.ToRegionId",
  },
  {
    title: "a number among the regions is refused by its place",
    source: distribution,
    args: { toRegionIds: ["cn-beijing", 7] },
    check: { refuse: ["toRegionIds[1]"] },
    says: [/string/i],
    simulator: ["accept", "InvalidRegionId.NotFound"],
  },
];
