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

  test("and neither takes all or refuses all of them", () => {
    expect(taken / all).toBeGreaterThan(0.2);
    expect(taken / all).toBeLessThan(0.8);
  });
});
