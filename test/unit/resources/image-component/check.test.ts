import { diff } from "../../../../provider/src/resources/image-component/diff";
import { WARNINGS } from "../../../../provider/src/resources/image-component/warnings";
import { UNKNOWN } from "../../../../provider/src/values/unknown";
import { checkComponent } from "../../../support/check";

type Args = Record<string, unknown>;
const VALID = { regionId: "cn-hangzhou", content: "RUN a" };

const reasons = (args: Args) => checkComponent({ ...VALID, ...args }).reasons;
const task = (more = "") =>
  `  - Name: A\n    Action: RunShellCommand\n    Properties: { commandContent: echo }\n${more}`;
const yaml = (more = "") => `Tasks:\n${task(more)}`;
const warnings = (content: string) => WARNINGS.flatMap(({ texts }) => texts({ content }));

describe("refused in the preview", () => {
  test.each<[Args, string[]]>([
    [{ content: undefined }, ["content: is missing; it must be a string. Set it."]],
    [{ content: "" }, ["content: is empty. Leave it out, or give it at least one instruction."]],
    [{ content: " \n" }, ["content: is empty. Leave it out, or give it at least one instruction."]],
    [
      { content: `RUN ${"镜".repeat(5461)}` },
      [
        "content: is 16387 bytes of UTF-8; at most 16384 are allowed. Shorten it, or move parts of it into image components (COMPONENT ic-…).",
      ],
    ],
    [
      { componentVersion: "1.0" },
      [
        "componentVersion: is not a version; it must be major.minor.patch, each a whole number, such as 1.0.0.",
      ],
    ],
    [
      { componentType: "build" },
      ['componentType: is "build"; it must be one of Build, Test. Did you mean Build?'],
    ],
    [
      { systemType: "linux" },
      ['systemType: is "linux"; it must be one of Linux, Windows. Did you mean Linux?'],
    ],
    [
      { imageComponentName: "1web" },
      [
        'imageComponentName: starts with "1" (U+0031); the first character must be a letter (A-Z, a-z) or a Chinese character. Change the first character.',
      ],
    ],
    [{ description: "x" }, ["description: is 1 character long; 2 to 256 are allowed. Lengthen it."]],
    [
      { resourceGroupId: "rg 1" },
      [
        "resourceGroupId: has a space at position 3; it must be the ID of a resource group, without whitespace. Remove it.",
      ],
    ],
    [
      { tags: { "acs:a": "b" } },
      [
        'tags["acs:a"]: the tag key starts with "acs:", which is reserved for Alibaba Cloud. Use another prefix.',
      ],
    ],
    [{ name: "web" }, ["name: unknown argument. Correct or remove it."]],
    [{ regionId: undefined }, [expect.stringMatching(/^regionId: no region is set\./)]],
  ])("%j", (args, expected) => expect(reasons(args)).toEqual(expected));

  test("all at once", () => {
    const faults = reasons({ content: "", componentVersion: "x", systemType: "BSD" });
    expect(faults.map((text) => text.split(":")[0]).sort()).toEqual([
      "componentVersion",
      "content",
      "systemType",
    ]);
  });
});

describe("a content in the YAML form is refused", () => {
  test.each([
    ["Tasks: [", "content: is not valid YAML (BAD_INDENT, line 1). Correct it."],
    ["Tasks:\n  - a\nTasks:\n  - b\n", "content: is not valid YAML (DUPLICATE_KEY, line 3). Correct it."],
    ["Tasks: []\n", "content: Tasks must be a list of at least one task, in the YAML form."],
    ["Tasks: hunter2\n", "content: Tasks must be a list of at least one task, in the YAML form."],
    [
      "Tasks:\n  - hunter2\n",
      "content: Tasks: task 1 (line 2) must be a mapping with Name, Action and Properties.",
    ],
    [
      `${yaml()}  - Action: RunShellCommand\n    Properties: { commandContent: hunter2 }\n`,
      "content: Tasks: task 2 (line 5) has no Name. Give it one.",
    ],
    [
      `${yaml(task())}`,
      "content: Tasks: task 2 (line 5) has the Name of another task. Give it one of its own.",
    ],
    [
      `${yaml()}  - Name: B\n    Properties: { commandContent: hunter2 }\n`,
      "content: Tasks: task 2 (line 5) has no Action (RunShellCommand, RunPowerShellCommand, InvokeCommand, OSSDownload, OSSUpload, WebDownload, Reboot).",
    ],
    [
      `${yaml()}  - Name: B\n    Action: RunShellCommand\n    Properties: { commandContent: "  " }\n`,
      "content: Tasks: task 2 (line 5) has no Properties.commandContent, or an empty one; RunShellCommand needs it. Add it.",
    ],
    [
      `${yaml()}  - Name: B\n    Action: RunShellCommand\n`,
      "content: Tasks: task 2 (line 5) has no Properties.commandContent, or an empty one; RunShellCommand needs it. Add it.",
    ],
    [
      `Parameters: hunter2\n${yaml()}`,
      "content: Parameters must be a mapping of names to their Type and DefaultValue.",
    ],
    [
      `Parameters:\n  a: hunter2\n${yaml()}`,
      "content: Parameters: entry 1 (line 2) must be a mapping with Type and DefaultValue.",
    ],
    [
      "Tasks:\n  - *hunter2\n",
      "content: is not valid YAML (an alias without its anchor, or too many of them). Correct it.",
    ],
    [
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\nTasks: [*d,*d,*d]\n`,
      "content: is not valid YAML (an alias without its anchor, or too many of them). Correct it.",
    ],
    [
      `Tasks: ${"[".repeat(8_000)}${"]".repeat(8_000)}`,
      "content: is YAML that is nested more than 100 levels deep. Take levels out.",
    ],
    [
      `Tasks:\n${"- ".repeat(8_000)}x\n`,
      "content: is YAML that is nested more than 100 levels deep. Take levels out.",
    ],
  ])("%j", (content, reason) => {
    expect(reasons({ content })).toEqual([reason]);
    expect(reason).not.toContain("hunter2");
  });

  test("all its faults at once", () => {
    expect(reasons({ content: "Parameters: 1\nTasks:\n  - Name: A\n" })).toEqual([
      "content: Parameters must be a mapping of names to their Type and DefaultValue.",
      "content: Tasks: task 1 (line 3) has no Action (RunShellCommand, RunPowerShellCommand, InvokeCommand, OSSDownload, OSSUpload, WebDownload, Reboot).",
    ]);
  });

  test("also where a script in it has lines like instructions", () => {
    const script =
      "  - Name: B\n    Action: RunShellCommand\n    Properties:\n      x: |\n        from os import path\n        RUN x\n";
    expect(reasons({ content: yaml(script) })).toEqual([
      "content: Tasks: task 2 (line 5) has no Properties.commandContent, or an empty one; RunShellCommand needs it. Add it.",
    ]);
  });
});

describe("accepted", () => {
  test.each<[Args]>([
    [{ content: yaml() }],
    [{ content: `Parameters:\n  pkg: { Type: String, DefaultValue: htop }\n${yaml()}` }],
    [
      {
        content: yaml(
          "  - Name: B\n    Action: RunShellCommand\n    Properties: { commandContent: {{ A.stdout }} }\n",
        ),
      },
    ],
    [
      {
        content: yaml(
          "  - Name: B\n    Action: RunShellCommand\n    Properties:\n      commandContent: {{pkg}}\n",
        ),
      },
    ],
    [
      {
        content: yaml(
          "  - Name: B\n    Action: RunShellCommand\n    Properties:\n      commandContent: |\n        [ -f x ] && {\n",
        ),
      },
    ],
    [{ content: `RUN ${"a".repeat(16_380)}` }],
    [{ content: Array(127).fill("RUN a").join("\n") }],
    [{ imageComponentName: "镜像:组件_1.a-b" }],
    [{ componentVersion: "0.0.0" }],
    [{ componentVersion: "10.20.30" }],
    [{ componentType: "Test", systemType: "Windows" }],
    [{ tags: Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, ""])) }],
    [{ tags: {}, description: null }],
    [{ content: UNKNOWN, imageComponentName: UNKNOWN, componentVersion: UNKNOWN, tags: UNKNOWN }],
    [{ componentType: UNKNOWN, systemType: UNKNOWN, tags: { a: UNKNOWN } }],
  ])("%j", (args) => expect(reasons(args)).toEqual([]));

  test("what is not known yet hides no fault beside it", () => {
    expect(reasons({ content: UNKNOWN, componentVersion: "x" })).toHaveLength(1);
  });

  test("normalized: defaults, line ends, unset arguments left out", () => {
    expect(
      checkComponent({ ...VALID, content: "RUN a\r\nRUN b", tags: {}, description: undefined }).inputs,
    ).toEqual({
      regionId: "cn-hangzhou",
      componentType: "Build",
      systemType: "Linux",
      content: "RUN a\nRUN b",
    });
  });
});

describe("warned about, without a word of the content", () => {
  test.each([
    [
      yaml("  - Name: B\n    Action: Hunter\n    Properties: { commandContent: x }\n"),
      "content: Tasks: task 2 (line 5) has an Action that is none of those known (RunShellCommand, RunPowerShellCommand, InvokeCommand, OSSDownload, OSSUpload, WebDownload, Reboot). If the service does not know it, the build fails.",
    ],
    [
      yaml(
        '  - Name: B\n    Action: RunShellCommand\n    Properties: { commandContent: "{{hunter}} {{B.stderr}}" }\n',
      ),
      "content: line 7: a reference {{…}} that is neither one of the Parameters nor the output of a task ({{Task.stdout}}). What the service does with it is not documented. Correct the name; ignore this if the braces belong to the script.",
    ],
    [
      "RUN a\nCOPY hunter /",
      "content: line 2: COPY has a relative path: nothing is copied from your machine, and the path would be one on the instance. To bring a file in, fetch the file with COPY from a URL, with curl or wget in RUN, or with OSSDownload in a component in YAML.",
    ],
    [
      `RUN ${"a".repeat(16_000)}`,
      "content: it is 16004 bytes long. The limit is documented as 16 KB; if the service means 16,000 bytes, it refuses this when it is created.",
    ],
  ])("%j", (content, text) => expect(warnings(content)).toEqual([text]));

  test.each([
    yaml('  - Name: B\n    Action: RunShellCommand\n    Properties: { commandContent: "{{ A.stdout }}" }\n'),
    `Parameters:\n  p: { Type: String }\n${yaml('  - Name: B\n    Action: RunShellCommand\n    Properties: { commandContent: "{{p}}" }\n')}`,
    "RUN a && \\\n  b",
    "",
  ])("nothing: %j", (content) => expect(warnings(content)).toEqual([]));
});

describe("what a change costs", () => {
  const ID = "ic-1";
  const FULL = {
    ...VALID,
    imageComponentName: "base",
    componentType: "Build",
    componentVersion: "1.0.0",
    description: "some text",
    resourceGroupId: "rg-1",
    systemType: "Linux",
    tags: { a: "b" },
  };
  const outputs = (args: Args) => ({ ...checkComponent(args).inputs, imageComponentId: ID, accountId: "1" });
  const difference = (from: Args, to: Args) => diff(ID, outputs(from), checkComponent(to).inputs);

  test.each([
    ["regionId", "cn-beijing"],
    ["imageComponentName", "other"],
    ["componentType", "Test"],
    ["componentVersion", "1.0.1"],
    ["content", "RUN b"],
    ["content", UNKNOWN],
    ["description", "other text"],
    ["resourceGroupId", "rg-2"],
    ["systemType", "Windows"],
  ])("%s: a replacement", (name, value) => {
    expect(difference(FULL, { ...FULL, [name]: value })).toMatchObject({ replaces: [name], updates: [] });
  });

  test("tags: an update in place", () => {
    expect(difference(FULL, { ...FULL, tags: { a: "c" } })).toMatchObject({
      replaces: [],
      updates: ["tags"],
    });
  });

  test.each<[string, Args, Args]>([
    ["nothing", FULL, FULL],
    ["line ends", { ...FULL, content: "RUN a\nRUN b" }, { ...FULL, content: "RUN a\r\nRUN b" }],
    ["defaults written out", VALID, { ...VALID, componentType: "Build", systemType: "Linux" }],
    ["a version that the service gave", { ...VALID, componentVersion: "3.0.0" }, VALID],
    ["a name that is the ID", { ...VALID, imageComponentName: ID }, VALID],
  ])("none: %s", (_, from, to) =>
    expect(difference(from, to)).toEqual({ replaces: [], updates: [], paths: [] }),
  );
});
