/**
 * What can be told of a build content without parsing it. Loads nothing, so that a program can ask it about
 * every pipeline that it declares.
 */

/** Instructions that a local source shows (api-facts 7); the authoritative list is not available. */
export const KNOWN_INSTRUCTIONS = ["FROM", "RUN", "COMPONENT"];

const INSTRUCTION = new RegExp(`^(${KNOWN_INSTRUCTIONS.join("|")})\\s`, "i");

/** How YAML can begin: a key with its colon, a quoted key, `? `, `{` (JSON is YAML), `---`, or a directive. */
const YAML_BEGINNING =
  /^(?:[^\s:"'{}]+[ \t]*:(?:\s|$)|"[^"\n]*"[ \t]*:|'[^'\n]*'[ \t]*:|\?\s|\{|---(?:\s|$)|%)/;

/**
 * Whether a content is in the YAML form: a mapping with `Tasks`, and often `Parameters`. The first line that is no
 * comment decides, since everything after it may be the lines of a script or of a file that a command writes.
 */
export function isYaml(content: string): boolean {
  const first = firstLine(content);
  return !INSTRUCTION.test(first) && YAML_BEGINNING.test(first);
}

/** The first line that is neither blank nor a comment, without its indentation; empty if there is none. */
export function firstLine(content: string): string {
  const lines = normalContent(content).split("\n");
  return lines.find((line) => !/^\s*(#|$)/.test(line))?.trimStart() ?? "";
}

/** Limits of the API on each content: in bytes of UTF-8, the strictest reading that is refused, and in commands. */
export const MAX_CONTENT_BYTES = 16_384;
export const MAX_INSTRUCTIONS = 127;

/**
 * A content as it is sent, stored and compared: line ends are LF, and the byte order mark that an editor puts at the
 * beginning of a file is gone, since the service would take it for a part of the first instruction.
 */
export const normalContent = (content: string): string =>
  withoutByteOrderMark(content).replace(/\r\n?/g, "\n");

export const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF+/, "");

/** Size of a content as it is sent, in bytes of UTF-8. */
export const byteLength = (content: string): number => Buffer.byteLength(normalContent(content), "utf8");
