import fc from "fast-check";
import { unquoted, variablesIn, words } from "../../../provider/src/trying/words";

const known = (name: string) => ({ HOME: "/root", EMPTY: "" })[name];

test.each<[string, string[]]>([
  ["a  b\tc", ["a", "b", "c"]],
  [`"a b" 'c d' e\\ f`, ["a b", "c d", "e f"]],
  [`a="b c"d`, ["a=b cd"]],
  [`"" ''`, ["", ""]],
  [`"say \\"hi\\" \\n \\\\"`, [`say "hi" \\n \\`]],
  [`$HOME \${HOME}/x '$HOME' "$HOME" \\$HOME`, ["/root", "/root/x", "$HOME", "/root", "$HOME"]],
  [
    `\${NONE:-a} \${HOME:-a} \${EMPTY:-a} \${HOME:+b} x\${NONE:+b} $ $1`,
    ["a", "/root", "a", "b", "x", "$", "$1"],
  ],
])("the words of %s are those that Docker reads", (text, expected) => {
  expect(words(text, known)).toEqual(expected);
});

test("without variables, a dollar sign stays: the values of a component's parameters are no shell text", () => {
  expect(words(`--a "$HOME" --b \${x}`)).toEqual(["--a", "$HOME", "--b", `\${x}`]);
});

test("what is quoted as the program quotes it is read as it was", () => {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&")}"`;
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 5 }), (texts) => {
      expect(words(texts.map(quoted).join(" "))).toEqual(texts);
    }),
    { numRuns: 500 },
  );
});

test("a text is never read in more than its length, whatever stands in it", () => {
  const parts = fc.array(fc.constantFrom("$", "{", "}", ":-", "A", '"', "'", "\\", " "), { maxLength: 30 });
  fc.assert(
    fc.property(parts, (pieces) => {
      const text = pieces.join("");
      expect(words(text).join("").length).toBeLessThanOrEqual(text.length);
      expect(unquoted(text).length).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each<[string, [string, string][]]>([
  [
    'A="1" B="2 3"',
    [
      ["A", "1"],
      ["B", "2 3"],
    ],
  ],
  ["A 1 2  3", [["A", "1 2  3"]]],
  ["A x=y", [["A", "x=y"]]],
  ['PATH="/opt:$HOME"', [["PATH", "/opt:/root"]]],
  ['A="b=c"', [["A", "b=c"]]],
])("ENV %s sets what Docker would set", (rest, expected) => {
  expect(variablesIn(rest, known)).toEqual(expected);
});
