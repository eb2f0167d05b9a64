import { byteLength, normalContent } from "./form";
import { baseImageOf } from "./from";
import { parseInstructions } from "./parse";

/** What the service makes of one instruction of a Dockerfile. */
export interface DockerfileLine {
  /** The first line of the instruction, counted from 1. */
  line: number;
  /** In capitals. */
  instruction: string;
  /** `taken`: known to work. `unknown`: no document says. `replace`: it cannot be carried over as it is. */
  verdict: "taken" | "unknown" | "replace";
  /** What to do about it. */
  note: string;
}

export interface DockerfileImport {
  lines: DockerfileLine[];
  /** The Dockerfile without its FROM lines: what can be tried as `buildContent`, once the lines above are settled. */
  buildContent: string;
}

/** Several times what a content can have in the end. */
const MAX_DOCKERFILE_BYTES = 65_536;

/** Instructions that ECS images have no counterpart for, and what to do instead. */
const NOTES: Record<string, string> = {
  COPY: "An image build has no build context: fetch the files in a RUN step (from OSS, for one), or write them with a heredoc.",
  ADD: "An image build has no build context: fetch the files in a RUN step (from OSS, for one).",
  ENV: "An ECS image has no process environment: write what services need into their configuration, in a RUN step.",
  ARG: "There are no build arguments: put the value in with the program that makes the content.",
  CMD: "An ECS instance starts no command of an image: enable a systemd unit in a RUN step.",
  ENTRYPOINT: "An ECS instance starts no command of an image: enable a systemd unit in a RUN step.",
  EXPOSE: "Ports are opened by security groups.",
  WORKDIR: "Each RUN step starts anew: begin it with cd.",
  USER: "RUN steps are run by the Cloud Assistant: use su or sudo in them.",
  VOLUME: "Use data disks of the instance.",
  HEALTHCHECK: "Use testContent, or the health checks of what balances the load.",
  LABEL: "Use imageOptions.imageTags.",
  SHELL: "Name the shell in the RUN step.",
  STOPSIGNAL: "An ECS instance has none.",
  ONBUILD: "There are no images that are built on top in this way.",
  MAINTAINER: "Use imageOptions.imageTags.",
};

/**
 * Reads a Dockerfile that was written for Docker, and says instruction by instruction which the service is known to
 * take, which it is not, and what cannot be carried over. It decides nothing: see `buildContent` of what it returns.
 */
export function importDockerfile(dockerfile: string): DockerfileImport {
  const bytes = byteLength(dockerfile);
  if (bytes > MAX_DOCKERFILE_BYTES) {
    throw new Error(
      `importDockerfile: the Dockerfile is ${bytes} bytes of UTF-8; up to ${MAX_DOCKERFILE_BYTES} are read. Split it, or take out what the image does not need.`,
    );
  }
  const instructions = parseInstructions(dockerfile);
  const lines = instructions.map((instruction): DockerfileLine => {
    const { line, keyword } = instruction;
    if (keyword === "FROM") {
      return baseImageOf(instruction)
        ? { line, instruction: keyword, verdict: "taken", note: "It names an ECS image." }
        : {
            line,
            instruction: keyword,
            verdict: "replace",
            note: "A Docker image cannot be the base: set baseImageType and baseImage to an ECS image with the same system. Stages (AS) and platforms have no counterpart.",
          };
    }
    if (["FROM", "RUN", "COMPONENT"].includes(keyword))
      return { line, instruction: keyword, verdict: "taken", note: "Known to work." };
    const note = NOTES[keyword];
    if (note) return { line, instruction: keyword, verdict: "replace", note };
    return {
      line,
      instruction: keyword,
      verdict: "unknown",
      note: "No document says whether the service takes it.",
    };
  });
  return {
    lines,
    buildContent: withoutInstructions(
      dockerfile,
      instructions.filter(({ keyword }) => keyword === "FROM"),
    ),
  };
}

function withoutInstructions(dockerfile: string, gone: { line: number; lastLine: number }[]): string {
  const lines: (string | undefined)[] = normalContent(dockerfile).split("\n");
  for (const { line, lastLine } of gone) lines.fill(undefined, line - 1, lastLine);
  return lines.filter((line) => line !== undefined).join("\n");
}
