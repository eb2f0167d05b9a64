import { MAX_CONTENT_BYTES } from "./form";
import { parseInstructions } from "./parse";

/** docs/service.md, Limits and units: whether KB means 1,000 or 1,024 bytes is not said. */
const SURE_BYTES = 16_000;

/** @param name the argument that holds the content. */
export function contentSizeWarning(name: string, bytes: number): string[] {
  if (bytes <= SURE_BYTES || bytes > MAX_CONTENT_BYTES) return [];
  return [
    `${name}: it is ${bytes} bytes long. The limit is documented as 16 KB; if the service means 16,000 bytes, it refuses this when it is created.`,
  ];
}

/** Names the lines of instructions that are not known to work. Loads the parser only if some line looks like one. */
export function oddInstructionsWarning(name: string, content: string, known: readonly string[]): string[] {
  if (!looksOdd(content, known)) return [];
  const lines = parseInstructions(content).flatMap(({ keyword, line }) =>
    known.includes(keyword) ? [] : [line],
  );
  if (lines.length === 0) return [];
  return [
    `${name}: line${lines.length > 1 ? "s" : ""} ${lines.join(", ")}: not one of the instructions that are known to work (${known.join(", ")}). If the service does not know it, the build fails.`,
  ];
}

/** Whether some line, other than a comment, a blank or a continuation, begins with no known instruction. */
function looksOdd(content: string, instructions: readonly string[]): boolean {
  const known = new RegExp(`^\\s*(#|$|(${instructions.join("|")})\\s)`, "i");
  let continued = false;
  return content.split(/\r?\n/).some((line) => {
    const odd = !continued && !known.test(line);
    continued = /\\\s*$/.test(line) || (continued && /^\s*(#|$)/.test(line));
    return odd;
  });
}
