import { commandNamed, type Place } from "./commands";
import { byLine, type Finding } from "./findings";
import { MAX_CONTENT_BYTES } from "./form";
import { directives, parseInstructions } from "./parse";

/** docs/service.md, Limits and units: whether KB means 1,000 or 1,024 bytes is not said. */
const SURE_BYTES = 16_000;

/** @param name the argument that holds the content. */
export function contentSizeWarning(name: string, bytes: number): string[] {
  if (bytes <= SURE_BYTES || bytes > MAX_CONTENT_BYTES) return [];
  return [
    `${name}: it is ${bytes} bytes long. The limit is documented as 16 KB; if the service means 16,000 bytes, it refuses this when it is created.`,
  ];
}

/** What the documents leave uncertain about the commands of a content in the Dockerfile form, and what surprises. */
export function commandWarnings(name: string, content: string, place: Place): string[] {
  const findings: Finding[] = directives(content).map(({ line }) => ({ line, text: DIRECTIVE }));
  for (const { keyword, rest, line, heredoc, oddBlank } of parseInstructions(content)) {
    const texts = commandNamed(keyword)?.doubts?.(rest) ?? [];
    if (heredoc)
      texts.push(place === "component" ? `${HEREDOC}.` : `${HEREDOC}, or use a component in YAML.`);
    if (oddBlank) texts.push(ODD_BLANK);
    if (keyword === "FROM" && place === "test") texts.push(FROM_IN_TEST);
    // What a text does not name itself: it is about the command at the line's beginning.
    findings.push(
      ...texts.map((text) => ({ line, text: /^(has|is) /.test(text) ? `${keyword} ${text}` : text })),
    );
  }
  return byLine(findings).map((text) => `${name}: ${text}`);
}

const DIRECTIVE =
  "a parser directive of Docker's (# escape=, # syntax=, # check=) is not in the service's documents: at best it is a comment, and only a backslash continues a line. Remove it.";
const HEREDOC =
  "has a heredoc, which is not in the service's documents: the service may take its lines for commands, and refuse them. " +
  "Write the text with printf, each line quoted and with a backslash at its end (RUN printf '%s\\n' 'line 1' 'line 2' > /etc/file), fetch the file with COPY from a URL";
const ODD_BLANK =
  "has a blank that is neither a space nor a tab (a non-breaking or full-width one, for example) beside the command: the service may take it for a part of the command's name. Write a space.";
const FROM_IN_TEST =
  "is not used in testContent: the tests run on the image that was built. Remove the line.";

/** The commands that the service takes on Linux only, where the system is Windows. */
export function linuxOnlyWarning(name: string, content: string, reason: string, remedy: string): string[] {
  const findings = parseInstructions(content).flatMap(({ keyword, line }) => {
    const command = commandNamed(keyword);
    return command && command.places.length > 0 && !command.systems.includes("Windows") ? [line] : [];
  });
  const text = `is documented for Linux only, and ${reason}. ${remedy}`;
  return byLine(findings.map((line) => ({ line, text }))).map((found) => `${name}: ${found}`);
}
