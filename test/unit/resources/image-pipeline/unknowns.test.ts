import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { checkPipeline } from "../../../support/check";

const BASE = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };
const reasons = (args: Record<string, unknown>) => checkPipeline({ ...BASE, ...args }).reasons;
const inputs = (args: Record<string, unknown>) => checkPipeline({ ...BASE, ...args }).inputs;

describe("values that are not known yet are left alone, at any depth", () => {
  test.each<[string, Record<string, unknown>]>([
    ["a text", { name: UNKNOWN }],
    ["a number", { systemDiskSize: UNKNOWN }],
    ["a boolean", { deleteInstanceOnFailure: UNKNOWN }],
    ["an enumerated value", { repairMode: UNKNOWN }],
    ["a whole map", { tags: UNKNOWN }],
    ["a value of a map", { tags: { env: UNKNOWN } }],
    ["a whole list", { addAccounts: UNKNOWN }],
    ["an element of a list", { toRegionIds: ["cn-beijing", UNKNOWN] }],
    ["a whole object", { imageOptions: UNKNOWN }],
    ["a field three levels down", { imageOptions: { imageFeatures: { nvmeSupport: UNKNOWN } } }],
    [
      "a field of a list's element",
      { importImageOptions: { diskDeviceMappings: [{ diskImageSize: UNKNOWN }] } },
    ],
    ["a list's element", { importImageOptions: { diskDeviceMappings: [UNKNOWN, { format: "RAW" }] } }],
    ["the region", { regionId: UNKNOWN }],
  ])("%s", (_, args) => {
    expect(reasons(args)).toEqual([]);
    expect(inputs(args)).toMatchObject(args);
  });

  test("a set that holds one keeps the program's order and its duplicates", () => {
    const addAccounts = ["2", UNKNOWN, "1", UNKNOWN, "2"];
    expect(inputs({ addAccounts })).toMatchObject({ addAccounts });
  });

  test("a set that holds many is not counted", () => {
    expect(reasons({ addAccounts: Array(30).fill(UNKNOWN) })).toEqual([]);
  });

  test("a set whose known elements alone are too many is refused", () => {
    const accounts = Array.from({ length: 21 }, (_, index) => String(1000 + index));
    expect(reasons({ addAccounts: [UNKNOWN, ...accounts] })).toEqual([
      "addAccounts: has 21 accounts; at most 20 are allowed. Remove 1.",
    ]);
  });
});

describe("the rules that need no unknown value still run", () => {
  test("a fault beside an unknown value is reported", () => {
    const mappings = [{ format: UNKNOWN }, { diskImageSize: 0 }];
    expect(reasons({ name: UNKNOWN, importImageOptions: { diskDeviceMappings: mappings } })).toEqual([
      "importImageOptions.diskDeviceMappings[1].diskImageSize: is 0; it must be a whole number from 1 to 2048 (GiB).",
    ]);
  });

  test("the names of tags are checked while their values are unknown", () => {
    expect(reasons({ tags: { "acs:x": UNKNOWN } })).toEqual([
      'tags["acs:x"]: the tag key starts with "acs:", which is reserved for Alibaba Cloud. Use another prefix.',
    ]);
  });

  test("a mistyped name is refused, although its value is unknown", () => {
    expect(reasons({ vSwitchId: UNKNOWN })).toEqual([
      "vSwitchId: unknown argument. Did you mean vswitchId? Correct or remove it.",
    ]);
  });
});

test("a mistyped name in a nested argument or a list gets the nearest name of that place", () => {
  const importImageOptions = {
    diskDeviceMappings: [{ fromat: "RAW" }],
    features: { nvmSupport: "supported" },
  };
  expect(reasons({ imageOptions: { imagName: "web" }, importImageOptions })).toEqual([
    "imageOptions.imagName: unknown argument. Did you mean imageName? Correct or remove it.",
    "importImageOptions.diskDeviceMappings[0].fromat: unknown argument. Did you mean format? Correct or remove it.",
    "importImageOptions.features.nvmSupport: unknown argument. Did you mean nvmeSupport? Correct or remove it.",
  ]);
});

describe("the base image waits for what it hangs on", () => {
  const without = { baseImageType: undefined, baseImage: undefined };
  test("for a content that is unknown: it may hold a FROM line", () => {
    expect(reasons({ ...without, buildContent: UNKNOWN })).toEqual([]);
  });
  test("for a type that is unknown: OSS needs no image", () => {
    expect(reasons({ ...without, baseImageType: UNKNOWN })).toEqual([]);
  });
  test("for an image that is unknown: it may be that of the FROM line", () => {
    expect(reasons({ baseImage: UNKNOWN, buildContent: "FROM IMAGE:m-2\nRUN a" })).toEqual([]);
  });
  test("but a type that differs from the FROM line's is refused all the same", () => {
    expect(reasons({ baseImage: UNKNOWN, buildContent: "FROM IMAGE_FAMILY:f\nRUN a" })).toEqual([
      "buildContent: line 1 says FROM IMAGE_FAMILY:f, but baseImageType is IMAGE. Remove one of them, or make them the same.",
    ]);
  });
});
