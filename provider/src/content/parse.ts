import { commandNamed } from "./commands";
import { normalContent } from "./form";

/**
 * The lines of a build content in the Dockerfile form, by the service's line rules (docs/service.md, Build content:
 * commands): a line holds one command, or goes on with a backslash at its end. Comments and blank lines are none, and a
 * heredoc is read as Docker does. Docker's `# escape=` is not: the service knows only the backslash. It takes time in
 * proportion to the length.
 */
export interface Instruction {
  /** The first word, and the same in capitals. */
  word: string;
  keyword: string;
  /** What follows the keyword, flags included, continuations joined, without comments and the lines of a heredoc. */
  rest: string;
  /** The first and the last line it stands on, counted from 1. */
  line: number;
  lastLine: number;
  /** The last line of the command itself: the lines after it, up to `lastLine`, are those of its heredocs. */
  commandEnd: number;
  /** It has a heredoc. */
  heredoc: boolean;
  /** A blank other than a space or a tab stands before or after the keyword. */
  oddBlank: boolean;
}

const COMMENT_OR_BLANK = /^\s*(#|$)/;
const CONTINUED = /\\[ \t]*$/;

/** The instructions of a build content in Dockerfile form. */
export function parseInstructions(content: string): Instruction[] {
  const lines = normalContent(content).split("\n");
  const found: Instruction[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at] ?? "";
    if (COMMENT_OR_BLANK.test(first)) continue;
    const line = at + 1;
    let text = withoutBackslash(first);
    let last = at;
    for (let open = CONTINUED.test(first), next = at + 1; open && next < lines.length; next += 1) {
      const more = lines[next] ?? "";
      if (COMMENT_OR_BLANK.test(more)) continue;
      text += withoutBackslash(more);
      last = next;
      open = CONTINUED.test(more);
    }
    const ends = heredocEnds(text);
    at = afterHeredocs(lines, last, ends);
    const [, before = "", word = "", after = "", rest = ""] = /^(\s*)(\S*)(\s*)([\s\S]*)$/.exec(text) ?? [];
    found.push({
      word,
      keyword: word.toUpperCase(),
      rest: rest.trim(),
      line,
      commandEnd: last + 1,
      lastLine: at + 1,
      heredoc: ends.length > 0,
      oddBlank: /[^ \t]/.test(before + after),
    });
  }
  return found;
}

const withoutBackslash = (line: string): string => line.replace(CONTINUED, "");

/** What is escaped, text in quotes, up to the end where they are not closed; and what opens a heredoc: `<<EOF`, `<<-EOF`, `<<'EOF'`. */
const QUOTED_OR_HEREDOC =
  /\\.|"(?:\\.|[^"\\])*(?:"|\\?$)|'[^']*(?:'|$)|(?<=\s)\d*<<(-?)(?:"([A-Za-z_]\w*)"|'([A-Za-z_]\w*)'|([A-Za-z_]\w*))/g;

/** What ends each heredoc that a command opens. */
function heredocEnds(text: string): { word: string; tabs: boolean }[] {
  if (!/^\s*(RUN|COPY|ADD)\s[\s\S]*<</i.test(text)) return [];
  return [...text.matchAll(QUOTED_OR_HEREDOC)].flatMap(([, dash, ...words]) => {
    const word = words.find((one) => one !== undefined);
    return word === undefined ? [] : [{ word, tabs: dash === "-" }];
  });
}

/** The last line of a command's heredocs; of the content, where one of them has no end. */
function afterHeredocs(lines: string[], from: number, ends: { word: string; tabs: boolean }[]): number {
  let at = from;
  for (const { word, tabs } of ends) {
    do at += 1;
    while (at < lines.length && (tabs ? lines[at]?.replace(/^\t+/, "") : lines[at]) !== word);
  }
  return Math.min(at, lines.length - 1);
}

/**
 * A heredoc with a blank before its word (`<< 'EOF'`), which Docker does not read as one: the last line of what was meant
 * as its text, or undefined where there is none.
 */
export function meantAsHeredoc(
  instructions: readonly Instruction[],
  opening: Instruction,
): number | undefined {
  const word = opening.heredoc
    ? undefined
    : /(?:^|\s)\d*<<-?[ \t]+["']?([A-Za-z_]\w*)/.exec(opening.rest)?.[1];
  if (word === undefined || commandNamed(word.toUpperCase())) return undefined;
  const isEnd = (one: Instruction) => one.line > opening.line && one.word === word && one.rest === "";
  return instructions.find(isEnd)?.line;
}

/** Docker's parser directives at the beginning of a content: `# escape=`, `# syntax=`, `# check=`. */
export function directives(content: string): { line: number; name: string }[] {
  const found: { line: number; name: string }[] = [];
  for (const line of normalContent(content).split("\n", 10)) {
    const name = /^\s*#\s*(escape|syntax|check)\s*=/i.exec(line)?.[1];
    if (name === undefined) break;
    found.push({ line: found.length + 1, name: name.toLowerCase() });
  }
  return found;
}
