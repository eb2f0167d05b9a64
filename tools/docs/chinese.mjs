// The Chinese pages (docs/zh) and the English ones that they are written from. docs/zh/made-from.json has, for each section,
// the hashes of both texts, so that a section whose English has changed is named.
//
//   node tools/docs/chinese.mjs --check          exits 1 and lists what is not in step
//   node tools/docs/chinese.mjs [NAME…]          puts the links of the Chinese pages right, and records their sections;
//                                                refuses one whose English has changed and whose Chinese has not
//   node tools/docs/chinese.mjs --same [NAME…]   records such a section, too: its Chinese is right as it is
//
// It works on the repository in the current folder.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, normalize, relative } from "node:path";
import { parseArgs } from "node:util";
import { read } from "./markdown.mjs";

/** @typedef {import("./markdown.mjs").Section} Section */
/** @typedef {{ english: string, chinese: string }} Hashes */

const folder = "docs/zh";
const recordFile = `${folder}/made-from.json`;
/** @type {Record<string, Record<string, Hashes>>} by page and by the anchor of the English section */
const recorded = existsSync(recordFile) ? JSON.parse(readFileSync(recordFile, "utf8")) : {};
const index = `${folder}/README.md`;

/** For those who work on this package or check its claims: these pages have no Chinese edition. */
const forEngineers = [
  "commands",
  "compatibility-tables",
  "decisions",
  "facts",
  "live",
  "performance",
  "reliability",
  "service",
  "simulator-coverage",
];

/** Their Chinese editions are generated along with the English ones, so their sections are not recorded. */
const generated = ["arguments"];

/** Each page in both languages, by its name. */
const pages = new Map(
  [
    ...readdirSync("docs")
      .filter((file) => file.endsWith(".md"))
      .map((file) => basename(file, ".md"))
      .filter((name) => !forEngineers.includes(name))
      .map((name) => ({ name, english: `docs/${name}.md`, chinese: `${folder}/${name}.md` })),
    { name: "README", english: "README.md", chinese: "README.zh-CN.md" },
    { name: "simulator", english: "simulator/README.md", chinese: `${folder}/simulator.md` },
  ]
    .filter(({ english }) => existsSync(english))
    .map(({ name, ...page }) => [name, page]),
);

const editions = new Map([...pages.values()].map(({ english, chinese }) => [english, chinese]));

const languageLine = /^\[(English|中文)\]\(.*\)$/m;
/** What a program writes into an English page, such as measured numbers: the same text stands in both editions. */
const writtenPart = /^<!-- (?!end).* -->$[\s\S]*?^<!-- end -->$/gm;

/** @type {Map<string, ReturnType<typeof read>>} */
const parsed = new Map();

/** Without the line that leads to the other language, and the parts that are the same in both. @param {string} file */
function pageOf(file) {
  const blank = (/** @type {string} */ text) => text.replace(/[^\n]/g, " ");
  const text = readFileSync(file, "utf8").replace(languageLine, blank).replace(writtenPart, blank);
  const page = parsed.get(file) ?? read(text);
  parsed.set(file, page);
  return page;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  if (readFileSync(file, "utf8") === text) return;
  writeFileSync(file, text);
  parsed.delete(file);
}

/** However the text is wrapped. @param {Section} section */
function hashOf({ source }) {
  return createHash("sha256").update(source.replace(/\s+/g, " ").trim()).digest("hex").slice(0, 12);
}

/** The sections that stand in the same place. @param {string} english @param {string} chinese */
function pairsOf(english, chinese) {
  const others = pageOf(chinese).sections;
  return pageOf(english).sections.flatMap((section, at) => {
    const other = others[at];
    return other ? [{ english: section, chinese: other }] : [];
  });
}

/** How a Chinese page writes a link of its English one. @param {string} url @param {string} english @param {string} chinese */
function chineseUrl(url, english, chinese) {
  if (/^[a-z]+:/.test(url)) return url;
  const [path = "", anchor] = url.split("#");
  const target = path === "" ? english : normalize(join(dirname(english), path));
  const edition = editions.get(target) ?? target.replace(/\.svg$/, ".zh-CN.svg");
  const translated = edition !== target && existsSync(edition);
  const there = translated ? edition : target;
  const way = there === chinese ? "" : relative(dirname(chinese), there) + (path.endsWith("/") ? "/" : "");
  if (anchor === undefined) return way;
  const inStep = translated && pageOf(target).sections.length === pageOf(there).sections.length;
  const pair = inStep
    ? pairsOf(target, there).find(({ english: { anchor: one } }) => one === anchor)
    : undefined;
  return `${way}#${pair?.chinese.anchor ?? anchor}`;
}

/** Both pages lead to each other in their third lines, and a link that is written as in the English page is put right. */
function putRight(/** @type {string} */ english, /** @type {string} */ chinese) {
  for (const [page, line] of languageLines(english, chinese)) {
    const lines = readFileSync(page, "utf8").split("\n");
    const old = lines.findIndex((one) => languageLine.test(one));
    if (old >= 0) lines[old] = line;
    else lines.splice(2, 0, line, "");
    write(page, lines.join("\n"));
  }
  const parts = writtenParts(english);
  write(
    chinese,
    readFileSync(chinese, "utf8").replace(writtenPart, (part) => parts.shift() ?? part),
  );
  const ways = new Map(
    pageOf(english).links.flatMap(({ url }) => {
      const way = chineseUrl(url, english, chinese);
      const [path = "", ...anchor] = url.split(/(?=#)/);
      // As it was before the page that it leads to had a Chinese edition.
      const before = relative(dirname(chinese), join(dirname(english), path)) + anchor.join("");
      return [
        [url, way],
        [before, way],
      ];
    }),
  );
  let text = readFileSync(chinese, "utf8");
  for (const { url, start, end } of pageOf(chinese).links.toReversed()) {
    const way = ways.get(url) ?? url;
    const link = text.slice(start, end);
    const at = link.lastIndexOf(`(${url})`);
    if (at >= 0) text = `${text.slice(0, start)}${link.slice(0, at)}(${way})${text.slice(end)}`;
  }
  write(chinese, text);
}

function writtenParts(/** @type {string} */ file) {
  return [...readFileSync(file, "utf8").matchAll(writtenPart)].map(([part]) => part);
}

/** @returns {[page: string, line: string][]} */
function languageLines(/** @type {string} */ english, /** @type {string} */ chinese) {
  return [
    [english, `[中文](${relative(dirname(english), chinese)})`],
    [chinese, `[English](${relative(dirname(chinese), english)})`],
  ];
}

/** What a Chinese page lacks, or has otherwise than its English one. @returns {string[]} */
function faultsOf(/** @type {string} */ name) {
  const { english, chinese } = pages.get(name) ?? { english: "", chinese: "" };
  if (!existsSync(chinese)) {
    return [`${chinese} is missing: write the Chinese edition of ${english}, then run \`npm run docs:zh\`.`];
  }
  const from = pageOf(english).sections;
  const to = pageOf(chinese).sections;
  const odd = from.findIndex(({ depth }, at) => depth !== to[at]?.depth);
  if (odd >= 0 || from.length !== to.length) {
    const known = recorded[name] ?? {};
    const added = from.find(({ anchor }) => known[anchor] === undefined) ?? from[odd];
    const where = added
      ? `it lacks the counterpart of "${added.heading}"`
      : `"${to[from.length]?.heading}" is one too many`;
    return [`${chinese} must have the headings of ${english}, in the same order: ${where}.`];
  }
  const lines = languageLines(english, chinese)
    .filter(([page, line]) => readFileSync(page, "utf8").split("\n")[2] !== line)
    .map(
      ([page, line]) => `${page}: the third line must be ${line}. Run \`npm run docs:zh\`, which writes it.`,
    );
  const [written, shown] = [writtenParts(english), writtenParts(chinese)];
  if (written.length !== shown.length) {
    lines.push(
      `${chinese} must have the ${written.length} parts from "<!-- … -->" to "<!-- end -->" of ${english}.`,
    );
  } else if (written.join() !== shown.join()) {
    lines.push(
      `${chinese}: what a program wrote into ${english} has changed. Run \`npm run docs:zh\`, which copies it.`,
    );
  }
  const differences = pairsOf(english, chinese).flatMap((pair) =>
    [
      ...(pair.english.blocks.join("\0") === pair.chinese.blocks.join("\0")
        ? []
        : ["its blocks of code must be those of the English section"]),
      ...unlike("code", pair.english.codes, pair.chinese.codes),
      ...unlike("number", numbersIn(pair.english), numbersIn(pair.chinese)),
      ...unlike(
        "link",
        pair.english.links.map(({ url }) => chineseUrl(url, english, chinese)),
        pair.chinese.links.map(({ url }) => url),
      ),
      ...styleFaults(pair.chinese),
    ].map((fault) => `${placeOf(name, pair)}: ${fault}.`),
  );
  return [...lines, ...differences];
}

/** @param {string} what @param {string[]} english @param {string[]} chinese */
function unlike(what, english, chinese) {
  const listed = (/** @type {string[]} */ all, /** @type {string[]} */ others) =>
    [...new Set(all)].filter((one) => !others.includes(one)).join("  ");
  const missing = listed(english, chinese);
  const added = listed(chinese, english);
  return [
    ...(missing === "" ? [] : [`lacks the ${what} of the English section: ${missing}`]),
    ...(added === "" ? [] : [`has a ${what} that the English section does not have: ${added}`]),
  ];
}

/** @param {Section} section */
function numbersIn({ texts }) {
  return texts.flatMap((text) => text.match(/\d[\d,.]*\d|\d/g) ?? []);
}

/** @param {Section} section */
function styleFaults({ source, texts }) {
  const prose = source
    .replace(/^( *)```.*?^\1```/gms, "")
    .replace(/^ {4,}.*$/gm, "")
    .replace(/`[^`]*`/g, "`")
    .replace(/\]\([^)]*\)/g, "]");
  const around = (/** @type {RegExp} */ wrong) =>
    prose.match(new RegExp(`.{0,8}(?:${wrong.source}).{0,8}`, "u"));
  const noSpace = around(/\p{Script=Han}[\w`]|[\w`]\p{Script=Han}/u);
  const halfWidth = around(/\p{Script=Han}[,.;:!?()]|[,.;:!?()]\p{Script=Han}|`[,;:]/u);
  return [
    ...(noSpace ? [`needs a space between Chinese and Latin letters, digits or code: ${noSpace[0]}`] : []),
    ...(halfWidth ? [`has half-width punctuation: ${halfWidth[0]}`] : []),
    ...(texts.some((text) => text.includes("**"))
      ? ["has ** that is shown as it is: move punctuation out of the bold words"]
      : []),
  ];
}

const { values, positionals } = parseArgs({
  options: { check: { type: "boolean" }, same: { type: "boolean" } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !pages.has(name));
/** @type {string[]} */
const faults = unknown.map(
  (name) => `there is no page ${name}; the pages are ${[...pages.keys()].join(", ")}.`,
);

if (unknown.length === 0) values.check ? check() : record();
if (faults.length > 0) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exitCode = 1;
}

function check() {
  for (const [name, { english, chinese }] of pages) {
    const own = faultsOf(name);
    faults.push(...own);
    if (!existsSync(chinese)) continue;
    const listed = relative(folder, chinese);
    if (!pageOf(index).links.some(({ url }) => url === listed)) {
      faults.push(`${index} must have a link to ${listed}.`);
    }
    if (own.length > 0 || generated.includes(name)) continue;
    for (const pair of pairsOf(english, chinese)) {
      const old = recorded[name]?.[pair.english.anchor];
      if (old?.english !== hashOf(pair.english)) faults.push(stale(name, pair));
      else if (old.chinese !== hashOf(pair.chinese)) {
        faults.push(`${placeOf(name, pair)}: has changed since it was recorded: run \`npm run docs:zh\`.`);
      }
    }
  }
  const here = readdirSync(folder).filter((file) => file.endsWith(".md") && file !== basename(index));
  for (const name of here.map((file) => basename(file, ".md")).filter((one) => !pages.has(one))) {
    faults.push(`${folder}/${name}.md has no English page: remove it, or write docs/${name}.md.`);
  }
}

function record() {
  const translated = [...pages].filter(([, { chinese }]) => existsSync(chinese));
  for (const [, { english, chinese }] of translated) putRight(english, chinese);
  /** @type {typeof recorded} */
  const next = {};
  for (const [name, { english, chinese }] of translated.filter(([one]) => !generated.includes(one))) {
    const before = recorded[name] ?? {};
    next[name] = before;
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    const own = faultsOf(name);
    faults.push(...own);
    if (own.length > 0) continue;
    next[name] = Object.fromEntries(
      pairsOf(english, chinese).map((pair) => {
        const hashes = { english: hashOf(pair.english), chinese: hashOf(pair.chinese) };
        // Found by its own hash, so that a heading with another name is noticed, too.
        const old = Object.values(before).find(({ chinese: text }) => text === hashes.chinese);
        const refused = old !== undefined && old.english !== hashes.english && values.same !== true;
        if (refused) faults.push(stale(name, pair));
        return [pair.english.anchor, refused ? old : hashes];
      }),
    );
  }
  writeFileSync(recordFile, `${JSON.stringify(next, null, 2)}\n`);
}

/** @param {string} name @param {{ chinese: Section }} pair */
function placeOf(name, { chinese: { line, heading } }) {
  return `${pages.get(name)?.chinese}, line ${line}, "${heading}"`;
}

/** @param {string} name @param {{ english: Section, chinese: Section }} pair */
function stale(name, pair) {
  const { line, heading } = pair.english;
  return `${placeOf(name, pair)}: the English section has changed (${pages.get(name)?.english}, line ${line}, "${heading}"). Bring the Chinese in step with it, then run \`npm run docs:zh\`; if the Chinese is right as it is, \`npm run docs:zh -- --same ${name}\`.`;
}
