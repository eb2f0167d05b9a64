import { accepted, type Case, lines, many, refused, warned } from "../case";

const size = "docs/service.md, Limits and units; docs/decisions.md: over 16,384 bytes of UTF-8 is refused";
const unit = "docs/service.md, Limits and units: whether KB is 1,000 or 1,024 is unknown";
const limit = /16,?384\b/;

/** One command of exactly so many bytes; `filler` is repeated, letters fill up the rest. */
const ofBytes = (bytes: number, filler = "x"): string => {
  const start = "RUN echo ";
  const room = bytes - start.length;
  const fillers = Math.floor(room / Buffer.byteLength(filler));
  return start + filler.repeat(fillers) + "x".repeat(room - fillers * Buffer.byteLength(filler));
};

const refusedContent = (
  title: string,
  source: string,
  content: "buildContent" | "testContent",
  value: unknown,
  says: RegExp,
): Case => {
  const simulator =
    content === "buildContent" ? "InvalidBuildContent.LengthExceeded" : "InvalidParameter.TestContent";
  return refused(title, source, { [content]: value }, content, says, simulator);
};

const sizes: Case[] = [
  accepted("a build content of 16,000 bytes is accepted", size, { buildContent: ofBytes(16_000) }),
  accepted("a build content of 16,000 bytes in Chinese is accepted", size, {
    buildContent: ofBytes(16_000, "汉"),
  }),
  warned(
    "a build content of 16,001 bytes is accepted with a warning: KB may mean 1000",
    unit,
    { buildContent: ofBytes(16_001) },
    /16,?000/,
  ),
  warned(
    "a build content of 16,384 bytes is accepted with a warning",
    size,
    { buildContent: ofBytes(16_384) },
    /16,?000/,
  ),
  warned(
    "a build content of 16,384 bytes in Chinese is accepted with a warning",
    size,
    { buildContent: ofBytes(16_384, "汉") },
    /16,?000/,
  ),
  warned(
    "a build content of 16,384 bytes in emoji is accepted with a warning",
    size,
    { buildContent: ofBytes(16_384, "😀") },
    /16,?000/,
  ),
  refusedContent("a build content of 16,385 bytes is refused", size, "buildContent", ofBytes(16_385), limit),
  refusedContent(
    "a build content of 16,385 bytes in Chinese is refused, though it has far fewer characters",
    size,
    "buildContent",
    ofBytes(16_385, "汉"),
    limit,
  ),
  refusedContent(
    "a build content of 16,385 bytes in emoji is refused",
    size,
    "buildContent",
    ofBytes(16_385, "😀"),
    limit,
  ),
  refusedContent("a build content of 1 MB is refused", size, "buildContent", ofBytes(1_000_000), limit),
  accepted(
    "Windows line ends are not counted: they are sent as plain ones",
    "docs/service.md, Build content: commands: CRLF is unknown, so plain line ends are sent",
    {
      buildContent: `${many(100, () => `RUN echo ${"x".repeat(150)}`).join("\r\n")}\r\n`,
    },
  ),
  warned(
    "a build content that Windows line ends alone bring over 16,384 bytes is not refused",
    "docs/service.md, Build content: commands: CRLF is unknown, so plain line ends are sent",
    {
      buildContent: many(120, () => `RUN echo ${"x".repeat(126)}`)
        .join("\r\n")
        .padEnd(16_500, "x"),
    },
    /16,?000/,
  ),
  accepted("a test content is accepted", "docs/service.md, Parameters of CreateImagePipeline: TestContent", {
    testContent: "RUN systemctl is-active nginx",
  }),
  accepted("a test content of 16,000 bytes is accepted", size, { testContent: ofBytes(16_000) }),
  warned(
    "a test content of 16,384 bytes is accepted with a warning",
    size,
    { testContent: ofBytes(16_384, "汉") },
    /16,?000/,
  ),
  refusedContent("a test content of 16,385 bytes is refused", size, "testContent", ofBytes(16_385), limit),
  refusedContent(
    "a test content of 16,385 bytes in Chinese is refused",
    size,
    "testContent",
    ofBytes(16_385, "汉"),
    limit,
  ),
  {
    title: "both contents too large are both refused at once",
    source: `${size}; docs/how-it-works.md: every violation at once`,
    args: { buildContent: ofBytes(16_385), testContent: ofBytes(16_385) },
    check: { refuse: ["buildContent", "testContent"] },
    says: [limit],
    simulator: ["InvalidBuildContent.LengthExceeded", "InvalidParameter.TestContent"],
  },
];

const forms: Case[] = [
  accepted(
    "no build content is accepted",
    "docs/service.md, Parameters of CreateImagePipeline: BuildContent is not required",
    {
      buildContent: undefined,
    },
  ),
  accepted("a component by its ID is accepted", "docs/service.md, Build content: commands: COMPONENT by ID", {
    buildContent: "COMPONENT ic-bp12dvdzvr9k90001",
  }),
  accepted(
    "components by ARN, versions with wildcards, are accepted",
    "docs/service.md, Build content: commands: COMPONENT by ARN",
    {
      buildContent: lines(
        "COMPONENT ic-bp12dvdzvr9k90001",
        "COMPONENT acs:ecs:cn-hangzhou:1868916118600001:imagecomponent/nginx/1.*.*",
        "RUN echo done",
      ),
    },
  ),
  accepted("a component in the test content is accepted", "docs/service.md, Components: ComponentType", {
    testContent: "COMPONENT ic-bp12dvdzvr9k90002",
  }),
  accepted(
    "a build content with Chinese in it is accepted",
    "docs/service.md, Build content: commands: RUN",
    {
      buildContent: "RUN echo 你好，世界 > /etc/motd",
    },
  ),
  warned(
    "a build content in YAML is accepted with a warning",
    "docs/service.md, Build content: commands: YAML in a pipeline is unknown",
    {
      buildContent: lines(
        "Tasks:",
        "  - Name: Install",
        "    Action: RunShellCommand",
        "    Properties:",
        "      commandContent: yum install -y nginx",
      ),
    },
    /YAML/,
  ),
  warned(
    "a file in YAML that a command writes does not make the content YAML",
    "docs/service.md, Build content: commands: RUN",
    { buildContent: lines("RUN cat > /etc/tasks.yml <<EOF", "Tasks:", "  - Name: Install", "EOF") },
    /heredoc/,
  ),
  warned(
    "a build content in YAML of over 127 lines is not taken for so many commands",
    "docs/service.md, Build content: commands: YAML in a pipeline is unknown",
    {
      buildContent: lines(
        "Parameters:",
        "  pkg: { Type: String, DefaultValue: nginx }",
        "Tasks:",
        ...many(50, (n) => [
          `  - Name: Step${n}`,
          "    Action: RunShellCommand",
          '    Properties: { commandContent: "echo {{pkg}}" }',
        ]).flat(),
      ),
    },
    /YAML/,
  ),
];

const structure: Case[] = [
  ...(["buildContent", "testContent"] as const).map(
    (content): Case => ({
      title: `an empty ${content} is refused before it is sent: to have none, leave it out`,
      source: "docs/service.md, The SDK: an empty text is sent",
      args: { [content]: "" },
      check: { refuse: [content] },
      says: [/leave it out/i],
      simulator: "accept",
    }),
  ),
  {
    title: "a list of commands as the build content is refused: it is one text",
    source: "docs/service.md, Parameters of CreateImagePipeline: BuildContent",
    args: { buildContent: ["RUN echo hi"] },
    check: { refuse: ["buildContent"] },
    says: [/string/i],
    simulator: "InvalidParameter.BuildContent.1",
  },
  {
    title: "a number as the test content is refused",
    source: "docs/service.md, Parameters of CreateImagePipeline: TestContent",
    args: { testContent: 1 },
    check: { refuse: ["testContent"] },
    says: [/string/i],
    simulator: "InvalidImageTemplateCommand.NotSupported",
  },
];

const network = "docs/service.md, Parameters of CreateImagePipeline: a bandwidth of 0 makes downloads fail";

const downloads: Case[] = [
  ...[
    ["curl", "RUN curl -fsSL https://get.example.com/install.sh | sh"],
    ["wget", "RUN wget -q http://download.example.com/app.tar.gz"],
    ["git clone", "RUN git clone https://github.com/example/app.git /opt/app"],
  ].map(([tool, buildContent]) =>
    warned(
      `${tool} without a bandwidth is accepted with a warning`,
      network,
      { buildContent },
      /internetMaxBandwidthOut/,
    ),
  ),
  warned(
    "curl with a bandwidth of 0 is accepted with a warning",
    network,
    { buildContent: "RUN curl -O https://example.com/app.tar.gz", internetMaxBandwidthOut: 0 },
    /internetMaxBandwidthOut/,
  ),
  warned(
    "curl on the second line of a command, without a bandwidth, is accepted with a warning",
    network,
    { buildContent: lines("RUN mkdir -p /opt/app && \\", "    curl -O https://example.com/app.tar.gz") },
    /internetMaxBandwidthOut/,
  ),
  ...[
    ["curl", "RUN curl -fsS https://example.com/health"],
    ["a COPY from a URL", "COPY https://example.com/tests.tgz /tmp"],
  ].map(([tool, testContent]) =>
    warned(
      `${tool} in the tests, without a bandwidth, is accepted with a warning`,
      network,
      { testContent },
      /^internetMaxBandwidthOut: .*testContent seems to download something/,
    ),
  ),
  ...[
    "http://localhost:8080/health",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://10.0.0.8/",
    "https://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.100.100.200/latest/meta-data/",
    "https://images.oss-cn-hangzhou-internal.aliyuncs.com/a.tgz",
  ].map((url) =>
    accepted(`a test of ${url} without a bandwidth is accepted: it does not need the internet`, network, {
      testContent: `RUN curl -fsS "${url}" | grep ok`,
    }),
  ),
  warned(
    "curl in both contents, without a bandwidth, is one warning",
    network,
    { buildContent: "RUN curl -O https://example.com/a", testContent: "RUN curl https://example.com/health" },
    /but buildContent and testContent seem to download something\. Set it to 1 to 100/,
  ),
  accepted("curl in the tests, with a bandwidth, is accepted", network, {
    testContent: "RUN curl -fsS https://example.com/health",
    internetMaxBandwidthOut: 1,
  }),
  accepted("curl with a bandwidth is accepted", network, {
    buildContent: "RUN curl -O https://example.com/app.tar.gz",
    internetMaxBandwidthOut: 10,
  }),
  accepted("a package manager without a bandwidth is accepted: it may use internal mirrors", network, {
    buildContent: "RUN yum install -y nginx",
  }),
];

export const contents: Case[] = [...sizes, ...forms, ...structure, ...downloads];
