/** Prints to standard output. @returns the exit code. */
export function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
