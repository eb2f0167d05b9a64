import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { runChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";

test("in a fresh clone, npm run setup ends with a next step, which works exactly as it is printed", async () => {
  const clone = temporaryFolder();
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  for (const file of execFileSync("git", args, { cwd: root, encoding: "utf8" }).split("\0"))
    if (file && existsSync(join(root, file))) cpSync(join(root, file), join(clone, file));
  const shell = (command: string) => runChild("bash", ["-c", command], { cwd: clone });
  const setup = await shell("npm run setup");
  expect(setup.code).toBe(0);
  const [, next = ""] = /Next: (.+)$/.exec(setup.stderr.trim()) ?? [];
  expect(next).toBe("npm run demo");
  const { code, stdout, stderr } = await shell(next);
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/\nEverything was as announced, in .+\n$/);
}, 420_000);
