import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { directives, meantAsHeredoc, parseInstructions } from "../../../provider/src/content/parse";

/** Pieces of lines, in an order that nobody would write. */
const piece = fc.constantFrom(
  ...["RUN", "run", "COPY", "ENV", "FROM", "COMPONENT", "RESTART", "ADD", "foo", "a", "b=c", "#", "/x"],
  ...[" ", " ", " ", "\t", "$((1<<2))", "-y", "&&", "`", "[", "é"],
);
const line = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom("", "", " \\", " \\ ", "x\\"))
      .map(([pieces, end]) => `x ${pieces.join("")}${end}`.slice(end === "" ? 2 : 0)),
    weight: 3,
  },
  {
    arbitrary: fc.constantFrom(
      ...["", "  ", "EOF", "\tEOF", "EOF ", "A", "# c", " # c \\", "RUN a \\", "RUN a", "  b \\", "  b"],
      ...[
        "RUN <<EOF",
        "RUN cat <<-EOF > x",
        "RUN <<'EOF'",
        'RUN cat <<"EOF" <<A',
        "COPY <<A /x",
        "ENV <<EOF",
      ],
      ...["RUN << EOF", "RUN cat <<< EOF", "RUN a '<<EOF'", "RUN a && \\\n cat <<EOF"],
    ),
    weight: 5,
  },
);
/** It ends in a line of its own: at odds with Docker, the library counts what is behind a last backslash. */
const content = fc.array(line, { maxLength: 12 }).map((lines) => [...lines, "RUN z"].join("\n"));

/** The same by a parser for Docker's files, which knows nothing of ours. */
const byLibrary = (text: string) =>
  DockerfileParser.parse(text)
    .getInstructions()
    .map((one) => {
      const { start, end } = one.getRange();
      return `${one.getKeyword()} ${start.line + 1}-${end.line + 1}`;
    });

test("lines, continuations, comments and heredocs are read as a parser for Docker's files reads them", () => {
  fc.assert(
    fc.property(content, (text) => {
      const ours = parseInstructions(text).map(
        ({ keyword, line, lastLine }) => `${keyword} ${line}-${lastLine}`,
      );
      expect(ours).toEqual(byLibrary(text));
    }),
    { numRuns: 3_000 },
  );
});

test("what follows a command is joined over its lines, without comments and without the text of a heredoc", () => {
  const text = "RUN a && \\\n# why\n\n  b\nCOPY <<EOF /x\nsome text\nEOF\nENV A=<<EOF";
  expect(parseInstructions(text).map(({ rest }) => rest)).toEqual(["a &&   b", "<<EOF /x", "A=<<EOF"]);
});

test("only the backslash continues a line, whatever a directive of Docker's says", () => {
  const text = "# escape=`\nRUN a `\nRUN b \\\n c";
  expect(parseInstructions(text).map(({ line, lastLine }) => [line, lastLine])).toEqual([
    [2, 2],
    [3, 4],
  ]);
});

test.each<[string, { line: number; name: string }[]]>([
  [
    "# syntax=docker/dockerfile:1\n#ESCAPE = `\nRUN a",
    [
      { line: 1, name: "syntax" },
      { line: 2, name: "escape" },
    ],
  ],
  ["# why\n# escape=`\nRUN a", []],
  ["RUN a\n# escape=`", []],
  ["\uFEFF# check=skip=all\r\nRUN a", [{ line: 1, name: "check" }]],
])("directives stand at the beginning only: %j", (text, found) => expect(directives(text)).toEqual(found));

test.each<[string, number | undefined]>([
  ["RUN cat << 'EOF' > /x\nFROM a\nEOF\nRUN b", 3],
  ["RUN cat <<- EOF\n\ta\n\tEOF", 3],
  ["RUN cat << EOF\nRUN b", undefined],
  ["RUN cat <<EOF\na\nEOF", undefined],
  ["RUN echo $((1 << x))\nx", 2],
  ["RUN cat << EOF\nRUN a \\\nEOF", undefined],
  ["RUN cat << RESTART\nRESTART", undefined],
  ["RUN a", undefined],
])("where the text of what was meant as a heredoc ends: %j", (text, end) => {
  const all = parseInstructions(text);
  expect(all[0] && meantAsHeredoc(all, all[0])).toBe(end);
});

test("a content of the largest size is read at once, whatever is in it", () => {
  const worst = ["\\ ", " ", "\\", "'", '"', "<<", " <<-", "a=", '"\\', "RUN <<E\n", "\t"];
  const began = Date.now();
  for (const text of worst) parseInstructions(`RUN <<E ${text.repeat(16_384 / text.length)}x`);
  expect(Date.now() - began).toBeLessThan(1_000);
});
