import { KNOWN_COMMANDS } from "../../../provider/src/content/commands";
import { NOTES } from "../../../provider/src/trying/notes";
import { type ComponentOf, type Given, planned, resolved } from "../../../provider/src/trying/steps";

const none: ComponentOf = () => undefined;
const plan = (content: string, more: Partial<Given> = {}, componentOf = none) =>
  planned({ content, place: "build", ...more }, componentOf);
const actions = (content: string, more?: Partial<Given>, componentOf?: ComponentOf) =>
  plan(content, more, componentOf).steps.map(({ place, action }) => [place, action]);

test.each<[string, unknown]>([
  [
    "RUN apt-get update && \\\n  apt-get install -y jq",
    { does: "script", script: "apt-get update &&   apt-get install -y jq" },
  ],
  ['RUN ["echo", "a b"]', { does: "run", argv: ["echo", "a b"] }],
  ["RUN [ -f /x ]", { does: "script", script: "[ -f /x ]" }],
  ["RUN <<EOF\n#!/bin/bash\necho a\nEOF", { does: "script", script: "#!/bin/bash\necho a" }],
  ["RUN <<-EOF\n\techo a\n\tEOF", { does: "script", script: "echo a" }],
  ["RUN cat \\\n <<EOF > /x\na\nEOF", { does: "script", script: "cat  <<EOF > /x\na\nEOF" }],
  ['ENV A="1"', { does: "set", rest: 'A="1"' }],
  ["WORKDIR /opt", { does: "enter", rest: "/opt" }],
  ["USER web", { does: "become", rest: "web" }],
  ["COPY https://example.com/a.tgz /opt/", { does: "fetch", url: "https://example.com/a.tgz", to: "/opt/" }],
  ["COPY /etc/a /opt/", { does: "copy", from: ["/etc/a"], to: "/opt/" }],
  ["COPY --chown=a /etc/a /opt/", { does: "unsupported", why: expect.stringContaining("flags") }],
  ["COPY https://a/b /c /opt/", { does: "unsupported", why: expect.stringContaining("one source") }],
  ["COMPONENT ic-1", { does: "unsupported", why: expect.stringContaining("--component REFERENCE=FILE") }],
  ["RESTART", { does: "nothing", why: expect.stringContaining("not restarted") }],
  ['LABEL a="b"', { does: "nothing", why: expect.stringContaining("metadata") }],
  ["CMD nginx", { does: "nothing", why: expect.stringContaining("when the system of the image starts") }],
  [
    "ENTRYPOINT nginx",
    { does: "nothing", why: expect.stringContaining("when the system of the image starts") },
  ],
  ["FROM IMAGE:m-1", { does: "nothing", why: expect.stringContaining("--base") }],
])("%j becomes one step", (content, action) => {
  expect(actions(content)).toEqual([["line 1", action]]);
});

const TASKS = (properties: string) => `Tasks:\n  - Name: a\n${properties}`;

test.each<[string, unknown]>([
  [
    "    Action: RunShellCommand\n    Properties: {commandContent: 'echo {{ x }}', username: web, workingDir: /opt}",
    { does: "script", script: "echo {{ x }}", task: "a", user: "web", directory: "/opt" },
  ],
  ["    Action: Reboot", { does: "nothing", why: expect.stringContaining("not restarted") }],
  [
    "    Action: WebDownload\n    Properties: {sourcePath: 'https://a/b', destinationDir: /opt}",
    { does: "fetch", url: "https://a/b", to: "/opt" },
  ],
  [
    "    Action: WebDownload\n    Properties: {sourcePath: 'https://a/b', destinationDir: /opt, tokenInfo: t}",
    { does: "unsupported", why: expect.stringContaining("token") },
  ],
  [
    "    Action: OSSDownload\n    Properties: {bucketName: b, objectName: o, destinationDir: /opt}",
    { does: "unsupported", why: expect.stringContaining("OSS") },
  ],
  [
    "    Action: InvokeCommand\n    Properties: {commandId: c-1}",
    { does: "unsupported", why: expect.stringContaining("Cloud Assistant") },
  ],
])("a task becomes one step, at its line: %j", (properties, action) => {
  expect(actions(TASKS(properties))).toEqual([["line 2", action]]);
});

test("the lines of a component stand behind the line that names it, and have a scope of their own", () => {
  const { steps, faults } = plan(
    'RUN a\nCOMPONENT ic-1 --who "a b"\nRUN c',
    {},
    () =>
      `Parameters:\n  who: {Type: String}\n  n: {Type: Number, DefaultValue: 3}\n${TASKS("    Action: RunShellCommand\n    Properties: {commandContent: 'echo {{who}} {{ n }} {{ other }}'}")}`,
  );
  expect(faults).toEqual([]);
  expect(steps.map(({ place, shown }) => `${place}: ${shown}`)).toEqual([
    "line 1: RUN a",
    "line 2: COMPONENT ic-1 --who …",
    "line 2, ic-1 line 5: RunShellCommand a",
    "line 3: RUN c",
  ]);
  const [first, , inside, last] = steps;
  expect(last?.scope).toBe(first?.scope);
  expect(inside?.scope).not.toBe(first?.scope);
  expect(inside && resolved("echo {{who}} {{ n }} {{ other }}", inside.scope)).toBe("echo a b 3 {{ other }}");
});

test("values of variables are not shown", () => {
  expect(plan('ENV TOKEN="s3cret" B="x"').steps[0]?.shown).toBe("ENV TOKEN=… B=…");
});

test.each<[string, string, Partial<Given>, string]>([
  [
    "a command of Docker's",
    "ADD a b",
    {},
    "line 1: ADD is not a command of Image Builder. Use COPY with a URL",
  ],
  ["too many commands", "RUN a\n".repeat(128), {}, "the content has 128 commands; at most 127 are allowed."],
  [
    "too many bytes",
    `RUN ${"a".repeat(17_000)}`,
    {},
    "the content has 17004 bytes of UTF-8; the service takes 16384.",
  ],
  [
    "a parameter for commands",
    "RUN a",
    { parameters: new Map([["x", "1"]]) },
    "x is not a parameter of the component; it has no parameters. Correct the name, or remove it from --param.",
  ],
  ["a task without a command", TASKS("    Action: RunShellCommand"), {}, "no Properties.commandContent"],
])("what the service refuses is a fault, and nothing is planned: %s", (_, content, more, text) => {
  const { faults } = plan(content, more);
  expect(faults.join("\n")).toContain(text);
});

test.each<[string, string, string]>([
  ["COMPONENT ic-1", "RUN a\nADD b c", "line 1, ic-1 line 2: ADD is not a command"],
  ["COMPONENT ic-1", "COMPONENT ic-2", "COMPONENT is not allowed in a component"],
  [
    "COMPONENT ic-1 who a",
    "RUN a",
    "line 1: COMPONENT has something other than parameters after the component. Write --name value for each.",
  ],
  ["COMPONENT ic-1 --who", "RUN a", "Write --name value for each."],
  [
    "COMPONENT ic-1 --x 1",
    "RUN a",
    "line 1, ic-1: x is not a parameter of the component; it has no parameters. Correct the name, or remove it from the COMPONENT line.",
  ],
])("faults of a component are named with both lines: %s, %j", (line, component, text) => {
  expect(plan(line, {}, () => component).faults.join("\n")).toContain(text);
});

test("each command of the service has notes on how it differs here, but those that do nothing in a build", () => {
  const silent = KNOWN_COMMANDS.filter((name) => !NOTES[name]);
  expect(silent).toEqual(["LABEL", "FROM"]);
});
