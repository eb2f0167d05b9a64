/** The codes of a cell in the tables of docs/service.md: `A.B, .C, D (action)` and `E.X, with X F, G`. */
export function codesIn(cell: string): string[] {
  const [pattern = "", words] = cell.split(", with X ");
  if (words !== undefined) return words.split(", ").map((word) => pattern.replace(/X$/, word));
  let prefix = "";
  return pattern
    .replaceAll(/ \([^)]*\)/g, "")
    .split(", ")
    .map((code) => {
      const whole = code.startsWith(".") ? prefix + code : code;
      [prefix = ""] = whole.split(".");
      return whole;
    });
}
