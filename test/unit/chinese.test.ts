import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { useModule } from "../support/module";
import { root } from "../support/root";

const fine = { status: 0, stderr: "" };

let folder = "";
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
const read = (file: string): string => readFileSync(join(folder, file), "utf8");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "documents-"));
  mkdirSync(join(folder, "docs/zh"), { recursive: true });
  write("docs/commands.md", "# Commands\n\n## A list\n");
  write("docs/drift.md", "# Old\n\nA page: ![a picture](up.svg)\n");
  write("docs/up.svg", "");
  write("docs/up.zh-CN.svg", "");
  write(
    "docs/trying.md",
    "# New\n\nSee [below](#what-it-takes), [old](drift.md), [commands](commands.md#a-list).\n\n## What it takes\n\nUp to 20 `tags`:\n\n```\nRUN true\n```\n",
  );
  write("docs/zh/README.md", "# 文档\n\n- [新](trying.md)\n- [旧](drift.md)\n");
  write("docs/zh/drift.md", "# 旧\n\n一页：![一张图](up.svg)\n");
  write(
    "docs/zh/trying.md",
    "# 新\n\n见[下文](#what-it-takes)、[旧](drift.md)和[命令](commands.md#a-list)。\n\n## 需要什么\n\n最多 20 个 `tags`：\n\n```\nRUN true\n```\n",
  );
});

afterEach(() => rmSync(folder, { recursive: true }));

const script = join(root, "tools/docs/chinese.mjs");
/** As a command does it, with the arguments of this run. */
const run = useModule<{ cwd: string; args: string[] }, { status: number; stderr: string }>(
  `let runs = 0;
   let stderr;
   process.stderr.write = (text) => (stderr += text);`,
  `async ({ cwd, args }) => {
    process.chdir(cwd);
    process.argv = [process.execPath, ...args];
    process.exitCode = 0;
    stderr = "";
    runs += 1;
    await import(${JSON.stringify(pathToFileURL(script).href)} + "?" + runs);
    return { status: process.exitCode, stderr };
  }`,
);
const zh = (...args: string[]) => run({ cwd: folder, args });

test("every page for users is there in Chinese, in step with the English one", () => {
  const { status, stderr } = spawnSync(process.execPath, [script, "--check"], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual(fine);
});

test("one command makes both languages lead to each other, puts links right and records the sections", async () => {
  expect(await zh()).toEqual(fine);
  expect(read("docs/trying.md")).toContain("# New\n\n[中文](zh/trying.md)\n\nSee [below]");
  expect(read("docs/zh/trying.md")).toContain(
    "# 新\n\n[English](../trying.md)\n\n见[下文](#需要什么)、[旧](drift.md)和[命令](../commands.md#a-list)。",
  );
  expect(read("docs/zh/drift.md")).toContain("![一张图](../up.zh-CN.svg)");
  expect(await zh("--check")).toEqual(fine);
});

test("what a program writes into an English page is copied, and asks for no translation", async () => {
  write("docs/drift.md", `${read("docs/drift.md")}\n<!-- measured -->\n\n| a | 5 ms |\n\n<!-- end -->\n`);
  expect((await zh()).stderr).toBe(
    'docs/zh/drift.md must have the 1 parts from "<!-- … -->" to "<!-- end -->" of docs/drift.md.\n',
  );
  write("docs/zh/drift.md", `${read("docs/zh/drift.md")}\n<!-- measured -->\n<!-- end -->\n`);
  expect(await zh()).toEqual(fine);
  write("docs/drift.md", read("docs/drift.md").replace("5 ms", "6 ms"));
  expect((await zh("--check")).stderr).toBe(
    "docs/zh/drift.md: what a program wrote into docs/drift.md has changed. Run `npm run docs:zh`, which copies it.\n",
  );
  expect(await zh()).toEqual(fine);
  expect(read("docs/zh/drift.md")).toContain("| a | 6 ms |");
});

test("a changed English section is named until its Chinese is changed and recorded", async () => {
  await zh();
  write("docs/trying.md", read("docs/trying.md").replace("Up to 20", "At most 20"));
  const named = [
    1,
    'docs/zh/trying.md, line 7, "需要什么": the English section has changed (docs/trying.md, line 7, "What it takes"). Bring the Chinese in step with it, then run `npm run docs:zh`; if the Chinese is right as it is, `npm run docs:zh -- --same trying`.\n',
  ];
  expect(Object.values(await zh("--check"))).toEqual(named);
  expect(Object.values(await zh())).toEqual(named);
  write("docs/zh/trying.md", read("docs/zh/trying.md").replace("最多 20 个", "至多 20 个"));
  expect((await zh("--check")).status).toBe(1);
  expect(await zh()).toEqual(fine);
  expect(await zh("--check")).toEqual(fine);
});

test("a Chinese section that is right as it is is recorded with --same, also under another heading", async () => {
  await zh();
  write(
    "docs/trying.md",
    read("docs/trying.md")
      .replace("## What it takes", "## What it needs")
      .replace("#what-it-takes", "#what-it-needs"),
  );
  expect((await zh()).stderr.split("\n")).toEqual([
    expect.stringContaining('"新": the English section has changed (docs/trying.md, line 1, "New")'),
    expect.stringContaining(
      '"需要什么": the English section has changed (docs/trying.md, line 7, "What it needs")',
    ),
    "",
  ]);
  expect(await zh("--same", "trying")).toEqual(fine);
  expect(await zh("--check")).toEqual(fine);
});

test("a Chinese section with other code, numbers, links or spacing than the English one is not recorded", async () => {
  await zh();
  const before = read("docs/zh/trying.md");
  const right = before.split("## 需要什么")[0] ?? "";
  write(
    "docs/zh/trying.md",
    `${right.replace("、[旧](drift.md)", "、旧")}## 需要什么\n\n二十个标签:30个。\n`,
  );
  const section = 'docs/zh/trying.md, line 7, "需要什么":';
  expect((await zh()).stderr.split("\n")).toEqual([
    'docs/zh/trying.md, line 1, "新": lacks the link of the English section: drift.md.',
    `${section} its blocks of code must be those of the English section.`,
    `${section} lacks the code of the English section: tags.`,
    `${section} lacks the number of the English section: 20.`,
    `${section} has a number that the English section does not have: 30.`,
    `${section} needs a space between Chinese and Latin letters, digits or code: 二十个标签:30个。.`,
    `${section} has half-width punctuation: 二十个标签:30个。.`,
    "",
  ]);
  write("docs/zh/trying.md", right);
  expect((await zh("--check")).stderr).toBe(
    'docs/zh/trying.md must have the headings of docs/trying.md, in the same order: it lacks the counterpart of "What it takes".\n',
  );
});

test("a page without its Chinese edition is named, and one without its English one", async () => {
  await zh();
  rmSync(join(folder, "docs/zh/trying.md"));
  write("docs/zh/plugin.md", "# 更多\n");
  expect((await zh("--check")).stderr.split("\n").slice(0, 2)).toEqual([
    "docs/zh/trying.md is missing: write the Chinese edition of docs/trying.md, then run `npm run docs:zh`.",
    "docs/zh/plugin.md has no English page: remove it, or write docs/plugin.md.",
  ]);
});
