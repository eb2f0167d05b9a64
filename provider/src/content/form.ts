import { KNOWN_COMMANDS } from "./commands";

/**
 * What a build content shows without being parsed. Loads nothing, so that a program can use it for
 * every pipeline that it declares.
 */

/** The two documented keys of the YAML form, quoted or not: either is enough as the first. */
const DOCUMENTED_KEY = /^(?:(["']?)(?:Tasks|Parameters)\1)[ \t]*:(?:\s|$)/;

/** How YAML can begin otherwise: another key, `{` (JSON is YAML), `---`, or a directive. Then `Tasks` has to follow. */
const OTHER_BEGINNING = /^(?:[^\s:"'{}]+[ \t]*:(?:\s|$)|"[^"\n]*"[ \t]*:|'[^'\n]*'[ \t]*:|\{|---(?:\s|$)|%)/;
const TASKS_KEY = /(?:^|[\s{,])(?:"Tasks"|'Tasks'|Tasks)\s{0,99}:/;

const COMMAND_LINE = new RegExp(`^(?:${KNOWN_COMMANDS.join("|")})\\s`, "im");

/**
 * Whether a content is in the YAML form: a mapping with `Tasks`, and often `Parameters`. The first line that is no
 * comment decides, since everything after it may be the lines of a script or of a file that a command writes.
 */
export function isYaml(content: string): boolean {
  const first = firstLine(content);
  if (DOCUMENTED_KEY.test(first)) return true;
  return OTHER_BEGINNING.test(first) && TASKS_KEY.test(content) && !COMMAND_LINE.test(`${first}\n${content}`);
}

/** The first line that is neither blank nor a comment, without its indentation; empty if there is none. */
export const firstLine = (content: string): string =>
  FIRST_LINE.exec(withoutByteOrderMark(content))?.[1] ?? "";

/** Found without a copy of the content, which can be of any length here. */
const FIRST_LINE = /(?:^|[\r\n])[^\S\r\n]*([^\s#][^\r\n]*)/;

/** Limits of the API on each content: in bytes of UTF-8, the strictest reading that is refused, and in commands. */
export const MAX_CONTENT_BYTES = 16_384;
export const MAX_INSTRUCTIONS = 127;

/**
 * A content as it is sent, stored and compared: line ends are LF, and the byte order mark that an editor puts at the
 * beginning of a file is gone, since the service would take it for a part of the first instruction.
 */
export function normalContent(content: string): string {
  const text = withoutByteOrderMark(content);
  // Twice as fast as replaceAll for a text of nothing else; most contents have none.
  return text.includes("\r") ? text.split("\r\n").join("\n").split("\r").join("\n") : text;
}

export const withoutByteOrderMark = (text: string): string => text.replace(/^\uFEFF+/, "");

/** Size of a content as it is sent, in bytes of UTF-8. */
export const byteLength = (content: string): number => Buffer.byteLength(normalContent(content), "utf8");

/** Whether the size alone refuses a content. It is asked before anything else looks into one. */
export function isTooLong(content: string): boolean {
  // Half of the characters stay at least, so a content of megabytes is refused without a copy of it.
  const sure = withoutByteOrderMark(content).length > 2 * MAX_CONTENT_BYTES;
  return sure || byteLength(content) > MAX_CONTENT_BYTES;
}
