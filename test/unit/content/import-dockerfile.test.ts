import { importDockerfile } from "../../../provider/src/content/import-dockerfile";

/** `line INSTRUCTION verdict` of each instruction. */
const verdicts = (dockerfile: string) =>
  importDockerfile(dockerfile).lines.map(
    ({ line, instruction, verdict }) => `${line} ${instruction} ${verdict}`,
  );
const noteOn = (dockerfile: string) => importDockerfile(dockerfile).lines[0]?.note;

describe("what the service makes of an instruction", () => {
  test.each([
    ["RUN a", "1 RUN taken"],
    ["run a", "1 RUN taken"],
    ["COMPONENT ic-1", "1 COMPONENT taken"],
    ["FROM IMAGE:m-1", "1 FROM taken"],
    ["FROM IMAGE_FAMILY:acs:ubuntu_22_04_x64", "1 FROM taken"],
    ["FROM ubuntu:22.04", "1 FROM replace"],
    ["FROM IMAGE:m-1 AS base", "1 FROM replace"],
    ["FROM --platform=linux/amd64 IMAGE:m-1", "1 FROM replace"],
    ["COPY . /", "1 COPY replace"],
    ["COPY https://example.com/a.tgz /", "1 COPY taken"],
    ["COPY https://example.com/a.tgz?b=c /", "1 COPY replace"],
    ["COPY /etc/a /opt", "1 COPY taken"],
    ["RUN <<EOF\na\nEOF", "1 RUN unknown"],
    ["RUN --mount=type=cache,target=/x a", "1 RUN replace"],
    ["RESTART", "1 RESTART taken"],
    ["RESTART now", "1 RESTART replace"],
    ["ADD https://example.com/a.tgz /", "1 ADD replace"],
    ["ENV A=b", "1 ENV taken"],
    ["ARG A", "1 ARG replace"],
    ["CMD nginx", "1 CMD taken"],
    ['ENTRYPOINT ["nginx"]', "1 ENTRYPOINT taken"],
    ["EXPOSE 80", "1 EXPOSE replace"],
    ["WORKDIR /app", "1 WORKDIR taken"],
    ["USER app", "1 USER taken"],
    ["VOLUME /data", "1 VOLUME replace"],
    ["HEALTHCHECK NONE", "1 HEALTHCHECK replace"],
    ["LABEL a=b", "1 LABEL taken"],
    ['SHELL ["bash", "-c"]', "1 SHELL replace"],
    ["STOPSIGNAL SIGTERM", "1 STOPSIGNAL replace"],
    ["ONBUILD RUN a", "1 ONBUILD replace"],
    ["MAINTAINER me", "1 MAINTAINER replace"],
    ["INSTALL nginx", "1 INSTALL replace"],
  ])("%s", (dockerfile, verdict) => expect(verdicts(dockerfile)).toEqual([verdict]));

  test("a note says what to do instead", () => {
    expect(noteOn("FROM nginx:1.27")).toBe(
      "A Docker image cannot be the base: set baseImageType and baseImage to an ECS image with the same system. Stages (AS) and platforms have no counterpart.",
    );
    expect(noteOn("CMD nginx")).toBe(
      "It is run when the system starts, not during the build. Use RUN for what the build has to do; ignore this if the start is what you mean.",
    );
    expect(noteOn("ADD a /")).toBe("Use COPY with a URL, and unpack an archive in a RUN line.");
    expect(noteOn("INSTALL x")).toBe(
      "It is not a command of Image Builder (COMPONENT, RESTART, RUN, ENV, WORKDIR, COPY, USER, LABEL, CMD, ENTRYPOINT, FROM). Begin a shell command with RUN; end a line with a backslash if it goes on in the next.",
    );
    expect(noteOn("WORKDIR /a")).toBe("The service documents it.");
  });
});

test("lines are those of the file: comments, continuations and heredocs are no instructions of their own", () => {
  const dockerfile = [
    "# syntax=docker/dockerfile:1",
    "FROM \\",
    "  ubuntu:22.04 AS build",
    "RUN a && \\",
    "  # inner",
    "  b",
    "",
    "RUN <<EOF",
    "FROM x",
    "EOF",
    "COPY --from=build /a /b",
  ].join("\r\n");
  expect(verdicts(dockerfile)).toEqual(["2 FROM replace", "4 RUN taken", "8 RUN unknown", "11 COPY replace"]);
});

test("what is left is everything but the FROM lines, of all stages", () => {
  const dockerfile = "# c\nFROM \\\n  a AS x\nRUN a\nFROM b\nRUN <<E\nFROM c\nE\nCMD d\n";
  expect(importDockerfile(dockerfile).buildContent).toBe("# c\nRUN a\nRUN <<E\nFROM c\nE\nCMD d\n");
});

test("a FROM that names an ECS image becomes baseImageType and baseImage, one of Docker's does not", () => {
  const { lines, ...template } = importDockerfile("FROM IMAGE_FAMILY:acs:ubuntu_22_04_x64\nRUN a");
  expect(lines).toHaveLength(2);
  expect(template).toEqual({
    baseImageType: "IMAGE_FAMILY",
    baseImage: "acs:ubuntu_22_04_x64",
    buildContent: "RUN a",
  });
  expect(Object.keys(importDockerfile("FROM ubuntu\nRUN a"))).toEqual(["lines", "buildContent"]);
});

test("parser directives are left out, and what they continue is continued by a backslash", () => {
  const dockerfile = "# syntax=docker/dockerfile:1\n# escape=`\nRUN a `\n  b\n# escape=`\nRUN c";
  expect(importDockerfile(dockerfile).buildContent).toBe("RUN a \\\n  b\n# escape=`\nRUN c");
});

test("an empty file has no lines", () => {
  expect(importDockerfile("")).toEqual({ lines: [], buildContent: "" });
});

test("a Dockerfile of any size has an answer: one that is too long for the parser is refused with its size", () => {
  expect(() => importDockerfile("#".repeat(200_000))).toThrow(
    "importDockerfile: the Dockerfile is 200000 bytes of UTF-8; up to 65536 are read. Split it, or take out what the image does not need.",
  );
  expect(importDockerfile(`${"#".repeat(65_000)}\nRUN a`).lines).toHaveLength(1);
});
