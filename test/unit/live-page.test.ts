import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOCUMENTED_CODES } from "../live/codes";
import { root } from "../support/root";

test("docs/live.md says of every code that a live run confirms what another answer means", () => {
  const page = readFileSync(join(root, "docs/live.md"), "utf8");
  const [, table = ""] = page.split("## Which codes it confirms");
  const missing = DOCUMENTED_CODES.map(({ code }) => code).filter((code) => !table.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});
