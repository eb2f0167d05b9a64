import { nearest } from "../../../provider/src/validation/nearest";

const KNOWN = ["vswitchId", "toRegionIds", "tags", "systemDiskSize"];

describe("the nearest known name", () => {
  test.each([
    ["vSwitchId", "vswitchId"],
    ["toRegionId", "toRegionIds"],
    ["sytemDiskSize", "systemDiskSize"],
    ["tag", "tags"],
    ["somethingElse", undefined],
  ])("of %s is %s", (name, expected) => expect(nearest(name, KNOWN)).toBe(expected));
});
