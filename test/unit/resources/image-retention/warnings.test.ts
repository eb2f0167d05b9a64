import { RULE, WARNINGS } from "../../../../provider/src/resources/image-retention/warnings";

const warnings = (args: object) => WARNINGS.flatMap(({ texts }) => texts({ ...args }));
const rule = (args: object) => RULE.texts({ action: "delete", imageFamily: "web", ...args })[0];

test.each([
  { regionIds: ["cn-hangzhou", "cn-beijing"] },
  { regionId: "cn-hangzhou", regionIds: ["cn-beijing"] },
])("a family alone in other regions is warned about, because copies do not inherit it: %j", (args) => {
  expect(warnings({ imageFamily: "web", ...args })).toEqual([
    "imageFamily: copies of an image in other regions do not inherit its family, so it may select none of them. Set imageNamePrefix, imageTags or imagePipelineId, too.",
  ]);
});

test.each([
  {},
  { regionIds: ["cn-hangzhou"] },
  { regionId: "cn-hangzhou", regionIds: ["cn-hangzhou"] },
  { regionIds: ["cn-hangzhou", "cn-beijing"], imageNamePrefix: "web_" },
  { regionIds: ["cn-hangzhou", "cn-beijing"], imagePipelineId: "ip-1" },
])("nothing is warned about with %j", (args) => {
  expect(warnings({ imageFamily: "web", ...args })).toEqual([]);
});

test.each<[object, string]>([
  [
    { keep: 5, regionIds: ["cn-hangzhou", "cn-beijing"] },
    "when this runs, it keeps the newest 5 of family web in each of cn-hangzhou, cn-beijing; deletes the others with their snapshots",
  ],
  [
    { olderThanDays: 30, regionId: "cn-hangzhou", unshare: true },
    "when this runs, it keeps the newest 1 and those younger than 30 days of family web in cn-hangzhou; deletes the others with their snapshots, also those that are shared with other accounts",
  ],
  [
    { keep: 2, action: "deprecate", dryRun: true, imagePipelineId: "ip-1" },
    "when this runs, it only lists what it would do (dryRun): it keeps the newest 2 of family web and of image pipeline ip-1 in the region of the configuration; deprecates the others",
  ],
])("a preview states the rule: %j", (args, text) => {
  expect(rule(args)).toBe(text);
});

test("a preview names the keys of tags, and neither their values nor a name", () => {
  const text = rule({ keep: 5, imageNamePrefix: "hunter", imageTags: { team: "hunter" } });
  expect(text).toContain("of family web with the given name prefix and with the given tags (team) in");
  expect(text).not.toContain("hunter");
  expect(rule({ keep: 5, imageFamily: undefined, imageNamePrefix: "web_" })).toContain(
    "keeps the newest 5 with the given name prefix in",
  );
});
