import * as fc from "fast-check";
import { checkComponent, checkPipeline } from "../support/check";
import { minimal, minimalComponent } from "./case";
import { simulated } from "./client";
import { wire } from "./wire";

/**
 * Contents that are made of commands, right and wrong. The check and the simulator read them by code of their own, and
 * must agree on which of them the service takes.
 */

const known = [
  "RUN",
  "ENV",
  "WORKDIR",
  "COPY",
  "USER",
  "LABEL",
  "CMD",
  "ENTRYPOINT",
  "RESTART",
  "COMPONENT",
  "FROM",
];
const dockers = [
  "ARG",
  "ADD",
  "EXPOSE",
  "VOLUME",
  "SHELL",
  "HEALTHCHECK",
  "STOPSIGNAL",
  "ONBUILD",
  "MAINTAINER",
];

const word = fc.oneof(
  { arbitrary: fc.constantFrom(...known), weight: 12 },
  { arbitrary: fc.constantFrom(...known.map((name) => name.toLowerCase()), "Run", "cOPY"), weight: 3 },
  {
    arbitrary: fc.constantFrom(...dockers, "RUNN", "yum", "&&", "RUN;", "RUN=a", "-RUN", '"RUN"', "RUN:"),
    weight: 1,
  },
);

const operand = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      "echo hi",
      "ic-1",
      "IMAGE:m-1",
      "IMAGE_FAMILY:acs:x",
      "/opt /srv",
      "a b",
      "A=b",
    ),
    weight: 6,
  },
  {
    arbitrary: fc.constantFrom(
      'A="b" C="d"',
      "https://a.example/b /c",
      '["a", "b"]',
      "ic-1 --x 1",
      "# no comment",
    ),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom(
      "",
      "",
      "x",
      "https://a.example/b?c=d /e",
      "--from=a /b /c",
      '["x"]',
      "IMAGE:",
      "ubuntu",
    ),
    weight: 2,
  },
  {
    arbitrary: fc.constantFrom(
      "cat <<EOF",
      "cat <<-'EOF' > x",
      "cat <<< EOF",
      "cat << EOF",
      "$((1<<EOF))",
      "'<<EOF'",
    ),
    weight: 1,
  },
  {
    arbitrary: fc.string({ unit: fc.constantFrom(..."ab =/?:\"'\\#<-$[],.é中\t\u00a0"), maxLength: 12 }),
    weight: 2,
  },
);

const gap = fc.constantFrom(" ", " ", " ", "  ", "\t", " \\\n  ", " \\\n# why\n\n  ", "\u00a0");
const end = fc.constantFrom("", "", "", "", " ", "\t", " \\", "\\", " \\ ");

const line = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom("", "", "", "  ", "\t"), word, gap, operand, end)
      .map((parts) => parts.join("")),
    weight: 8,
  },
  {
    arbitrary: fc.constantFrom(
      "",
      "  ",
      "# why",
      "  # why \\",
      "# escape=`",
      "EOF",
      "\tEOF",
      "EOF ",
      "  more",
    ),
    weight: 2,
  },
);

const content = fc
  .tuple(
    fc.constantFrom("", "", "\uFEFF", "# syntax=docker/dockerfile:1\n", "FROM IMAGE:m-1\n"),
    fc.array(line, { minLength: 1, maxLength: 6 }),
    fc.constantFrom("\n", "\n", "\r\n", "\r"),
    fc.constantFrom(0, 0, 0, 0, 119, 123, 125),
  )
  .map(([first, lines, lineEnd, more]) => {
    const runs = Array.from({ length: more }, (_, index) => `RUN echo ${index}`);
    return (first + [...lines, ...runs].join("\n")).replaceAll("\n", lineEnd);
  });

/** Tasks in YAML with properties of any type. What a JavaScript program makes of a value that is not set is another test's. */
const value = fc.oneof(
  fc.constantFrom(
    "",
    " ",
    "a",
    "{{ p }}",
    "x {{a.stdout}}",
    "60",
    "-1.5",
    "1 h",
    "TRUE",
    "no",
    '{"a": 1}',
    "{a}",
  ),
  fc.constantFrom(null, true, false, 0, 60, 1.5, [], ["a"], {}, { a: "b" }),
);
const properties = fc.dictionary(
  fc.constantFrom(
    ...["commandContent", "workingDir", "username", "windowsPasswordName", "commandId", "parameters"],
    ...["bucketName", "objectName", "destinationDir", "fileToUpload", "ossRegion", "validTime"],
    ...["sourcePath", "tokenInfo", "timeout", "forceStop", "other"],
  ),
  value,
  { maxKeys: 4, noNullPrototype: true },
);
/** Mostly whole: each action with what it needs, and something of any type in addition or instead. */
const whole = {
  RunShellCommand: { commandContent: "a" },
  RunPowerShellCommand: { commandContent: "a" },
  InvokeCommand: { commandId: "c-1" },
  OSSDownload: { bucketName: "images", objectName: "a", destinationDir: "/a" },
  OSSUpload: { bucketName: "images", objectName: "a", fileToUpload: "/a" },
  WebDownload: { sourcePath: "https://a.example/b", destinationDir: "/a" },
  Reboot: {},
  Sleep: {},
};
const yamlTask = fc
  .tuple(
    fc.constantFrom("a", "b", "c", "d", "", 1),
    fc.constantFrom(...(Object.keys(whole) as (keyof typeof whole)[])),
    fc.option(properties, { nil: {}, freq: 1 }),
  )
  .map(([Name, Action, more]) => ({ Name, Action, Properties: { ...whole[Action], ...more } }));
const yamlParameter = fc.record(
  {
    Type: fc.constantFrom("String", "String", "Number", "Boolean", "string", null),
    DefaultValue: value,
  },
  { requiredKeys: ["Type"] },
);
const yamlContent = fc
  .record(
    {
      Parameters: fc.dictionary(fc.constantFrom("p", "q"), yamlParameter, { noNullPrototype: true }),
      Tasks: fc.oneof(
        { arbitrary: fc.array(yamlTask, { minLength: 1, maxLength: 3 }), weight: 20 },
        { arbitrary: fc.constantFrom([], {}, null, "a", ["a"]), weight: 1 },
      ),
      systemType: fc.constantFrom("Linux", "Windows"),
    },
    { requiredKeys: ["Tasks", "systemType"] },
  )
  .map(({ systemType, ...document }) => ({ systemType, content: JSON.stringify(document) }));

const seconds = (count: number): number => count * 1000;

describe("check and the simulator agree on what the service takes", () => {
  let simulator: Awaited<ReturnType<typeof simulated>>;
  let taken = 0;
  let all = 0;
  beforeAll(async () => {
    simulator = await simulated();
  });
  afterAll(() => simulator.close());

  const places = [
    ["a build content", (text: string) => ({ ...minimal, buildContent: text }), undefined],
    ["a test content", (text: string) => ({ ...minimal, testContent: text }), undefined],
    ["a component", (text: string) => ({ ...minimalComponent, content: text }), "CreateImageComponent"],
  ] as const;

  test.each(places)(
    "for the commands of %s",
    async (_where, declare, action) => {
      await fc.assert(
        fc.asyncProperty(content, async (text) => {
          // An empty content is the one thing that the check refuses and the service, as far as is known, does not.
          if (text.replace(/^\uFEFF/, "").trim() === "") return;
          const args = declare(text);
          const { reasons } = (action ? checkComponent : checkPipeline)(args);
          // What a FROM line and the arguments say together is the subject of another test.
          const refused =
            reasons.filter((reason) => !/says FROM|name different images/.test(reason)).length > 0;
          const { outcome, message } = await simulator.create(wire(args), action);
          expect({ refused, outcome, message }).toEqual({
            refused: outcome !== "accept",
            outcome: expect.any(String),
            message: expect.any(String),
          });
          all += 1;
          if (!refused) taken += 1;
        }),
        { numRuns: 800 },
      );
    },
    seconds(120),
  );

  test(
    "for the tasks and parameters of a component in YAML",
    async () => {
      let accepted = 0;
      const numRuns = 600;
      await fc.assert(
        fc.asyncProperty(yamlContent, async (made) => {
          const args = { ...minimalComponent, ...made };
          const { reasons } = checkComponent(args);
          const { outcome, message } = await simulator.create(wire(args), "CreateImageComponent");
          expect({ refused: reasons.length > 0, reasons, message }).toEqual({
            refused: outcome !== "accept",
            reasons: expect.any(Array),
            message: expect.any(String),
          });
          if (outcome === "accept") accepted += 1;
        }),
        { numRuns },
      );
      expect(accepted / numRuns).toBeGreaterThan(0.1);
      expect(accepted / numRuns).toBeLessThan(0.8);
    },
    seconds(120),
  );

  test("and neither takes all or refuses all of them", () => {
    expect(taken / all).toBeGreaterThan(0.2);
    expect(taken / all).toBeLessThan(0.8);
  });
});
