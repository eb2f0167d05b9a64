import { baseImageIn, withoutFrom } from "../../../provider/src/content/from";
import { parseInstructions } from "../../../provider/src/content/parse";

describe("the base image that a content names", () => {
  test.each([
    ["FROM IMAGE:m-1\nRUN a", { baseImageType: "IMAGE", baseImage: "m-1" }],
    [
      "# built nightly\n\nfrom IMAGE_FAMILY:acs:ubuntu_22_04_x64\nRUN a",
      { baseImageType: "IMAGE_FAMILY", baseImage: "acs:ubuntu_22_04_x64" },
    ],
    ["FROM \\\n  IMAGE:m-1\nRUN a", { baseImageType: "IMAGE", baseImage: "m-1" }],
    ["RUN a", undefined],
    ["FROM ubuntu:22.04\nRUN a", undefined],
    ["FROM --platform=x IMAGE:m-1\nRUN a", undefined],
    ["FROM IMAGE:m-1 AS base\nRUN a", undefined],
    ["RUN echo <<EOF\nFROM IMAGE:m-1\nEOF", undefined],
    ["Tasks:\n  - Name: FROM\n    Action: RunShellCommand\n", undefined],
  ])("%j: %j", (content, base) => expect(baseImageIn(content)).toEqual(base));
});

describe("a content without its FROM line, for comparison", () => {
  test.each([
    ["FROM IMAGE:m-1\nRUN a\n", "RUN a\n"],
    ["# c\nFROM IMAGE:m-1\nRUN a", "# c\nRUN a"],
    ["FROM \\\n  IMAGE:m-1\nRUN a", "RUN a"],
    ["RUN a\n", "RUN a\n"],
  ])("%j becomes %j", (content, rest) => expect(withoutFrom(content)).toBe(rest));
});

describe("instructions are counted as a Dockerfile parser counts them", () => {
  test.each([
    ["RUN a\nRUN b", 2],
    ["# comment\n\nRUN a && \\\n  # inner comment\n  b\n", 1],
    ["RUN cat <<EOF > /x\nRUN inside\nEOF\nRUN b", 2],
    ["\n  \n# only a comment\n", 0],
  ])("%j has %i", (content, count) => expect(parseInstructions(content)).toHaveLength(count));
});
