import fc from "fast-check";
import { byteLength, isYaml, normalContent } from "../../../provider/src/content/form";
import { importDockerfile } from "../../../provider/src/content/import-dockerfile";
import { diff as diffComponent } from "../../../provider/src/resources/image-component/diff";
import { diff } from "../../../provider/src/resources/image-pipeline/diff";
import { readBack } from "../../../provider/src/resources/image-pipeline/read-back";
import { checkComponent, checkPipeline } from "../../support/check";

const BOM = "\uFEFF";
const region = { regionId: "cn-hangzhou" };

describe("the YAML form is told from the Dockerfile form by the first line that is no comment", () => {
  test.each<[string, boolean]>([
    ["Tasks:\n  - Name: a", true],
    ["Tasks :\n  - Name: a", true],
    ["Tasks: []", true],
    ["  Tasks:\n    - Name: a", true],
    ["\tTasks:\n", true],
    ["Parameters:\n  p: { Type: String }\nTasks:\n  - Name: a", true],
    ["FormatVersion: OOS-2019-06-01\nTasks:\n  - Name: a", true],
    ["# RUN a\n\n  # b\nTasks:\n  - Name: a", true],
    ["Tasks:\n  - Name: a\n    Properties:\n      commandContent: |\nRUN b", true],
    ['"Tasks": []', true],
    ["'Tasks' : []", true],
    ['{"Tasks": [{"Name": "a"}]}', true],
    ['\n{\n  "Tasks": []\n}', true],
    ["---\nTasks:\n", true],
    ["--- {Tasks: []}", true],
    ["%YAML 1.2\n---\nTasks:\n", true],
    ["---\n# c\nParameters: {}\nTasks :\n", true],
    ["Parameters:\n  p: { Type: String }", true],
    [`${BOM}Tasks:\n  - Name: a`, true],
    [`${BOM}${BOM}# c\r\nTasks:\r\n`, true],
    ["# c\rTasks:\r  - Name: a", true],
    ["RUN echo 'Tasks:'", false],
    ["RUN cat <<EOF\nTasks:\nEOF", false],
    ["  FROM IMAGE:m-b\n  RUN cat > x <<EOF\nTasks:\nEOF", false],
    ["run cat > x <<EOF\nTasks:\nEOF", false],
    ["\tComponent ic-1\nTasks:", false],
    ["RUN : && a", false],
    ["RUN\\\n  a\nTasks:", false],
    [`${BOM}RUN a`, false],
    ["yum install -y nginx\nTasks:", false],
    ["https://example.com/a:\nTasks:", false],
    ["key: value\nRUN a", false],
    ["key: value\nRUN cat > x <<EOF\nTasks:\nEOF", false],
    ["{ echo a; }", false],
    ["--- x", false],
    ["----\nTasks:", false],
    ["# Tasks:\n", false],
    [" \n\t\n", false],
    ["", false],
  ])("%j: %s", (content, yaml) => expect(isYaml(content)).toBe(yaml));

  const beginning = fc
    .tuple(
      fc.constantFrom("", BOM, BOM + BOM),
      fc.array(fc.constantFrom("", "   ", "\t", "#", "  # RUN a", "# Tasks:", '# {"Tasks": 1}'), {
        maxLength: 5,
      }),
      fc.constantFrom("", "  ", "\t"),
      fc.constantFrom("\n", "\r\n", "\r"),
    )
    .map(
      ([bom, lines, indentation, end]) => `${bom}${lines.map((line) => line + end).join("")}${indentation}`,
    );
  const anything = fc.string({
    unit: fc.constantFrom("\n", " ", ":", "Tasks:", "echo FROM a", "{", '"', "#", "x"),
  });

  test("whatever stands before it (a byte order mark, comments, blanks) and whatever follows", () => {
    fc.assert(
      fc.property(
        beginning,
        fc.constantFrom(
          "Tasks:",
          "Tasks :",
          '"Tasks": ',
          "'Tasks' :",
          '{"Tasks": ',
          "---\nTasks: ",
          "Parameters:\n",
        ),
        anything,
        (before, key, rest) => isYaml(`${before}${key} ${rest}`),
      ),
    );
    fc.assert(
      fc.property(
        beginning,
        fc.constantFrom("RUN ", "run\t", "FROM ", "from ", "COMPONENT ", "yum install "),
        anything,
        (before, instruction, rest) => !isYaml(`${before}${instruction}x ${rest}`),
      ),
    );
  });
});

describe("an indented content in the Dockerfile form is held to every rule of a FROM line", () => {
  const content = "  FROM IMAGE:m-b\n  RUN cat > x <<EOF\nTasks:\nEOF";

  test("a FROM that names another image than baseImage is refused", () => {
    const { reasons } = checkPipeline({
      ...region,
      baseImageType: "IMAGE",
      baseImage: "m-a",
      buildContent: content,
    });
    expect(reasons).toEqual([
      "buildContent: line 1 says FROM IMAGE:m-b, but baseImage is m-a. Remove one of them, or make them the same.",
    ]);
  });

  test.each([
    ["m-b§", "m-a"],
    ["m-bb", "a secret"],
    ["aSecretOfOneWord", "m-a"],
    ["m-bb", "aSecretOfOneWord"],
    ["m-b镜", "m-a"],
    [`m-${"b".repeat(127)}`, "m-a"],
  ])("what has no form of an identifier is described, and neither is quoted: %s, %s", (named, baseImage) => {
    const { reasons } = checkPipeline({
      ...region,
      baseImageType: "IMAGE",
      baseImage,
      buildContent: `FROM IMAGE:${named}`,
    });
    expect(reasons.join()).toMatch(/^(baseImage: .*,)?buildContent: the FROM on line 1 and baseImage name/);
    expect(reasons.join()).not.toContain(named);
    expect(reasons.join()).not.toContain(baseImage);
  });

  test("its lengths and the first difference are given then", () => {
    const { reasons } = checkPipeline({
      ...region,
      baseImageType: "IMAGE",
      baseImage: "m-a",
      buildContent: "FROM IMAGE:m-b§",
    });
    expect(reasons).toEqual([
      "buildContent: the FROM on line 1 and baseImage name different images: 4 and 3 characters long, different from character 3 on. Remove one of them, or make them the same.",
    ]);
  });

  test("a second FROM is refused", () => {
    const { reasons } = checkPipeline({ ...region, buildContent: `${content}\n  FROM IMAGE:m-c` });
    expect(reasons).toEqual([
      "buildContent: has 2 FROM lines (the second is line 5); only one is allowed, because an image pipeline has no stages. Keep only the first.",
    ]);
  });
});

describe("a byte order mark never reaches the service, and other line ends neither", () => {
  test.each([
    [`${BOM}RUN a`, "RUN a"],
    [`${BOM}${BOM}RUN a`, "RUN a"],
    ["RUN a\r\nRUN b\rRUN c\n", "RUN a\nRUN b\nRUN c\n"],
    ["RUN a\r\r\nRUN b", "RUN a\n\nRUN b"],
    [`RUN printf '${BOM}'`, `RUN printf '${BOM}'`],
  ])("%j is sent as %j", (content, sent) => {
    const pipeline = { ...region, baseImageType: "IMAGE", baseImage: "m-1" };
    const { inputs } = checkPipeline({ ...pipeline, buildContent: content, testContent: content });
    expect(inputs).toMatchObject({ buildContent: sent, testContent: sent });
    expect(checkComponent({ ...region, content }).inputs).toMatchObject({ content: sent });
    expect(byteLength(content)).toBe(Buffer.byteLength(sent));
    expect(normalContent(sent)).toBe(sent);
  });

  test("a component in YAML with a byte order mark is held to the rules of the YAML form", () => {
    expect(checkComponent({ ...region, content: `${BOM}Tasks: []` }).reasons).toEqual([
      "content: Tasks must be a list of at least one task, in the YAML form.",
    ]);
  });

  test("a resource whose state has one, of an earlier release, is not replaced for it", () => {
    const old = { ...region, baseImageType: "IMAGE", baseImage: "m-1", buildContent: `${BOM}RUN a\rRUN b` };
    const { inputs } = checkPipeline(old);
    expect(diff("ip-1", old, inputs)).toEqual({ replaces: [], updates: [], paths: [] });

    const oldComponent = { ...region, content: `${BOM}RUN a\rRUN b` };
    const componentInputs = checkComponent(oldComponent).inputs;
    expect(diffComponent("ic-1", oldComponent, componentInputs)).toEqual({
      replaces: [],
      updates: [],
      paths: [],
    });
  });

  test("a refresh of such a state finds no difference, whether the service kept the mark or not", () => {
    const held = { buildContent: `${BOM}FROM IMAGE:m-1\nRUN a`, testContent: `${BOM}RUN b` };
    for (const mark of ["", BOM]) {
      const observed = {
        baseImageType: "IMAGE" as const,
        baseImage: "m-1",
        buildContent: `${mark}FROM IMAGE:m-1\nRUN a`,
        testContent: `${mark}RUN b`,
      };
      expect(readBack(held, observed)).toEqual(held);
    }
  });

  test("importDockerfile takes a Dockerfile with one for what it is", () => {
    const { lines, buildContent } = importDockerfile(`${BOM}FROM ubuntu\rRUN a`);
    expect(lines.map(({ line, instruction }) => `${line} ${instruction}`)).toEqual(["1 FROM", "2 RUN"]);
    expect(buildContent).toBe("RUN a");
  });
});
