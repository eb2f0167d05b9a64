import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coveragePage } from "../../simulator/src/coverage.js";

test("docs/simulator-coverage.md says what the simulator covers now", () => {
  const page = readFileSync(join(__dirname, "../../docs/simulator-coverage.md"), "utf8");
  // If this fails: npm run -w image-builder-simulator coverage
  expect(page).toBe(coveragePage());
});
