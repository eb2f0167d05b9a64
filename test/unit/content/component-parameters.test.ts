import { parameterNameFaults, parameterValueFault } from "../../../provider/src/content/component-parameters";

const TASKS =
  "Tasks:\n  - { Name: a, Action: RunShellCommand, Properties: { commandContent: echo hunter2 } }\n";
const content = `Parameters:
  level: { Type: Number }
  mode: { Type: String, DefaultValue: strict }
  dry: { Type: Boolean, DefaultValue: false }
${TASKS}`;

describe("params that do not fit a component's content", () => {
  test.each<[string, string, string[], string[]]>([
    ["what it declares", content, ["level", "mode", "dry"], []],
    ["without those that have a default", content, ["level"], []],
    [
      "a name that it does not have",
      content,
      ["level", "levl"],
      [
        "levl is not a parameter of the component; its parameters are level, mode, dry. Correct the name, or remove it from params.",
      ],
    ],
    [
      "one without a default that is not given",
      content,
      ["mode"],
      [
        "level is missing: the component declares it without a default. Add it to params, with a value of the type Number.",
      ],
    ],
    [
      "any for a component in YAML that has none",
      TASKS,
      ["x"],
      [
        "x is not a parameter of the component; it has no parameters. Correct the name, or remove it from params.",
      ],
    ],
    [
      "any for a component that is not in YAML",
      "RUN echo hunter2",
      ["x"],
      [
        "x is not a parameter of the component; it has no parameters. Correct the name, or remove it from params.",
      ],
    ],
    ["nothing is said where the check of the component says it: no YAML", `Tasks: [\n${TASKS}`, ["x"], []],
    [
      "nothing is said where the check of the component says it: no map",
      `Parameters: 1\n${TASKS}`,
      ["x"],
      [],
    ],
  ])("%s", (_, text, given, faults) => expect(parameterNameFaults(text, given)).toEqual(faults));

  const wrong = (name: string, type: string) =>
    `the value of ${name} is not a ${type}, which is its type in the component. Correct the value in params.`;
  test.each<[string, unknown, string | undefined]>([
    ["level", 2, undefined],
    ["level", "2.5", undefined],
    ["level", "high", wrong("level", "Number")],
    ["level", true, wrong("level", "Number")],
    ["mode", "anything", undefined],
    ["mode", 7, undefined],
    ["dry", true, undefined],
    ["dry", "False", undefined],
    ["dry", 1, wrong("dry", "Boolean")],
    ["dry", "hunter2", wrong("dry", "Boolean")],
    ["unknown", "x", undefined],
  ])("the value of %s: %j", (name, value, fault) =>
    expect(parameterValueFault(content, name, value)).toBe(fault),
  );
});
