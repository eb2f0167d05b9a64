/** Something about one line of a content; the text follows the line's number. */
export interface Finding {
  line: number;
  text: string;
}

/** How many lines are named. */
const MOST_LINES = 10;

/** `line 2: …`, `lines 2, 5: …`: what is the same of several lines is said once, in the order of the first. */
export function byLine(findings: readonly Finding[]): string[] {
  const lines = new Map<string, number[]>();
  for (const { line, text } of findings) {
    const known = lines.get(text);
    if (known) known.push(line);
    else lines.set(text, [line]);
  }
  return [...lines]
    .sort(([, [one = 0]], [, [other = 0]]) => one - other)
    .map(([text, numbers]) => `${linesText(numbers)}: ${text}`);
}

function linesText(numbers: readonly number[]): string {
  if (numbers.length === 1) return `line ${numbers[0]}`;
  const more = numbers.length - MOST_LINES;
  const named = numbers.slice(0, MOST_LINES).join(", ");
  return more > 0 ? `lines ${named} and ${more} more` : `lines ${named}`;
}
