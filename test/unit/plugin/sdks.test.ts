import { spawnSync } from "node:child_process";
import { join } from "node:path";

const script = join(__dirname, "../../../tools/generate-sdks.mjs");

test("the SDKs for Python and Go are those of the plugin's schema, and nobody edited them by hand", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
  expect({ status, said: stdout + stderr }).toEqual({ status: 0, said: "" });
});
