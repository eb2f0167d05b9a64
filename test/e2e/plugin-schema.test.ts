import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chosenCli, startCli } from "../support/cli";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";

const folder = temporaryFolder();
const check = (file: string) =>
  startCli(["schema", "check", file], {
    cwd: folder,
    env: {
      ...process.env,
      HOME: folder,
      PULUMI_HOME: join(folder, ".pulumi"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PATH: [...chosenCli().searchPath, process.env["PATH"]].join(":"),
    },
  }).done;

test("the CLI finds nothing wrong with the schema of the plugin", async () => {
  expect(await check(join(root, "provider/plugin/schema.json"))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the CLI does check it: a schema with a wrong version is refused", async () => {
  const wrong = join(folder, "wrong.json");
  writeFileSync(wrong, JSON.stringify({ name: "wrong", version: "x" }));
  expect((await check(wrong)).code).not.toBe(0);
});
