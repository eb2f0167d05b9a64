import { printable } from "../../values/printable";

/** Columns of texts, some of which come from the service. */
export function table(heads: string[], rows: (string | undefined)[][]): string {
  const lines = [heads, ...rows.map((row) => row.map((cell) => printable(cell ?? "")))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join("");
}
