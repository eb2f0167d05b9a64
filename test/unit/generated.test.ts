import { execFileSync } from "node:child_process";
import { join } from "node:path";

const scripts = join(__dirname, "../../provider/scripts");

test.each([
  ["the argument types and their page are", "generate-arguments.mjs"],
  ["the schema of the plugin is", "generate-schema.mjs"],
])("%s what the schemas say", (_, script) => {
  expect(() =>
    execFileSync(process.execPath, [join(scripts, script), "--check"], { encoding: "utf8", stdio: "pipe" }),
  ).not.toThrow();
});
