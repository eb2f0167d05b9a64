import { readFileSync } from "node:fs";
import { join } from "node:path";
import { finished, startChild } from "../support/child";
import { root } from "../support/root";

const COMMAND = join(root, "provider/bin/pulumi-alicloud-image-builder.js");
const PLUGIN = join(root, "provider/plugin/pulumi-resource-alicloud-image-builder");
const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));

const run = (file: string, ...args: string[]) => finished(startChild(process.execPath, [file, ...args]));

test.each([
  ["the command", COMMAND, ["--version"]],
  ["orphans", COMMAND, ["orphans", "--version"]],
  ["try", COMMAND, ["try", "--version"]],
  ["images", COMMAND, ["images", "--version"]],
  ["the plugin", PLUGIN, ["--version"]],
])("%s says its version with --version", async (_, file, args) => {
  expect(await run(file, ...args)).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test.each(["orphans", "try", "images"])("%s takes --state as the others do", async (command) => {
  const { stdout } = await run(COMMAND, command, "--help");
  expect(stdout).toMatch(
    /^ {2}--state FILE +a stack export \(pulumi stack export\), - is standard input; can be repeated\. \S/m,
  );
});

const OPTIONS = "--help lists the options.\n";

test.each([
  ["no command", [], /^no command\.\n\nUsage: /],
  ["a command that does not exist", ["orphan"], /^unknown command orphan\.\n\nUsage: /],
  [
    "an option before the command",
    ["--json", "orphans"],
    /^--json is not an option here: a command comes first\.\n\nUsage: /,
  ],
  ["an option that does not exist", ["orphans", "--jsn"], `--jsn is not an option. ${OPTIONS}`],
  ["a letter that does not exist", ["try", "-x"], `-x is not an option. ${OPTIONS}`],
  ["an argument too many", ["orphans", "dev"], `dev: unexpected argument. ${OPTIONS}`],
  [
    "an option without its value",
    ["try", "--base"],
    `--base needs a value. If it begins with -, write --base=VALUE. ${OPTIONS}`,
  ],
  [
    "an option in the place of a value",
    ["images", "list", "--family", "--json"],
    `--family needs a value. If it begins with -, write --family=VALUE. ${OPTIONS}`,
  ],
  ["a value where there is none", ["orphans", "--json=yes"], `--json takes no value. ${OPTIONS}`],
  [
    "a command of images that does not exist",
    ["images", "lst"],
    "images: unknown command lst; it must be list, prune, rollback, restore. --help says more of each.\n",
  ],
  [
    "an option of another command",
    ["images", "list", "--yes"],
    "images list does not take --yes. --help lists the options of each command.\n",
  ],
])("%s is answered in a sentence, not by Node", async (_, args, why) => {
  const { code, stdout, stderr } = await run(COMMAND, ...args);
  expect([code, stdout]).toEqual([1, ""]);
  const prefix = "pulumi-alicloud-image-builder: ";
  expect(stderr.slice(0, prefix.length)).toBe(prefix);
  const said = stderr.slice(prefix.length);
  if (typeof why === "string") expect(said).toBe(why);
  else expect(said).toMatch(why);
  expect(stderr).not.toMatch(/^ +at |node:|positional|ERR_/m);
});
