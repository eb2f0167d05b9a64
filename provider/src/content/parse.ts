import { normalContent } from "./form";

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

const COMMENT = /^\s*#/;
/** A comment that the parser has to see: it can say which character continues a line. */
const DIRECTIVE = /^\s*#\s*(escape|syntax|check)\s*=/i;

/** The instructions of a build content in Dockerfile form. */
export function parseInstructions(content: string): Instruction[] {
  // Loaded here and not above: most contents need no parser.
  const { DockerfileParser } = require("dockerfile-ast") as typeof import("dockerfile-ast");
  const text = normalContent(content);
  const lines = text.split("\n");
  // The parser's time for a comment without a line end grows with the square of its length, and nobody asks for its text.
  const parsed = lines.map((line) => (COMMENT.test(line) && !DIRECTIVE.test(line) ? "#" : line)).join("\n");
  return DockerfileParser.parse(parsed)
    .getInstructions()
    .map((instruction) => {
      const { start, end } = instruction.getRange();
      const parts = lines.slice(start.line, end.line + 1).map((line) => line.replace(/\\\s*$/, ""));
      return {
        keyword: instruction.getKeyword(),
        rest: parts.join("").trim().slice(instruction.getInstruction().length).trim(),
        line: start.line + 1,
        lastLine: end.line + 1,
      };
    });
}
