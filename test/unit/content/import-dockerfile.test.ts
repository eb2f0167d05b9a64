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
    ["ADD https://example.com/a.tgz /", "1 ADD replace"],
    ["ENV A=b", "1 ENV replace"],
    ["ARG A", "1 ARG replace"],
    ["CMD nginx", "1 CMD replace"],
    ['ENTRYPOINT ["nginx"]', "1 ENTRYPOINT replace"],
    ["EXPOSE 80", "1 EXPOSE replace"],
    ["WORKDIR /app", "1 WORKDIR replace"],
    ["USER app", "1 USER replace"],
    ["VOLUME /data", "1 VOLUME replace"],
    ["HEALTHCHECK NONE", "1 HEALTHCHECK replace"],
    ["LABEL a=b", "1 LABEL replace"],
    ['SHELL ["bash", "-c"]', "1 SHELL replace"],
    ["STOPSIGNAL SIGTERM", "1 STOPSIGNAL replace"],
    ["ONBUILD RUN a", "1 ONBUILD replace"],
    ["MAINTAINER me", "1 MAINTAINER replace"],
    ["INSTALL nginx", "1 INSTALL unknown"],
  ])("%s", (dockerfile, verdict) => expect(verdicts(dockerfile)).toEqual([verdict]));

  test("a note says what to do instead", () => {
    expect(noteOn("FROM nginx:1.27")).toBe(
      "A Docker image cannot be the base: set baseImageType and baseImage to an ECS image with the same system. Stages (AS) and platforms have no counterpart.",
    );
    expect(noteOn("CMD nginx")).toBe(
      "An ECS instance starts no command of an image: enable a systemd unit in a RUN step.",
    );
    expect(noteOn("INSTALL x")).toBe("No document says whether the service takes it.");
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
  expect(verdicts(dockerfile)).toEqual(["2 FROM replace", "4 RUN taken", "8 RUN taken", "11 COPY replace"]);
});

test("what is left is everything but the FROM lines, of all stages", () => {
  const dockerfile = "# c\nFROM \\\n  a AS x\nRUN a\nFROM b\nRUN <<E\nFROM c\nE\nCMD d\n";
  expect(importDockerfile(dockerfile).buildContent).toBe("# c\nRUN a\nRUN <<E\nFROM c\nE\nCMD d\n");
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
