import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../support/root";

test.each<[string, string[], string]>([
  [
    "a bridge that does not exist",
    ["--bridge", "/no/such/file"],
    "--bridge: /no/such/file --get-provider-info failed (ENOENT). It must be an executable pulumi-resource-alicloud.",
  ],
  [
    "an executable that is no provider",
    ["--bridge", "false"],
    "--bridge: false --get-provider-info failed (exit code 1). It must be an executable pulumi-resource-alicloud.",
  ],
  [
    "a count that is not a number",
    ["--counts", "1,many"],
    "--counts: it must be whole numbers, separated by commas, such as --counts 1,20.",
  ],
])("the benchmark refuses %s before it starts anything", (_, args, said) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, "bench/run.mjs"), ...args], {
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(status).toBe(1);
  expect((stdout + stderr).trim()).toBe(said);
});
