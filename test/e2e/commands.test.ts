import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "../../tools/lib/clean-environment.cjs";
import { startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";

let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
});

/** As npm runs it: in the root, with the folder where the command was typed in INIT_CWD. */
async function runPulumi(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = startChild(process.execPath, [join(root, "tools/pulumi.mjs"), ...args], {
    cwd: root,
    env: { ...cleanEnvironment(process.env), INIT_CWD: folder, ...env },
  });
  const code = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

test("pulumi runs in the folder where the command was typed, with a backend in the clone", async () => {
  const version = await runPulumi(["version"]);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^v3\.\d+\.\d+/), stderr: "" });
  const about = await runPulumi(["about", "--json"]);
  expect(JSON.parse(about.stdout).backend.url).toContain(".pulumi-state");
  expect((await runPulumi(["preview"])).stderr).toContain(folder);
}, 60_000);

test("pulumi's exit code is passed on", async () => {
  expect((await runPulumi(["nonsense"])).code).not.toBe(0);
}, 60_000);

test("whoever names a backend gets it", async () => {
  const state = join(folder, "my state");
  mkdirSync(state);
  const { stdout } = await runPulumi(["whoami", "--json"], { PULUMI_BACKEND_URL: `file://${state}` });
  expect(JSON.parse(stdout).url).toBe(`file://${state}`);
}, 60_000);
