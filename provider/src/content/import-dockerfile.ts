import { commandNamed, commandsAt } from "./commands";
import { byteLength, normalContent } from "./form";
import { type BaseImage, baseImageOf } from "./from";
import { directives, type Instruction, parseInstructions } from "./parse";

/** What the service makes of one instruction of a Dockerfile. */
export interface DockerfileLine {
  /** The first line of the instruction, counted from 1. */
  line: number;
  /** In capitals. */
  instruction: string;
  /**
   * `taken`: in the service's list of commands, in a form that it documents. `unknown`: no document says. `replace`: the
   * service refuses it, or it cannot do what it does in Docker.
   */
  verdict: "taken" | "unknown" | "replace";
  /** What to do about it. */
  note: string;
}

export interface DockerfileImport extends Partial<BaseImage> {
  lines: DockerfileLine[];
  /**
   * The Dockerfile without its FROM lines and parser directives, and with a backslash where `# escape=` has a line
   * continued by another character: what can be tried as `buildContent`, once the lines above are settled.
   */
  buildContent: string;
}

/** Several times what a content can have in the end. */
const MAX_DOCKERFILE_BYTES = 65_536;

/**
 * Reads a Dockerfile that was written for Docker, and says instruction by instruction which the service takes, which no
 * document settles, and what to do instead of the others. A FROM that names an ECS image is returned as `baseImageType` and
 * `baseImage`. It decides nothing: see `buildContent` of what it returns.
 *
 * @example
 * const { lines, ...template } = importDockerfile(readFileSync("Dockerfile", "utf8"));
 * new ImagePipeline("web", { ...template, imageOptions: { imageName: "web" } });
 */
export function importDockerfile(dockerfile: string): DockerfileImport {
  const bytes = byteLength(dockerfile);
  if (bytes > MAX_DOCKERFILE_BYTES) {
    throw new Error(
      `importDockerfile: the Dockerfile is ${bytes} bytes of UTF-8; up to ${MAX_DOCKERFILE_BYTES} are read. Split it, or take out what the image does not need.`,
    );
  }
  const heads = directives(dockerfile);
  const content = withBackslashes(normalContent(dockerfile));
  const instructions = parseInstructions(content);
  const froms = instructions.filter(({ keyword }) => keyword === "FROM");
  const [from] = froms;
  return {
    lines: instructions.map((instruction) => lineOf(instruction, from)),
    ...(from && baseImageOf(from)),
    buildContent: withoutLines(content, [...heads.map(({ line }) => ({ line, lastLine: line })), ...froms]),
  };
}

/** `# escape=` of Docker's can name the backtick, for paths of Windows; the service knows the backslash only. */
function withBackslashes(content: string): string {
  if (!/^(?:\s*#.*\n){0,2}\s*#\s*escape\s*=\s*`/i.test(content)) return content;
  return content
    .split("\n")
    .map((line) => (/^\s*#/.test(line) ? line : line.replace(/`[ \t]*$/, "\\")))
    .join("\n");
}

function lineOf(instruction: Instruction, firstFrom: Instruction | undefined): DockerfileLine {
  const { line, keyword } = instruction;
  const result = keyword === "FROM" ? ofFrom(instruction, firstFrom) : ofCommand(instruction);
  return { line, instruction: keyword, ...result };
}

type Result = Pick<DockerfileLine, "verdict" | "note">;

function ofFrom(from: Instruction, first: Instruction | undefined): Result {
  if (from !== first) {
    return {
      verdict: "replace",
      note: "There are no stages: keep the commands of the last one, and build beforehand what the others make.",
    };
  }
  return baseImageOf(from)
    ? { verdict: "taken", note: "It names an ECS image: see baseImageType and baseImage." }
    : {
        verdict: "replace",
        note: "A Docker image cannot be the base: set baseImageType and baseImage to an ECS image with the same system. Stages (AS) and platforms have no counterpart.",
      };
}

function ofCommand({ keyword, rest, heredoc }: Instruction): Result {
  const command = commandNamed(keyword);
  if (command === undefined) {
    return {
      verdict: "replace",
      note: `It is not a command of Image Builder (${commandsAt("build").join(", ")}). Begin a shell command with RUN; end a line with a backslash if it goes on in the next.`,
    };
  }
  const { places, takes, instead, fault, doubts } = command;
  if (places.length === 0) return { verdict: "replace", note: instead };
  if (rest === "" && takes !== undefined)
    return { verdict: "replace", note: `It is empty; it needs ${takes}.` };
  if (rest !== "" && takes === undefined)
    return { verdict: "replace", note: "It must stand alone on its line." };
  const wrong = fault?.(rest);
  if (wrong) return { verdict: "replace", note: `It ${wrong}` };
  const notes = (doubts?.(rest) ?? []).map((text) => `It ${text}`);
  // What these do in Docker needs a build context, stages or a cache, which the service does not have.
  if (notes.length > 0 && (keyword === "COPY" || keyword === "RUN")) {
    return { verdict: "replace", note: notes.join(" ") };
  }
  if (heredoc) {
    return {
      verdict: "unknown",
      note: "It has a heredoc, which is not in the service's documents. Write the text with printf, each line quoted and with a backslash at its end, or fetch the file.",
    };
  }
  return { verdict: "taken", note: notes.join(" ") || "The service documents it." };
}

function withoutLines(content: string, gone: { line: number; lastLine: number }[]): string {
  const lines: (string | undefined)[] = content.split("\n");
  for (const { line, lastLine } of gone) lines.fill(undefined, line - 1, lastLine);
  return lines.filter((line) => line !== undefined).join("\n");
}
