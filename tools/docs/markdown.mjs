// What the check of the Chinese pages reads from a page of Markdown: headings with their anchors, links, code, text.

import GithubSlugger from "github-slugger";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { visit } from "unist-util-visit";

/** @typedef {{ url: string, start: number, end: number }} Link `start` and `end` are those of the whole link in the page */
/**
 * @typedef {object} Section from a heading of depth 1 to 3 to the next one
 * @property {string} heading
 * @property {string} anchor
 * @property {number} depth
 * @property {number} line
 * @property {string} source
 * @property {string[]} blocks of code
 * @property {string[]} codes in a line
 * @property {Link[]} links
 * @property {string[]} texts everything else that is shown
 */

/** @param {string} source @returns {{ sections: Section[], links: Link[] }} */
export function read(source) {
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const slugger = new GithubSlugger();
  /** @type {Section[]} */
  const sections = [];
  for (const child of tree.children) {
    const start = child.position?.start;
    if (child.type === "heading") {
      const heading = textOf(child);
      const anchor = slugger.slug(heading);
      if (child.depth <= 3) {
        sections.push({
          heading,
          anchor,
          depth: child.depth,
          line: start?.line ?? 0,
          source: source.slice(start?.offset),
          blocks: [],
          codes: [],
          links: [],
          texts: [],
        });
        const before = sections.at(-2);
        if (before) before.source = before.source.slice(0, -(sections.at(-1)?.source.length ?? 0));
      }
    }
    const section = sections.at(-1);
    if (section) collect(child, section);
  }
  return { sections, links: sections.flatMap(({ links }) => links) };
}

/** @param {import("mdast").Nodes} node @param {Section} section */
function collect(node, section) {
  visit(node, (one) => {
    if (one.type === "code") section.blocks.push(one.value);
    else if (one.type === "inlineCode") section.codes.push(one.value.replace(/\s+/g, " "));
    else if (one.type === "text") section.texts.push(one.value);
    else if (one.type === "link" || one.type === "image" || one.type === "definition") {
      const { start, end } = one.position ?? {};
      section.links.push({ url: one.url, start: start?.offset ?? 0, end: end?.offset ?? 0 });
    }
  });
}

/** @param {import("mdast").Nodes} node */
function textOf(node) {
  let text = "";
  visit(node, (one) => {
    if (one.type === "text" || one.type === "inlineCode") text += one.value;
  });
  return text;
}
