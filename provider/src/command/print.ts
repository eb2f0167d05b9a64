import type { Row } from "../values/row";

/** Prints to standard output. @returns the exit code. */
export function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

/** Calls that take long are shown beside the result, where lines stay. */
export const row: Row = {
  show(line) {
    if (line !== "") process.stderr.write(`${line}\n`);
  },
  calls: 0,
};
