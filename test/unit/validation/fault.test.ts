import { pathText } from "../../../provider/src/validation/fault";

describe("a property path is written as Pulumi writes it", () => {
  test.each([
    [["name"], "name"],
    [["imageOptions", "imageName"], "imageOptions.imageName"],
    [
      ["importImageOptions", "diskDeviceMappings", 2, "format"],
      "importImageOptions.diskDeviceMappings[2].format",
    ],
    [["tags", "env"], "tags.env"],
    [["tags", "acs:x"], 'tags["acs:x"]'],
    [["tags", 'say "hi"'], 'tags["say \\"hi\\""]'],
    [["tags", "环境"], "tags.环境"],
    [["tags", ""], 'tags[""]'],
  ])("%j is %s", (path, text) => expect(pathText(path)).toBe(text));
});
