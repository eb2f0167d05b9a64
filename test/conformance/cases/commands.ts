import { type Case, image, lines, many } from "../case";

const source = "docs/service.md, Limits and units; docs/decisions.md: over 127 instructions is refused";
const runs = (count: number): string[] => many(count, (n) => `RUN echo ${n}`);

const accepted = (title: string, ...content: readonly string[]): Case => ({
  title,
  source,
  args: { buildContent: lines(...content) },
  check: "accept",
  simulator: "accept",
});

const refused = (title: string, ...content: readonly string[]): Case => ({
  title,
  source,
  args: { buildContent: lines(...content) },
  check: { refuse: ["buildContent"] },
  says: [/127/],
  simulator: "InvalidParameter.BuildContent",
});

const heredoc = ["RUN <<EOF", ...many(200, (n) => `echo ${n}`), "EOF"];

export const commands: Case[] = [
  accepted("127 commands are accepted", ...runs(127)),
  accepted("127 commands and a line break at the end are accepted", ...runs(127), ""),
  refused("128 commands are refused", ...runs(128)),
  accepted("127 commands and as many comments are accepted", ...runs(127).flatMap((run) => ["# why", run])),
  accepted(
    "127 commands with indented comments are accepted",
    ...runs(127).flatMap((run) => ["   # why", run]),
  ),
  refused("128 commands with comments are refused", ...runs(128).flatMap((run) => ["# why", run])),
  accepted(
    "127 commands with blank lines between are accepted",
    ...runs(127).flatMap((run) => [run, "", "  "]),
  ),
  refused("128 commands with blank lines between are refused", ...runs(128).flatMap((run) => [run, ""])),
  accepted(
    "a command that goes over 200 lines is one",
    "RUN echo begin && \\",
    ...many(199, (n) => `    echo ${n} && \\`),
    "    echo end",
  ),
  accepted(
    "127 commands of two lines each are accepted",
    ...runs(127).flatMap((run) => [`${run} && \\`, "  true"]),
  ),
  refused(
    "128 commands of two lines each are refused",
    ...runs(128).flatMap((run) => [`${run} && \\`, "  true"]),
  ),
  accepted(
    "a command that goes over lines with comments between is one",
    "RUN echo begin && \\",
    ...many(200, (n) => `# step ${n}`),
    "    echo end",
    ...runs(126),
  ),
  accepted(
    "a line of a command that begins like a command is not one more",
    ...runs(127).flatMap((run) => [`${run} \\`, "RUN more"]),
  ),
  refused(
    "a comment that ends with a backslash does not swallow the command after it",
    ...runs(128).flatMap((run) => ["# why \\", run]),
  ),
  accepted(
    "a comment that ends with a backslash is not counted",
    ...runs(127).flatMap((run) => ["# why \\", run]),
  ),
  accepted("a heredoc of 200 lines is one command", ...heredoc),
  accepted("a heredoc and 126 commands are accepted", ...heredoc, ...runs(126)),
  refused("a heredoc and 127 commands are refused", ...heredoc, ...runs(127)),
  accepted(
    "lines of a heredoc that look like commands are not counted",
    "RUN cat > /tmp/Dockerfile <<'EOF'",
    ...runs(200),
    "EOF",
  ),
  accepted(
    "a heredoc whose end is indented by tabs is one command",
    "RUN <<-EOF",
    ...many(200, (n) => `\techo ${n}`),
    "\tEOF",
    ...runs(126),
  ),
  refused(
    "a here-string is not taken for a heredoc that swallows the rest",
    ...many(128, (n) => `RUN cat <<< word${n}`),
  ),
  refused(
    "a shift in shell arithmetic is not taken for a heredoc",
    ...many(128, (n) => `RUN echo $((1<<${n}))`),
  ),
  refused(
    "a file in YAML that a command writes does not keep the others from being counted",
    "RUN cat > /etc/tasks.yml <<EOF",
    "Tasks:",
    "  - Name: Install",
    "EOF",
    ...runs(127),
  ),
  accepted("126 commands and a FROM are accepted", `FROM IMAGE:${image}`, ...runs(126)),
  refused(
    "127 commands and a FROM that is written are refused: it counts",
    `FROM IMAGE:${image}`,
    ...runs(127),
  ),
  accepted("127 components are accepted", ...many(127, (n) => `COMPONENT ic-bp12dvdzvr9k9${n + 1000}`)),
  refused("128 components are refused", ...many(128, (n) => `COMPONENT ic-bp12dvdzvr9k9${n + 1000}`)),
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
    simulator: "InvalidParameter.BuildContent",
  },
  {
    title: "128 commands in the test content are accepted: the count is documented for build content alone",
    source: "docs/service.md, Parameters of CreateImagePipeline: TestContent",
    args: { testContent: lines(...runs(128)) },
    check: "accept",
    simulator: "accept",
  },
];
