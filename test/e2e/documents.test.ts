import { AT_ONCE } from "./building";
import { stage } from "./stage";

/*
 * What the service's own documents show, declared by somebody who begins; and what they refuse, which the preview says
 * with the line and the remedy.
 */

jest.setTimeout(300_000);

const { simulator, project } = stage();

beforeEach(async () => {
  await simulator().reset();
  await simulator().settings({ stateSeconds: AT_ONCE, failures: [] });
});

const IMPORTS = [
  'import * as pulumi from "@pulumi/pulumi";',
  "import {",
  "  buildContent, component, copy, env, ImageComponent, ImagePipeline, importDockerfile, ossDownload, run, runShell,",
  "  user, workdir, yamlComponent,",
  '} from "pulumi-alicloud-image-builder";',
];
const BASE = 'baseImageType: "IMAGE", baseImage: "m-bp1base"';
const program = (...statements: string[]): string => [...IMPORTS, ...statements, ""].join("\n");

const without = (text: string, what: RegExp): void =>
  expect((text.match(/^.*(warning|error):.*$/gim) ?? []).filter((line) => what.test(line))).toEqual([]);

/** The page's example with x, y and z. */
const XYZ = `Parameters:
  x:
    Type: String
  y:
    Type: String
    DefaultValue: 2
  z:
    Type: Number
Tasks:
  - Name: Sum
    Action: RunShellCommand
    Properties:
      commandContent: echo $((3 * {{x}} + 2 * {{ y }} + {{z}}))
  - Name: Twice
    Action: RunShellCommand
    Properties:
      commandContent: echo $(({{Sum.stdout}} + {{ Sum.stdout }}))
`;

test("the examples of the documents are previewed and applied without a warning", async () => {
  const stack = await project({
    program: program(
      "// The console guide's file, imported as it is.",
      'const guide = "FROM IMAGE:m-bp1base\\nRUN yum update -y\\nRUN echo done > /etc/motd\\n";',
      `new ImagePipeline("imported-as-it-is", { buildContent: guide });`,
      "const { lines, ...imported } = importDockerfile(guide);",
      'new ImagePipeline("imported", imported);',
      "// ENV, COPY and USER.",
      'const dockerfile = \'ENV STAGE="production" \\\\\\n    RELEASE="7"\\nWORKDIR /opt/app\\nCOPY https://example.com/app-1.0.tar.gz /opt/app\\nUSER admin\\nRUN tar xzf app-1.0.tar.gz\\nRESTART\\n\';',
      `new ImagePipeline("dockerfile", { ${BASE}, internetMaxBandwidthOut: 10, buildContent: dockerfile });`,
      `new ImagePipeline("code", { ${BASE}, internetMaxBandwidthOut: 10, buildContent: buildContent(`,
      '  env({ STAGE: "production" }), workdir("/opt/app"), copy("https://example.com/app.tar.gz", "/opt/app"), user("admin"), run("ls"),',
      ") });",
      "// The page's OSSDownload, as text and by the helper, and its x, y and z.",
      'const download = new ImageComponent("download", { content: `Tasks:',
      "  - Name: Home",
      "    Action: RunShellCommand",
      "    Properties:",
      "      commandContent: echo /home",
      "  - Name: Download",
      "    Action: OSSDownload",
      "    Properties:",
      "      bucketName: images",
      "      objectName: test.sh",
      "      destinationDir: {{ Home.stdout }}",
      "      ossRegion: cn-hangzhou",
      "      validTime: 60",
      "` });",
      'const helped = new ImageComponent("helped", { content: yamlComponent({',
      '  parameters: { folder: { type: "String" } },',
      "  tasks: [",
      '    ossDownload("Download", { bucketName: "images", objectName: "test.sh", destinationDir: "{{ folder }}" }),',
      '    runShell("Run", { commandContent: "bash {{ folder }}/test.sh" }),',
      "  ],",
      "}) });",
      `const xyz = new ImageComponent("xyz", { content: ${JSON.stringify(XYZ)} });`,
      `new ImagePipeline("components", { ${BASE}, buildContent: buildContent(`,
      '  component(download), component(helped, { params: { folder: "/opt" } }), component(xyz, { params: { x: "1", z: 3 } }),',
      ") });",
    ),
  });
  const { stdout: previewed } = await stack.preview();
  without(previewed, /./);
  const { stdout: applied } = await stack.up();
  without(applied, /./);

  const { pipelines, components } = await simulator().state();
  const ids = components.map(({ id }) => id);
  const contents = pipelines.map(({ request }) => request["BuildContent"] ?? "");
  const last = contents.find((content) => content.startsWith("COMPONENT"));
  expect(last).toMatch(/^COMPONENT \S+\nCOMPONENT \S+ --folder \/opt\nCOMPONENT \S+ --x 1 --z 3\n$/);
  for (const id of ids) expect(last).toContain(id);
  expect(contents).toContain("FROM IMAGE:m-bp1base\nRUN yum update -y\nRUN echo done > /etc/motd\n");
  // Nothing is left to do, and the components are read back with their parameters.
  expect((await stack.previewSteps({ args: ["--expect-no-changes"] })).map(({ op }) => op)).not.toContain(
    "replace",
  );
});

test("contents that the service refuses are refused in the preview, with their lines and what to do", async () => {
  const stack = await project({
    program: program(
      `new ImagePipeline("web", { ${BASE}, buildContent: "RUN a\\nADD b /c\\nRESTART now\\nCOPPY /a /b" });`,
    ),
  });
  const { stdout: ofPipeline } = await stack.preview({ fails: true });
  for (const said of [
    "buildContent: line 2: ADD is not a command of Image Builder. Use COPY with a URL, and unpack an archive in a RUN line.",
    "buildContent: line 3: RESTART must stand alone on its line. Put what follows it on a line of its own, or remove it.",
    "buildContent: line 4: COPPY is not a command of Image Builder",
  ])
    expect(ofPipeline).toContain(`resource 'web' has a problem: ${said}`);

  const twice = XYZ.replace("Name: Twice", "Name: Sum").replace("Type: Number", "Type: number");
  stack.write("index.ts", program(`new ImageComponent("xyz", { content: ${JSON.stringify(twice)} });`));
  const { stdout: ofComponent } = await stack.preview({ fails: true });
  for (const said of [
    "content: Parameters: entry 3 (line 7) has another Type; it must be one of String, Number, Boolean. Correct it.",
    "content: Tasks: task 2 (line 14) has the Name of another task. Give it one of its own.",
  ])
    expect(ofComponent).toContain(`resource 'xyz' has a problem: ${said}`);
});

test("what no document settles is warned about, content by content and line by line", async () => {
  const stack = await project({
    program: program(
      `new ImagePipeline("web", { ${BASE}, buildContent: "# syntax=docker/dockerfile:1\\nENV A=b\\nCOPY ./app /opt\\nRUN cat <<EOF > /etc/x\\nhello\\nEOF", testContent: "CMD a\\nRUN curl https://example.com" });`,
    ),
  });
  const { stdout } = await stack.preview();
  const [, diagnostics = ""] = stdout.split("Diagnostics:");
  expect(diagnostics.match(/(?<=warning: )\w+: (line \d+: \w+|is 0)/g)).toEqual([
    "buildContent: line 1: a",
    "buildContent: line 2: ENV",
    "buildContent: line 3: COPY",
    "buildContent: line 4: RUN",
    "testContent: line 1: CMD",
    "internetMaxBandwidthOut: is 0",
  ]);
});

test("params that do not fit a component of the program are refused in its first preview, at the line of the program", async () => {
  const declaring = (params: string): string =>
    program(
      `const xyz = new ImageComponent("xyz", { content: ${JSON.stringify(XYZ)} });`,
      `new ImagePipeline("web", { ${BASE}, buildContent: buildContent(`,
      '  run("echo first"),',
      `  component(xyz, { params: ${params} }),`,
      ") });",
    );
  const stack = await project({ program: declaring('{ x: 1, zz: pulumi.secret("hunter2") }') });
  const { stdout: names } = await stack.preview({ fails: true });
  expect(names).toContain(
    "error: Error: component: zz is not a parameter of the component; its parameters are x, y, z. Correct the name, or remove it from params. " +
      "z is missing: the component declares it without a default. Add it to params, with a value of the type Number.\n",
  );
  const line =
    declaring("")
      .split("\n")
      .findIndex((text) => text.includes("component(xyz")) + 1;
  expect(names).toMatch(new RegExp(`^ +at .+index\\.ts:${line}:\\d+\\)$`, "m"));
  // No frame of Pulumi's own follows.
  expect(names).not.toMatch(/at .+node_modules/);

  stack.write("index.ts", declaring('{ x: 1, z: pulumi.secret("hunter2") }'));
  const { stdout: values } = await stack.preview({ fails: true });
  expect(values).toContain(
    "component: the value of z is not a Number, which is its type in the component. Correct the value in params.",
  );
  expect(names + values).not.toContain("hunter2");

  // Of a secret content nothing is said.
  stack.write(
    "index.ts",
    declaring('{ q: "1" }')
      .replace("content: ", "content: pulumi.secret(")
      .replace(/" }\);$/m, '") });'),
  );
  expect((await stack.preview()).code).toBe(0);
});
