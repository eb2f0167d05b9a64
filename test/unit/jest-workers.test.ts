import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";

test("npm test starts at most two workers for each processor, as jest itself reads its configuration", () => {
  const root = join(__dirname, "../..");
  const shown = execFileSync(
    process.execPath,
    [join(root, "node_modules/jest/bin/jest.js"), "--showConfig"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  const workers: number = JSON.parse(shown).globalConfig.maxWorkers;
  expect(workers).toBeGreaterThanOrEqual(1);
  expect(workers).toBeLessThanOrEqual(2 * availableParallelism());
});
