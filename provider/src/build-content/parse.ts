import { DockerfileParser } from "dockerfile-ast";

/** One instruction: comments and blank lines are none, one continued over lines or with a heredoc is one. */
export interface Instruction {
  /** In capitals. */
  keyword: string;
  /** What follows the keyword, flags included, continuations joined. */
  rest: string;
  /** The first and the last line it stands on, counted from 1. */
  line: number;
  lastLine: number;
}

/** The instructions of a build content in Dockerfile form. */
export function parseInstructions(content: string): Instruction[] {
  return DockerfileParser.parse(content)
    .getInstructions()
    .map((instruction) => ({
      keyword: instruction.getKeyword(),
      rest: (instruction.getRawArgumentsContent() ?? "").replaceAll(/\\\r?\n/g, "").trim(),
      line: instruction.getRange().start.line + 1,
      lastLine: instruction.getRange().end.line + 1,
    }));
}
