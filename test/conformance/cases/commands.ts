import { accepted, type Case, image, lines, many, refused, warned } from "../case";

const source = "docs/service.md, Limits and units; docs/decisions.md: over 127 instructions is refused";
const runs = (count: number): string[] => many(count, (n) => `RUN echo ${n}`);

const content = (...all: readonly string[]) => ({ buildContent: lines(...all) });
const tooMany = (title: string, ...all: readonly string[]): Case =>
  refused(
    title,
    source,
    content(...all),
    "buildContent",
    /127/,
    "InvalidImageTemplateCommandSize.ExceededMaxNumber",
  );

const heredocOf = (title: string, from: string, args: Record<string, unknown>): Case =>
  warned(title, from, args, /heredoc/);

const heredoc = ["RUN <<EOF", ...many(200, (n) => `echo ${n}`), "EOF"];

export const commands: Case[] = [
  accepted("127 commands are accepted", source, content(...runs(127))),
  accepted("127 commands and a line break at the end are accepted", source, content(...runs(127), "")),
  tooMany("128 commands are refused", ...runs(128)),
  accepted(
    "127 commands and as many comments are accepted",
    source,
    content(...runs(127).flatMap((run) => ["# why", run])),
  ),
  accepted(
    "127 commands with indented comments are accepted",
    source,
    content(...runs(127).flatMap((run) => ["   # why", run])),
  ),
  tooMany("128 commands with comments are refused", ...runs(128).flatMap((run) => ["# why", run])),
  accepted(
    "127 commands with blank lines between are accepted",
    source,
    content(...runs(127).flatMap((run) => [run, "", "  "])),
  ),
  tooMany("128 commands with blank lines between are refused", ...runs(128).flatMap((run) => [run, ""])),
  accepted(
    "a command that goes over 200 lines is one",
    source,
    content("RUN echo begin && \\", ...many(199, (n) => `    echo ${n} && \\`), "    echo end"),
  ),
  accepted(
    "127 commands of two lines each are accepted",
    source,
    content(...runs(127).flatMap((run) => [`${run} && \\`, "  true"])),
  ),
  tooMany(
    "128 commands of two lines each are refused",
    ...runs(128).flatMap((run) => [`${run} && \\`, "  true"]),
  ),
  accepted(
    "a command that goes over lines with comments between is one",
    source,
    content("RUN echo begin && \\", ...many(200, (n) => `# step ${n}`), "    echo end", ...runs(126)),
  ),
  accepted(
    "a line of a command that begins like a command is not one more",
    source,
    content(...runs(127).flatMap((run) => [`${run} \\`, "RUN more"])),
  ),
  tooMany(
    "a comment that ends with a backslash does not swallow the command after it",
    ...runs(128).flatMap((run) => ["# why \\", run]),
  ),
  accepted(
    "a comment that ends with a backslash is not counted",
    source,
    content(...runs(127).flatMap((run) => ["# why \\", run])),
  ),
  heredocOf("a heredoc of 200 lines is one command", source, content(...heredoc)),
  heredocOf("a heredoc and 126 commands are accepted", source, content(...heredoc, ...runs(126))),
  tooMany("a heredoc and 127 commands are refused", ...heredoc, ...runs(127)),
  heredocOf(
    "lines of a heredoc that look like commands are not counted",
    source,
    content("RUN cat > /tmp/Dockerfile <<'EOF'", ...runs(200), "EOF"),
  ),
  heredocOf(
    "a heredoc whose end is indented by tabs is one command",
    source,
    content("RUN <<-EOF", ...many(200, (n) => `\techo ${n}`), "\tEOF", ...runs(126)),
  ),
  tooMany(
    "a here-string is not taken for a heredoc that swallows the rest",
    ...many(128, (n) => `RUN cat <<< word${n}`),
  ),
  tooMany(
    "a shift in shell arithmetic is not taken for a heredoc",
    ...many(128, (n) => `RUN echo $((1<<${n}))`),
  ),
  tooMany(
    "a file in YAML that a command writes does not keep the others from being counted",
    "RUN cat > /etc/tasks.yml <<EOF",
    "Tasks:",
    "  - Name: Install",
    "EOF",
    ...runs(127),
  ),
  accepted("126 commands and a FROM are accepted", source, content(`FROM IMAGE:${image}`, ...runs(126))),
  tooMany(
    "127 commands and a FROM that is written are refused: it counts",
    `FROM IMAGE:${image}`,
    ...runs(127),
  ),
  accepted(
    "127 components are accepted",
    source,
    content(...many(127, (n) => `COMPONENT ic-bp12dvdzvr9k9${n + 1000}`)),
  ),
  tooMany("128 components are refused", ...many(128, (n) => `COMPONENT ic-bp12dvdzvr9k9${n + 1000}`)),
  {
    title: "127 commands with Windows line ends are accepted",
    source,
    args: { buildContent: runs(127).join("\r\n") },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "127 commands of two lines each with Windows line ends are accepted",
    source,
    args: {
      buildContent: runs(127)
        .map((run) => `${run} && \\\r\n  true`)
        .join("\r\n"),
    },
    check: "accept",
    simulator: "accept",
  },
  {
    title: "128 commands with Windows line ends are refused",
    source,
    args: { buildContent: runs(128).join("\r\n") },
    check: { refuse: ["buildContent"] },
    says: [/127/],
    simulator: "InvalidImageTemplateCommandSize.ExceededMaxNumber",
  },
];
