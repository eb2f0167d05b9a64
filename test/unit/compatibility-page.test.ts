import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../support/root";

test("the tables of docs/compatibility-tables.md say what the last run of the matrix recorded", () => {
  execFileSync(process.execPath, [join(root, "test/matrix/page.mjs"), "--check"], { encoding: "utf8" });
});
