import { accepted, type Case, image, lines, many, refused, type Says, warned } from "../case";

/** What the service takes and refuses of the commands of a content, wherever a content can stand. */

const commands = "docs/service.md, Build content: commands";
const codes = "docs/service.md, Error codes";

interface Place {
  argument: "buildContent" | "testContent" | "content";
  where: string;
  resource?: "component";
}

const PLACES: readonly Place[] = [
  { argument: "buildContent", where: "a build content" },
  { argument: "testContent", where: "a test content" },
  { argument: "content", where: "a component", resource: "component" },
];
const TEMPLATES = PLACES.slice(0, 2);

const within = ({ resource }: Place, one: Case): Case => (resource ? { ...one, resource } : one);

/** The same row for each place; `$` in the title stands for it. */
const everywhere = (make: (place: Place, title: (text: string) => string) => Case, places = PLACES): Case[] =>
  places.map((place) =>
    within(
      place,
      make(place, (text) => text.replace("$", place.where)),
    ),
  );

const takes = (title: string, content: string, source = commands, places = PLACES): Case[] =>
  everywhere(({ argument }, text) => accepted(text(title), source, { [argument]: content }), places);

const doubts = (title: string, content: string, says: RegExp | Says, places = PLACES): Case[] =>
  everywhere(
    ({ argument }, text) =>
      warned(
        text(title),
        commands,
        { [argument]: content },
        ...(says instanceof RegExp ? ([says] as const) : says),
      ),
    places,
  );

const refuses = (
  title: string,
  content: string,
  says: RegExp | Says,
  code: string,
  places = PLACES,
): Case[] =>
  everywhere(
    ({ argument }, text) =>
      refused(text(title), `${commands}, Error codes`, { [argument]: content }, argument, says, code),
    places,
  );

const NOT_SUPPORTED = "InvalidImageTemplateCommand.NotSupported";

/** Each documented form of each command. */
const forms: Case[] = [
  ...[
    "RUN yum install -y nginx",
    "RUN echo hello;\\\necho world;",
    'RUN ["/bin/sh", "-c", "echo hi"]',
    "ENV key value",
    "ENV key value with blanks and a = in it",
    'ENV key1="value1" key2="value 2"',
    'ENV key="a \\"quoted\\" word" \\\n    other="x"',
    'ENV key=""',
    "WORKDIR /opt/app",
    "WORKDIR app/current",
    "COPY /etc/app.conf /opt/app",
    "USER app",
    'LABEL user="username"\\\ndate="2020-11-11" key="value"',
    "LABEL team=web",
    "RESTART",
    "RUN echo 1\nRESTART\nRUN echo 2",
    "run echo hi",
    "\tRUN\techo hi",
  ].flatMap((content) => takes(`$ takes ${JSON.stringify(content)}`, content)),
  ...[
    "COMPONENT ic-bp12dvdzvr9k90001",
    "COMPONENT ic-bp12dvdzvr9k90001 --x 1 --y 2 --z 3",
    "COMPONENT acs:ecs:cn-hangzhou:1868916118600001:imagecomponent/nginx/1.2.*",
    "COMPONENT acs:ecs:cn-hangzhou:1868916118600001:imagecomponent/nginx:1.*.*",
    "COMPONENT acs:ecs:cn-hangzhou:1868916118600001:imagecomponent/nginx/*.*.*",
  ].flatMap((content) => takes(`$ takes ${JSON.stringify(content)}`, content, commands, TEMPLATES)),
  ...everywhere(({ argument, resource }, text) => {
    const content = "COPY https://example.com/app.tar.gz /opt/app";
    const network = resource ? {} : { internetMaxBandwidthOut: 10 };
    return accepted(text("$ takes a COPY from a URL"), commands, { [argument]: content, ...network });
  }),
];

const DOCKERS = [
  "ARG",
  "ADD",
  "EXPOSE",
  "VOLUME",
  "SHELL",
  "HEALTHCHECK",
  "STOPSIGNAL",
  "ONBUILD",
  "MAINTAINER",
];

const unknownWords: Case[] = [
  ...DOCKERS.flatMap((word) =>
    refuses(
      `$ with Docker's ${word} is refused, with what to do instead`,
      `RUN echo hi\n${word} x`,
      [new RegExp(`: line 2: ${word} is not a command of Image Builder\\. [A-Z].+\\.$`)],
      NOT_SUPPORTED,
    ),
  ),
  ...refuses(
    "$ with a mistyped command is refused, with the command that was meant",
    "RUNN echo hi",
    [/: line 1: RUNN is not a command of Image Builder \(.*RUN, ENV.*\)\. Did you mean RUN\?/],
    NOT_SUPPORTED,
  ),
  ...refuses(
    "$ with a shell command on its own is refused, and told to begin it with RUN",
    "yum install -y nginx",
    [/: line 1: yum is not a command .*Begin a shell command with RUN/],
    NOT_SUPPORTED,
  ),
  ...refuses(
    "$ that is a shell script is refused once, with its lines",
    lines(
      "#!/bin/bash",
      "set -e",
      "yum install -y nginx",
      "systemctl enable nginx",
      "mkdir /srv/www",
      "chown app /srv/www",
      "echo done",
    ),
    [/: lines 2, 3, 4, 5, 6, 7: there is no command at the beginning/],
    NOT_SUPPORTED,
  ),
  ...refuses(
    "$ with a word that is no word is refused without a word of it",
    "s3cret+Passw0rd-9x=",
    [/: line 1: there is no command at the beginning/],
    NOT_SUPPORTED,
  ),
  ...refuses(
    "$ whose line goes on without a backslash is refused where it goes on",
    "RUN yum install -y \\\n  nginx\n  httpd",
    [/: line 3: httpd is not a command .*end a line with a backslash/],
    NOT_SUPPORTED,
  ),
  ...refuses(
    "$ in which a backtick is to continue a line is refused: only a backslash does",
    "# escape=`\nRUN a `\n  b",
    [/: line 3: b is not a command/],
    NOT_SUPPORTED,
  ),
];

const operands: Case[] = [
  ...["RUN", "ENV", "WORKDIR", "COPY", "USER", "LABEL", "CMD", "ENTRYPOINT"].flatMap((word) =>
    refuses(
      `$ with an empty ${word} is refused`,
      `RUN echo hi\n${word}`,
      [new RegExp(`: line 2: ${word} is empty; it needs .+\\. Write ${word} .+, or remove the line\\.`)],
      `EmptyCommandContent.${word}`,
    ),
  ),
  ...refuses(
    "$ with a RUN that only a comment follows is refused",
    "RUN \\\n# why\n",
    [/line 1: RUN is empty/],
    "EmptyCommandContent.RUN",
  ),
  ...refuses(
    "a COMPONENT that names nothing, in $, is refused",
    "COMPONENT",
    [/line 1: COMPONENT is empty/],
    "",
    TEMPLATES,
  ).map(
    (one, index): Case => ({
      ...one,
      simulator: `InvalidParameter.${["BuildContent", "TestContent"][index]}`,
    }),
  ),
  ...["RESTART now", "RESTART # after the update", "restart\tnow"].flatMap((content) =>
    refuses(
      `$ with ${JSON.stringify(content)} is refused: RESTART stands alone`,
      `RUN echo hi\n${content}`,
      [/: line 2: RESTART must stand alone on its line\. Put/],
      "NotEmptyCommandContent.RESTART",
    ),
  ),
  ...refuses(
    "$ with a COPY of a URL with a query string is refused",
    "COPY https://example.com/a.tgz?token=1 /opt",
    [/: line 1: COPY has a URL with a query string.*curl or wget/],
    "InvalidCommandContent.COPY",
  ),
  ...refuses(
    "$ with a COPY of such a URL in brackets is refused",
    'COPY ["https://example.com/a.tgz?token=1", "/opt"]',
    [/query string/],
    "InvalidCommandContent.COPY",
  ),
  ...refuses(
    "$ with a COPY to nowhere is refused",
    "COPY https://example.com/a.tgz",
    [/: line 1: COPY has no directory to copy to/],
    "InvalidCommandContent.COPY",
  ),
  ...refuses(
    "$ with an ENV that has no value is refused",
    "ENV STAGE",
    [/: line 1: ENV has a name without a value/],
    "InvalidCommandContent.ENV",
  ),
];

const component = PLACES.slice(2);

const places: Case[] = [
  ...refuses(
    "$ with COMPONENT is refused",
    "RUN echo hi\nCOMPONENT ic-bp12dvdzvr9k90001",
    [/: line 2: COMPONENT is not allowed in a component\. Write the commands/],
    "InvalidCommand.Component",
    component,
  ),
  ...refuses(
    "$ with FROM is refused",
    `FROM IMAGE:${image}\nRUN echo hi`,
    [/: line 1: FROM is not allowed in a component\. Remove the line/],
    "NotSupportedCommand.FROM",
    component,
  ),
  ...doubts(
    "a FROM in $ is accepted with a warning: the tests run on what was built",
    `FROM IMAGE:${image}\nRUN echo hi`,
    [/line 1: FROM is not used in testContent/],
    PLACES.slice(1, 2),
  ),
  ...refuses(
    "$ with two FROM is refused",
    `FROM IMAGE:${image}\nFROM IMAGE:${image}\nRUN a`,
    [/2 FROM lines/],
    "DuplicatedCommand.FROM",
    TEMPLATES,
  ),
  ...refuses(
    "$ with a late FROM is refused",
    `RUN a\nFROM IMAGE:${image}`,
    [/line 2 has a FROM after/],
    "InvalidCommandOrder.FROM",
    TEMPLATES,
  ),
  ...refuses(
    "$ with a FROM of Docker's is refused",
    "FROM ubuntu:22.04\nRUN a",
    [/does not name an ECS image/],
    "InvalidCommandContent.FROM",
    TEMPLATES,
  ),
];

const counts: Case[] = [
  ...takes(
    "$ takes 127 commands",
    many(127, (n) => `RUN echo ${n}`).join("\n"),
    `docs/service.md, Limits and units`,
  ),
  ...refuses(
    "$ of 128 commands is refused",
    many(128, (n) => `RUN echo ${n}`).join("\n"),
    [
      /: has 128 commands; at most 127 are allowed\. Join RUN commands with &&, or move some into (image|another) component/,
    ],
    "InvalidImageTemplateCommandSize.ExceededMaxNumber",
  ),
];

const heredocs: Case[] = [
  ...doubts(
    "a heredoc in $ is accepted with a warning, and how to write it instead",
    "RUN cat > /etc/a <<EOF\nyum install\nEOF",
    [/: line 1: RUN has a heredoc, .*printf.*backslash.*COPY from a URL/],
  ),
  ...refuses(
    "$ with a blank before a heredoc's word is refused with what is wrong, and not for each of its lines",
    lines(
      "RUN cat > /tmp/Dockerfile << 'EOF'",
      "yum install",
      "FROM ubuntu:22.04",
      "FROM debian",
      "EOF",
      "RUN echo hi",
    ),
    [/: line 1: RUN has a blank after <<, so this is no heredoc/],
    NOT_SUPPORTED,
  ),
  ...takes(
    "a text over several lines, written by printf, in $ is accepted",
    lines(
      "RUN printf '%s\\n' \\",
      "    'server {' \\",
      "    '  listen 80;' \\",
      "    '}' > /etc/nginx/conf.d/site.conf",
    ),
  ),
];

const warnedAbout: Case[] = [
  ...["ENV STAGE=production", 'ENV A="x" B=y', "ENV A='x'", "ENV A=", 'ENV A="x"B="y"'].flatMap((content) =>
    doubts(
      `$ with ${JSON.stringify(content)} is accepted with a warning: a value has no double quotes`,
      content,
      [/: line 1: ENV has a value without double quotes/],
    ),
  ),
  ...["# escape=\\", "# syntax=docker/dockerfile:1", "#ESCAPE = `"].flatMap((directive) =>
    doubts(`$ with ${JSON.stringify(directive)} is accepted with a warning`, `${directive}\nRUN echo hi`, [
      /: line 1: a parser directive of Docker's/,
    ]),
  ),
  ...takes(
    "a comment like a directive, after another comment in $, is a comment",
    "# why\n# escape=`\nRUN echo hi",
  ),
  ...["COPY app /opt/app", "COPY . /opt/app", "COPY ./a.conf /etc/"].flatMap((content) =>
    doubts(
      `$ with ${JSON.stringify(content)} is accepted with a warning: nothing comes from the user's machine`,
      `RUN a\n${content}`,
      [/: line 2: COPY has a relative path: nothing is copied from your machine/],
    ),
  ),
  ...doubts("$ with a flag of COPY is accepted with a warning", "COPY --from=build /app /app", [
    /: line 1: COPY has a flag/,
  ]),
  ...doubts("$ with a COPY of several files is accepted with a warning", "COPY /a /b /opt", [
    /: line 1: COPY is not in the documented form/,
  ]),
  ...doubts(
    "$ with a flag of Docker's RUN is accepted with a warning",
    "RUN --mount=type=cache,target=/root yum update",
    [/: line 1: RUN has a flag/],
  ),
  ...["RUN\u00a0echo hi", "\u3000RUN echo hi", "RUN \u2003echo hi"].flatMap((content) =>
    doubts(
      `$ with ${JSON.stringify(content)} is accepted with a warning: the blank is not a space`,
      content,
      [/: line 1: RUN has a blank that is neither a space nor a tab/],
    ),
  ),
  ...["CMD", "ENTRYPOINT"].flatMap((word) =>
    ['["nginx", "-g", "daemon off;"]', "nginx -g daemon"].flatMap((operand) =>
      doubts(
        `$ with ${word} ${operand} is accepted with a warning: it is run at the system's start`,
        `${word} ${operand}`,
        [new RegExp(`: line 1: ${word} is run when the system starts, not during the build`)],
      ),
    ),
  ),
  warned(
    "a COPY from a URL without a bandwidth is accepted with a warning",
    "docs/service.md, Parameters of CreateImagePipeline: a bandwidth of 0 makes downloads fail",
    { buildContent: "COPY https://example.com/app.tar.gz /opt/app" },
    /^internetMaxBandwidthOut: is 0/,
  ),
];

const windows = { baseImageType: "IMAGE", baseImage: "win2022_21H2_x64_dtc_en-us_40G_alibase_20240110.vhd" };
const linuxOnly =
  /: lines 1, 2: .*documented for Linux only, and the base image seems to be Windows\. .*RunPowerShellCommand/;

const systems: Case[] = [
  ...TEMPLATES.flatMap(({ argument, where }) => [
    warned(
      `${where} with commands for Linux and a Windows image is accepted with a warning`,
      commands,
      { ...windows, buildContent: undefined, [argument]: "RUN dir\nENV A b\nRESTART" },
      linuxOnly,
    ),
    accepted(`${where} with COMPONENT and RESTART is accepted for a Windows image`, commands, {
      ...windows,
      buildContent: undefined,
      [argument]: "COMPONENT ic-bp12dvdzvr9k90001\nRESTART",
    }),
  ]),
  warned(
    "commands for Linux and a FROM with a Windows image are accepted with a warning",
    commands,
    {
      baseImageType: undefined,
      baseImage: undefined,
      buildContent: "FROM IMAGE_FAMILY:acs:windows_server_2022\nRUN dir",
    },
    /: line 2: .*Linux only/,
  ),
  {
    ...warned(
      "a component for Windows in the Dockerfile form is accepted with a warning",
      commands,
      { systemType: "Windows", content: "RUN dir\nENV A b" },
      /^content: lines 1, 2: .*Linux only, and systemType is Windows\. Write the component in YAML/,
    ),
    resource: "component",
  },
];

/** What the form of the text around the commands changes. */
const texts: Case[] = [
  ...takes(
    "$ with the line ends of old Macs has its commands counted",
    many(127, (n) => `RUN echo ${n}`).join("\r"),
  ),
  ...refuses(
    "$ of 128 commands with the line ends of old Macs is refused",
    many(128, (n) => `RUN echo ${n}`).join("\r"),
    [/has 128 commands/],
    "InvalidImageTemplateCommandSize.ExceededMaxNumber",
  ),
  ...takes("$ with a byte order mark is accepted, and sent without it", "\uFEFFRUN echo hi"),
  ...refuses(
    "$ with a byte order mark has its line 1 checked",
    "\uFEFFADD a b",
    [/: line 1: ADD/],
    NOT_SUPPORTED,
  ),
  {
    ...accepted("a component in YAML with a byte order mark is accepted", codes, {
      content:
        "\uFEFFTasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties:\n      commandContent: echo hi\n",
    }),
    resource: "component",
  },
];

const ofComponents: Case[] = [
  {
    ...refused(
      "a component of 16,385 bytes is refused",
      codes,
      { content: `RUN ${"x".repeat(16_381)}` },
      "content",
      /16384/,
      "InvalidContent.LengthExceeded",
    ),
    resource: "component",
  },
];

export const grammar: Case[] = [
  ...forms,
  ...unknownWords,
  ...operands,
  ...places,
  ...counts,
  ...heredocs,
  ...warnedAbout,
  ...systems,
  ...texts,
  ...ofComponents,
];
