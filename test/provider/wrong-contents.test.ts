import { shell } from "../../provider/src/servers/dynamic/shell";
import { declared, startHost } from "./stand";

jest.setTimeout(60_000);

const taskOf = (properties: string): string =>
  `Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties:\n      ${properties}\n`;

/** A content that the service refuses, whether it is a component's, and what the preview says. */
const WRONG: readonly [string, "pipeline" | "component", string, string][] = [
  [
    "an instruction of Docker's",
    "pipeline",
    "RUN a\nADD b /c",
    "buildContent: line 2: ADD is not a command of Image Builder. Use COPY with a URL, and unpack an archive in a RUN line.",
  ],
  [
    "a mistyped command",
    "pipeline",
    "RUN a\n\nCOPPY /a /b",
    "buildContent: line 3: COPPY is not a command of Image Builder (COMPONENT, RESTART, RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD, ENTRYPOINT, FROM). Did you mean COPY?",
  ],
  [
    "a shell command without RUN",
    "pipeline",
    "RUN a &&\nyum install -y nginx",
    "buildContent: line 2: yum is not a command of Image Builder (COMPONENT, RESTART, RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD, ENTRYPOINT, FROM). Begin a shell command with RUN; end a line with a backslash if it goes on in the next.",
  ],
  [
    "an empty command",
    "pipeline",
    "RUN\nRUN b",
    "buildContent: line 1: RUN is empty; it needs a shell command. Write RUN command, or remove the line.",
  ],
  [
    "a name without a value",
    "pipeline",
    "ENV A",
    'buildContent: line 1: ENV has a name without a value. Write ENV name="value", or remove the line.',
  ],
  [
    "something after RESTART",
    "pipeline",
    "RUN a\nRESTART now",
    "buildContent: line 2: RESTART must stand alone on its line. Put what follows it on a line of its own, or remove it.",
  ],
  [
    "a second FROM",
    "pipeline",
    "FROM IMAGE:m-bp1base\nRUN a\nFROM IMAGE:m-bp1base",
    "buildContent: has 2 FROM lines (the second is line 3); only one is allowed, because an image pipeline has no stages. Keep only the first.",
  ],
  [
    "a late FROM",
    "pipeline",
    "RUN a\nFROM IMAGE:m-bp1base",
    "buildContent: line 2 has a FROM after other instructions; FROM must be the first instruction. Move it to the top.",
  ],
  [
    "a URL with a query string",
    "pipeline",
    "COPY https://example.com/a?b=c /opt",
    "buildContent: line 1: COPY has a URL with a query string, which the service does not take. Use a URL without one; or fetch the file with curl or wget in RUN, or with OSSDownload in a component in YAML.",
  ],
  [
    "128 commands",
    "pipeline",
    Array(128).fill("RUN a").join("\n"),
    "buildContent: has 128 commands; at most 127 are allowed. Join RUN commands with &&, or move some into image components (COMPONENT ic-…).",
  ],
  [
    "FROM in a component",
    "component",
    "FROM IMAGE:m-bp1base\nRUN a",
    "content: line 1: FROM is not allowed in a component. Remove the line: the pipeline that uses the component names the base image.",
  ],
  [
    "COMPONENT in a component",
    "component",
    "RUN a\nCOMPONENT ic-1",
    "content: line 2: COMPONENT is not allowed in a component. Write the commands of that component here, or name both components in the pipeline's content.",
  ],
  [
    "YAML that is none",
    "component",
    "Tasks:\n  - Name: [",
    "content: is not valid YAML (BAD_INDENT, line 2). Correct it.",
  ],
  [
    "a task without what its action needs",
    "component",
    taskOf("commandContent: a") +
      "  - Name: b\n    Action: OSSDownload\n    Properties: { bucketName: images, objectName: a }\n",
    "content: Tasks: task 2 (line 6) has no Properties.destinationDir, or an empty one; OSSDownload needs it. Add it.",
  ],
  [
    "a property of another type",
    "component",
    taskOf("commandContent: [a, b]"),
    "content: Tasks: task 1 (line 2) has a list as its Properties.commandContent; it must be a text. Put it in quotes, or write it as a block (|).",
  ],
  [
    "an action for Windows",
    "component",
    taskOf("commandContent: a").replace("RunShellCommand", "RunPowerShellCommand"),
    "content: Tasks: task 1 (line 2) has the Action RunPowerShellCommand, which is for Windows only, and systemType is Linux. Use RunShellCommand, or set systemType.",
  ],
  [
    "a parameter of another type",
    "component",
    `Parameters:\n  a: { Type: string }\n${taskOf("commandContent: echo {{a}}")}`,
    "content: Parameters: entry 1 (line 2) has another Type; it must be one of String, Number, Boolean. Correct it.",
  ],
];

let host: ReturnType<typeof startHost> | undefined;
const hostOf = () => {
  host ??= startHost();
  return host;
};

test.each(WRONG)(
  "refused in the preview, with its line and what to do: %s",
  async (_, kind, content, reason) => {
    const host = await hostOf();
    const { baseImageType: _type, baseImage: _image, ...bare } = declared();
    const inputs =
      kind === "component"
        ? { __provider: shell("imageComponent"), content }
        : { ...(content.includes("FROM") ? bare : declared()), buildContent: content };
    const { failures } = await host.check({}, inputs);
    expect(failures.map((failure) => failure.reason)).toEqual([reason]);
  },
);
