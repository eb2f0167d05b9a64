import { printable } from "../values/printable";

/** The engine prints texts unchanged, including characters that a terminal interprets. */
export const shown = (text: string): string => printable(text, 20_000);

/** The errors that JavaScript throws for a bug. Others can quote their input, such as the SyntaxError of JSON. */
export const isOwnFault = (error: unknown): error is Error =>
  error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;

/** The message of a bug, and where it was thrown. */
export function framesOf(error: Error): string {
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return [`${error.name}: ${shown(error.message)}`, ...frames].join("\n");
}
