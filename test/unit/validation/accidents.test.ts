import * as pulumi from "@pulumi/pulumi";
import { buildContent, component, run } from "../../../provider/src/program/build-content";
import { checkComponent, checkExecution, checkPipeline } from "../../support/check";

const PIPELINE = { regionId: "cn-hangzhou", baseImageType: "IMAGE", baseImage: "m-1" };
const reasons = (args: Record<string, unknown>) => checkPipeline({ ...PIPELINE, ...args }).reasons;
const OUTPUT = `${pulumi.output("x")}`;

const ARN =
  "The arn of an ImageComponent is undefined if STS did not return the account ID. Use its imageComponentId instead.";
const UNSET = "an unset value was converted to text.";
const INTERPOLATE =
  "Build the text with pulumi.interpolate`…` instead of `…`, with pulumi.jsonStringify, or with apply.";

describe("a content with a text in it that can only be an accident is refused, with its line", () => {
  test.each<[string, string]>([
    ["COMPONENT undefined", `line 1 has "undefined" after COMPONENT: ${UNSET} ${ARN}`],
    ["RUN a\n  component \\\n  null\n", `line 2 has "null" after COMPONENT: ${UNSET} ${ARN}`],
    [
      "COMPONENT acs:ecs:cn-hangzhou:undefined:imagecomponent/a/1.0.0",
      `line 1 has "undefined" after COMPONENT: ${UNSET} ${ARN}`,
    ],
    [
      "FROM IMAGE:undefined\nRUN a",
      `line 1 has "undefined" after FROM: ${UNSET} Set the image or the image family.`,
    ],
    [
      "FROM undefined:undefined\nRUN a",
      `line 1 has "undefined" after FROM: ${UNSET} Set the image or the image family.`,
    ],
    ["RUN a\nRUN undefined", `line 2 has "undefined" after RUN: ${UNSET} Set the value, or remove the line.`],
    [
      "RUN NaN",
      'line 1 has "NaN" after RUN: the result of a calculation with a value that is not a number. Set the value, or remove the line.',
    ],
    ["RUN a\nundefined\nRUN b", `line 2 is only "undefined": ${UNSET} Remove the line.`],
    ["null", `line 1 is only "null": ${UNSET} Remove the line.`],
    [
      "RUN a\r\nRUN echo [object Object] > x",
      'line 2 contains "[object Object]". Use a string property of that object instead.',
    ],
    [
      "RUN echo [object Promise]",
      'line 1 contains "[object Promise]". Use a string property of that object instead.',
    ],
    [
      "Tasks:\n  - Name: a\n    Properties: { commandContent: 'echo [object Object]' }",
      'line 3 contains "[object Object]". Use a string property of that object instead.',
    ],
    [
      `RUN a\nCOMPONENT ${OUTPUT}`,
      `line 2 contains the text that Pulumi inserts in place of an Output. ${INTERPOLATE}`,
    ],
    [
      `RUN echo '${JSON.stringify({ a: pulumi.output("x") })}'`,
      `line 1 contains the text that Pulumi inserts in place of an Output. ${INTERPOLATE}`,
    ],
  ])("%j", (content, message) => {
    expect(reasons({ buildContent: content })).toEqual([`buildContent: ${message}`]);
    expect(reasons({ testContent: content })).toEqual([`testContent: ${message}`]);
    const component = checkComponent({ regionId: "cn-hangzhou", content }).reasons;
    expect(component).toContain(`content: ${message}`);
  });

  test("a command of a component in the YAML form that is nothing but such a word", () => {
    const content = (command: string) =>
      `Tasks:\n  - Name: A\n    Action: RunShellCommand\n    Properties: { commandContent: ${command} }\n`;
    const faults = (command: string) =>
      checkComponent({ regionId: "cn-hangzhou", content: content(command) }).reasons;
    expect(faults('"undefined"')).toEqual([
      'content: Tasks: task 1 (line 2) has "undefined" as its Properties.commandContent: a value that is not set became a text. Set it.',
    ]);
    expect(faults("echo undefined")).toEqual([]);
  });
});

test.each([
  "RUN jq 'select(. != null)' a.json > /dev/null 2>&1",
  "RUN cat>/dev/null",
  "RUN test -z undefined",
  "RUN a \\\n  null",
  "RUN cat > x.js <<EOF\nundefined\nnull\nCOMPONENT undefined\nEOF",
  "# COMPONENT undefined\nRUN a",
  "RUN echo NaN",
  "RUN node -e 'x = {} + [object]'",
  "COMPONENT ic-null",
  "Tasks:\n  - Name: a\n    Properties:\n      commandContent: |\n        undefined\n",
])("%j can be meant, and is accepted", (content) => {
  expect(reasons({ buildContent: content, testContent: content })).toEqual([]);
});

describe("other arguments", () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ name: "undefined" }, [`name: is the text "undefined": ${UNSET} Set the value, or omit the argument.`]],
    [
      { baseImage: " undefined\n" },
      [`baseImage: is the text "undefined": ${UNSET} Set the value, or omit the argument.`],
    ],
    [
      { imageOptions: { imageName: "null" } },
      [`imageOptions.imageName: is the text "null": ${UNSET} Set the value, or omit the argument.`],
    ],
    [
      { toRegionIds: ["undefined"] },
      [`toRegionIds[0]: is the text "undefined": ${UNSET} Set the value, or omit the argument.`],
    ],
    [
      { description: "made of [object Object]" },
      ['description: contains "[object Object]". Use a string property of that object instead.'],
    ],
    [
      { name: `web-${OUTPUT}` },
      [`name: contains the text that Pulumi inserts in place of an Output. ${INTERPOLATE}`],
    ],
    [
      { tags: { team: OUTPUT } },
      [`tags.team: contains the text that Pulumi inserts in place of an Output. ${INTERPOLATE}`],
    ],
    [
      { tags: { [OUTPUT]: "x" } },
      [`tags: has a key that contains the text that Pulumi inserts in place of an Output. ${INTERPOLATE}`],
    ],
    [{ tags: { owner: "undefined", null: "NaN" }, imageOptions: { imageTags: { a: "null" } } }, []],
    [{ description: "null and undefined values" }, []],
  ])("%j", (args, expected) => expect(reasons(args)).toEqual(expected));

  test("of an execution", () => {
    const execution = { regionId: "cn-hangzhou", imagePipelineId: "undefined" };
    expect(checkExecution(execution).reasons).toEqual([
      `imagePipelineId: is the text "undefined": ${UNSET} Set the value, or omit the argument.`,
    ]);
    const triggers = {
      regionId: "cn-hangzhou",
      imagePipelineId: "ip-1",
      triggers: ["null", "[object Object]"],
    };
    expect(checkExecution(triggers).reasons).toEqual([
      'triggers[1]: contains "[object Object]". Use a string property of that object instead.',
    ]);
  });
});

test("a component's arn that is not known makes a content that is refused, however it is written", async () => {
  const arn = pulumi.output<string | undefined>(undefined) as pulumi.Output<string>;
  const value = (output: pulumi.Output<string>) =>
    new Promise<string>((resolve) => void output.apply(resolve));
  for (const content of [
    await value(pulumi.interpolate`COMPONENT ${arn}\n`),
    await value(buildContent(component(arn))),
    await value(buildContent(run("a"), component(undefined as unknown as string))),
    await value(buildContent(run("a"), component(null as unknown as string))),
    await value(buildContent(component({ imageComponentId: arn }))),
  ]) {
    expect(reasons({ buildContent: content })).toEqual([
      expect.stringMatching(
        /^buildContent: line \d has "(undefined|null)" after COMPONENT: .*imageComponentId instead\.$/,
      ),
    ]);
  }
});

describe("a step that is no text is refused where the content is made", () => {
  test.each([[undefined], [null], [3], [{}]])("%j", async (step) => {
    const content = buildContent(
      "RUN a",
      pulumi.output(step) as unknown as pulumi.Output<string>,
    ) as unknown as {
      promise(): Promise<string>;
      isKnown: Promise<boolean>;
      isSecret: Promise<boolean>;
      allResources(): Promise<unknown>;
    };
    const rest = Promise.allSettled([content.isKnown, content.isSecret, content.allResources()]);
    await expect(content.promise()).rejects.toThrow(
      `buildContent: step 2 is ${step === null ? "null" : step === undefined ? "undefined" : `of the type ${typeof step}`}; it must be a text. Leave it out, or give it a value that is set.`,
    );
    await rest;
  });
});
