import yaml from "yaml";
import { ruleFaults } from "../../../provider/src/resources/image-component/rules";
import { WARNINGS } from "../../../provider/src/resources/image-component/warnings";

/** A component in YAML of some size; `number` makes it another one. */
const content = (number: number, tasks = 10) =>
  [
    "Parameters:\n  Version:\n    Type: String\nTasks:",
    ...Array.from({ length: tasks }, (_, index) =>
      [
        `  - Name: T${index}`,
        "    Action: RunShellCommand",
        "    Properties:",
        `      commandContent: echo ${number} {{ Version }}`,
      ].join("\n"),
    ),
  ].join("\n");

const warningsOf = (args: Record<string, unknown>) => WARNINGS.flatMap(({ texts }) => texts(args));

afterEach(() => jest.restoreAllMocks());

test("the plugin parses a component in YAML once for its faults and its warnings", () => {
  const parse = jest.spyOn(yaml, "parseDocument");
  for (const number of [1, 2, 3]) {
    const args = { content: content(number), systemType: "Linux" };
    expect(ruleFaults(args)).toEqual([]);
    expect(warningsOf(args)).toEqual([]);
  }
  expect(parse).toHaveBeenCalledTimes(3);
});

test("what was read of one component is never said of another", () => {
  const undeclared = content(1).replace("{{ Version }}", "{{ Other }}");
  expect(warningsOf({ content: undeclared })).toHaveLength(1);
  expect(warningsOf({ content: content(1) })).toEqual([]);
  expect(ruleFaults({ content: "Tasks: [" })).toHaveLength(1);
  expect(ruleFaults({ content: content(1) })).toEqual([]);
  expect(ruleFaults({ content: content(1), systemType: "Windows" })).toHaveLength(10);
});

test("the depth is counted only where there are enough brackets for it", () => {
  const lex = jest.spyOn(yaml.Lexer.prototype, "lex");
  const ofParser = jest.spyOn(yaml.Parser.prototype, "parse");
  ruleFaults({ content: content(11) });
  expect(ofParser).toHaveBeenCalledTimes(1);
  // The parser calls the lexer once itself.
  expect(lex).toHaveBeenCalledTimes(1);
  const deep = `Tasks: ${"[".repeat(101)}${"]".repeat(101)}`;
  expect(ruleFaults({ content: deep })).toMatchObject([{ message: expect.stringContaining("100 levels") }]);
});
