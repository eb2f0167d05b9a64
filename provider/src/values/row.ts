/** The longest line that is shown on a row, in characters. */
export const LONGEST_LINE = 4000;

/** Where calls that take long are shown: a row of what Pulumi displays, or a terminal. */
export interface Row {
  /** Shows a line until the next one; an empty one takes it away. */
  show(line: string): void;
  /** How many calls are shown there now. */
  calls: number;
  /** The last line. Calls that began together often have the same one. */
  line?: string;
}
