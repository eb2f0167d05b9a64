import { type Case, declaration } from "./case";
import { cases } from "./cases";

/**
 * The arguments of CreateImagePipeline, with their names here (docs/service.md, Parameters of
 * CreateImagePipeline, Image options, Import of an image file, Advanced options).
 */
const argumentPaths = [
  "regionId",
  "baseImageType",
  "baseImage",
  "name",
  "description",
  "buildContent",
  "testContent",
  "imageName",
  "imageFamily",
  "nvmeSupport",
  "imageOptions",
  "imageOptions.imageName",
  "imageOptions.imageFamily",
  "imageOptions.description",
  "imageOptions.imageFeatures.nvmeSupport",
  "imageOptions.imageTags",
  "importImageOptions",
  "importImageOptions.diskDeviceMappings",
  "importImageOptions.diskDeviceMappings[].ossBucket",
  "importImageOptions.diskDeviceMappings[].ossObject",
  "importImageOptions.diskDeviceMappings[].format",
  "importImageOptions.diskDeviceMappings[].diskImageSize",
  "importImageOptions.architecture",
  "importImageOptions.bootMode",
  "importImageOptions.osType",
  "importImageOptions.platform",
  "importImageOptions.licenseType",
  "importImageOptions.features.imdsSupport",
  "importImageOptions.features.nvmeSupport",
  "importImageOptions.retentionStrategy",
  "importImageOptions.retainImportedImage",
  "importImageOptions.imageName",
  "importImageOptions.description",
  "importImageOptions.importImageTags",
  "importImageOptions.roleName",
  "advancedOptions",
  "advancedOptions.imageNameSuffix",
  "advancedOptions.retainCloudAssistant",
  "repairMode",
  "repairItems",
  "instanceType",
  "systemDiskSize",
  "internetMaxBandwidthOut",
  "deleteInstanceOnFailure",
  "vswitchId",
  "addAccounts",
  "toRegionIds",
  "resourceGroupId",
  "tags",
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Whether a declaration gives a value at the path; `[]` stands for any place in a list. */
function gives(value: unknown, [step, ...deeper]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (!isObject(value)) return false;
  const inner = step === "[]" ? Object.values(value) : [value[step]];
  return inner.some((one) => gives(one, deeper));
}

const withoutPlaces = (path: string): string => path.replace(/\["[^"]*"\]/g, "").replace(/\[\d+\]/g, "[]");

const refuses = ({ check }: Case, path: string): boolean =>
  typeof check === "object" && check.refuse.some((refused) => withoutPlaces(refused).startsWith(path));

describe("the table of cases", () => {
  test("has at least 150 cases", () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });

  test("says something different in every title", () => {
    const titles = cases.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  test("says of every refusal what it must tell", () => {
    expect(cases.filter(({ check, says }) => typeof check === "object" && !says?.length)).toEqual([]);
  });

  test("names a source for every case", () => {
    expect(cases.filter(({ source }) => !/docs\/[a-z-]+\.md/.test(source))).toEqual([]);
  });

  test.each(argumentPaths)("has an accepted and a refused or warned case for %s", (path) => {
    const about = cases.filter((one) => gives(declaration(one), path.match(/\w+|\[\]/g) ?? []));
    expect(about.some(({ check }) => check === "accept")).toBe(true);
    expect(cases.some((one) => refuses(one, path)) || about.some(({ check }) => check === "warn")).toBe(true);
  });
});
