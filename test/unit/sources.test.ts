import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const files = ["provider/src", "simulator/src", "test"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.m?ts$/.test(file) && !file.includes("node_modules"))
    .map((file) => join(folder, file))
    .filter((file) => file !== "test/unit/sources.test.ts"),
);

/** Longest first, so that none is taken for one that it begins with. */
const headings = [...read("docs/service.md").matchAll(/^#{2,3} (.+)$/gm)]
  .map(([, heading = ""]) => heading)
  .sort((a, b) => b.length - a.length);

/** What follows the page's name where it is cited, as one line. */
function citations(text: string): string[] {
  const inOneLine = text.replace(/\n\s*(?:\*|\/\/) */g, " ");
  return inOneLine
    .split("docs/service.md, ")
    .slice(1)
    .map((after) => after.slice(0, 200));
}

/** Whether a citation begins with headings only: several stand with commas between. */
function namesHeadings(citation: string): boolean {
  const first = headings.find((heading) => citation.startsWith(heading));
  if (first === undefined) return false;
  const rest = citation.slice(first.length);
  return /^, [A-Z]/.test(rest) ? namesHeadings(rest.slice(2)) : !/^[\w-]/.test(rest);
}

test("a citation of the page on the service names headings that it has", () => {
  const found = files.flatMap((file) => citations(read(file)).map((citation) => ({ file, citation })));
  expect(found.length).toBeGreaterThan(150);
  expect(found.filter(({ citation }) => !namesHeadings(citation))).toEqual([]);
});

test("a misspelt heading is noticed, the first or a later one", () => {
  expect(namesHeadings("Tags, Error codes).")).toBe(true);
  expect(namesHeadings("Tag).")).toBe(false);
  expect(namesHeadings("Tagsets).")).toBe(false);
  expect(namesHeadings("Tags, Errors).")).toBe(false);
});

test("no file cites a document that is not in the repository", () => {
  const elsewhere = /api-facts|service-documents|plugin-facts|\bDESIGN\b/;
  const pages = (file: string): string[] => read(file).match(/\bdocs\/[a-z-]+\.md\b/g) ?? [];
  const known = new Set(readdirSync(join(root, "docs")).map((page) => `docs/${page}`));
  expect(files.filter((file) => elsewhere.test(read(file)))).toEqual([]);
  expect(files.filter((file) => pages(file).some((page) => !known.has(page)))).toEqual([]);
});
