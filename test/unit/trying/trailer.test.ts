import fc from "fast-check";
import { withoutTrailer } from "../../../provider/src/trying/trailer";

/** As Debian's buildah 1.28 writes it; newer ones write less. */
const trailers = [
  "subprocess exited with status 7\nsubprocess exited with status 7\nError: exit status 7\n",
  "subprocess exited on killed\nsubprocess exited with status 1\nError: exit status 1\n",
  "Error: while running runtime: exit status 3\n",
  "Error: exit status 125\n",
];

function shown(chunks: readonly string[], failed = true): string {
  let all = "";
  const stream = withoutTrailer((text) => {
    all += text;
  });
  chunks.forEach(stream.take);
  stream.end(failed);
  return all;
}

const near = fc.constantFrom(
  "subprocess exited",
  " with status ",
  "Error: ",
  "exit status ",
  "7",
  "\n",
  "E",
  "s",
  "text\n",
);
const output = fc.array(fc.oneof(near, fc.string({ maxLength: 400 })), { maxLength: 12 });

test("a command that failed is shown with all of its own output, in whatever pieces it comes, and without the trailer", () => {
  fc.assert(
    fc.property(
      output,
      fc.constantFrom(...trailers),
      fc.array(fc.nat(60), { maxLength: 20 }),
      (own, trailer, cuts) => {
        // A last line of its own that is exactly the trailer's cannot be told from it.
        const text = `${own.join("")}#`;
        let rest = text + trailer;
        const chunks = cuts.map((cut) => {
          const chunk = rest.slice(0, cut);
          rest = rest.slice(cut);
          return chunk;
        });
        expect(shown([...chunks, rest])).toBe(text);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("a command that succeeded is shown as it is", () => {
  for (const trailer of trailers) expect(shown([`a\n${trailer}`], false)).toBe(`a\n${trailer}`);
});

test("what cannot be a part of the trailer is shown at once", () => {
  const pieces: string[] = [];
  const stream = withoutTrailer((text) => pieces.push(text));
  stream.take("downloading 10%\r");
  stream.take("Error: no space left\nsub");
  expect(pieces).toEqual(["downloading 10%\r", "Error: no space left\n"]);
});
