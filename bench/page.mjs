import { readFileSync, writeFileSync } from "node:fs";

/**
 * Writes blocks into a page, each between its marks: `<!-- bench: NAME -->` and `<!-- end -->`.
 *
 * @param {string} page
 * @param {Record<string, string>} blocks
 */
export function fillPage(page, blocks) {
  let text = readFileSync(page, "utf8");
  for (const [name, block] of Object.entries(blocks)) {
    const marks = new RegExp(`(<!-- bench: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!marks.test(text)) throw new Error(`${page} has no place for ${name}`);
    text = text.replace(marks, (_, start, end) => `${start}\n${block}\n\n${end}`);
  }
  writeFileSync(page, text);
}
