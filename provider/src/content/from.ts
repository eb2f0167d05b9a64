import { isYaml, MAX_CONTENT_BYTES } from "./form";
import { type Instruction, parseInstructions } from "./parse";

/**
 * The base image that a FROM line names: `FROM IMAGE:m-…` or `FROM IMAGE_FAMILY:…` (docs/service.md, FROM).
 */
export interface BaseImage {
  baseImageType: string;
  baseImage: string;
}

const FORM = /^(IMAGE|IMAGE_FAMILY):(\S+)$/;

/** The FROM instructions of a content; none for the YAML form, nor for a content that no pipeline can have. */
export const fromInstructions = (content: string): Instruction[] =>
  content.length > MAX_CONTENT_BYTES || !/from/i.test(content) || isYaml(content)
    ? []
    : parseInstructions(content).filter(({ keyword }) => keyword === "FROM");

/** What one FROM instruction names, or undefined where it is not of the service's form. */
export function baseImageOf(from: Instruction): BaseImage | undefined {
  const [, baseImageType, baseImage] = FORM.exec(from.rest) ?? [];
  return baseImageType && baseImage ? { baseImageType, baseImage } : undefined;
}

/** The base image that a content names, or undefined where it leaves that to the arguments. */
export function baseImageIn(content: string): BaseImage | undefined {
  const [from] = fromInstructions(content);
  return from && baseImageOf(from);
}

/**
 * A content without its leading FROM line: what is left to compare, since one edition of the API puts that line
 * in and the other does not (docs/service.md, FROM).
 */
export function withoutFrom(content: string): string {
  const [from] = fromInstructions(content);
  if (!from) return content;
  const lines = content.split("\n");
  lines.splice(from.line - 1, from.lastLine - from.line + 1);
  return lines.join("\n");
}
