import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { root } from "../support/root";

const read = (file: string): string => readFileSync(join(root, file), "utf8");

const pages = ["docs", "examples", "policies", "provider", "sdk", "simulator", "templates"]
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !/node_modules|dist\//.test(file))
      .map((file) => join(folder, file)),
  )
  .concat("README.md", "README.zh-CN.md", "CONTRIBUTING.md");

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );

const linksOf = (page: string): string[] =>
  [
    ...read(page)
      .replace(/^```[\s\S]*?^```$/gm, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

function leadsNowhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  return !existsSync(join(root, target)) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
}

test("every link between the documents leads to a file and a heading that exist", () => {
  const all = pages.flatMap((page) => linksOf(page).map((link) => ({ page, link })));
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ page, link }) => leadsNowhere(page, link))).toEqual([]);
});

test("every file of this repository that a document names exists", () => {
  const named =
    /`((?:test|bench|tools|docs|policies|templates|provider\/(?:src|scripts)|simulator\/src)\/[\w./-]+\.\w+)`/g;
  const all = pages.flatMap((page) =>
    [...read(page).matchAll(named)].map(([, file = ""]) => ({ page, file })),
  );
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ file }) => !existsSync(join(root, file)))).toEqual([]);
});

test("every file of the provider that a document names by its place in provider/src exists", () => {
  const rooms = readdirSync(join(root, "provider/src"));
  const named = new RegExp(`\`((?:${rooms.join("|")})/[\\w./-]+\\.ts)\``, "g");
  const all = pages.flatMap((page) =>
    [...read(page).matchAll(named)].map(([, file = ""]) => ({ page, file })),
  );
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(({ file }) => !existsSync(join(root, "provider/src", file)))).toEqual([]);
});

test("both READMEs show the same commands, programs and outputs", () => {
  const blocks = (file: string) => read(file).match(/^```[\s\S]*?^```$/gm);
  expect(blocks("README.zh-CN.md")).toEqual(blocks("README.md"));
});
