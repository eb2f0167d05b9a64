import { execFileSync } from "node:child_process";
import { join } from "node:path";

test("a host that has checked and compared 500 pipelines with 16 KB of content each keeps none of their contents", () => {
  const output = execFileSync(process.execPath, ["--expose-gc", join(__dirname, "scale.cjs"), "500"], {
    encoding: "utf8",
    timeout: 60_000,
  });
  const { growth, contents } = JSON.parse(output);
  expect(contents).toBeGreaterThan(7_900_000);
  expect(growth).toBeLessThan(contents / 4);
}, 70_000);
