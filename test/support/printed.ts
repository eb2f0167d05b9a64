/*
 * What the processes print that a test file starts: for the errors of waits, which are in vain because of one of them.
 */

const PROCESSES = 3;
const LINES = 20;

const started: { command: string; printed: () => string }[] = [];

export function remember(command: string, printed: () => string): void {
  started.push({ command, printed });
}

/** The last lines of those that were started last. */
export const lastPrinted = (): string =>
  started
    .slice(-PROCESSES)
    .map(({ command, printed }) => `${command} printed:\n${lastLines(printed())}`)
    .join("\n");

export function lastLines(text: string): string {
  const whole = text.trimEnd();
  return whole === "" ? "(nothing)" : whole.split("\n").slice(-LINES).join("\n");
}
