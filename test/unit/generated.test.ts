import { execFileSync } from "node:child_process";
import { join } from "node:path";

const script = join(__dirname, "../../provider/scripts/generate-arguments.mjs");

test("the argument types and their page are what the schemas say", () => {
  expect(() =>
    execFileSync(process.execPath, [script, "--check"], { encoding: "utf8", stdio: "pipe" }),
  ).not.toThrow();
});
