import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { cleanEnvironment, simulatorEnvironment } from "../../tools/lib/clean-environment.cjs";
import { finished, startChild } from "../support/child";
import { chosenCli } from "../support/cli";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";

const folder = mkdtempSync(join(tmpdir(), "many-stacks-"));
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
  cpSync(join(root, "examples/many-stacks"), folder, {
    recursive: true,
    filter: (source) => !/^(node_modules|bin|Pulumi\..+\.yaml)$/.test(basename(source)),
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const name of ["state", "home"]) mkdirSync(join(folder, name));
  execFileSync(join(root, "node_modules/typescript/bin/tsc"), [], { cwd: folder });
});

afterAll(async () => {
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const stacks = (...declared: [team: string, regionId: string, ...images: string[]][]) =>
  writeFileSync(
    join(folder, "stacks.json"),
    JSON.stringify(declared.map(([team, regionId, ...images]) => ({ team, regionId, images }))),
  );

const deploy = (...args: string[]) =>
  finished(
    startChild(process.execPath, ["bin/deploy.js", ...args], {
      cwd: folder,
      env: {
        ...cleanEnvironment(process.env),
        ...simulatorEnvironment(simulator),
        PATH: [...chosenCli().searchPath, process.env["PATH"]].join(":"),
        PULUMI_BACKEND_URL: pathToFileURL(join(folder, "state")).href,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_HOME: join(folder, "home"),
        PULUMI_SKIP_UPDATE_CHECK: "true",
      },
    }),
  );

const made = async () => {
  const { pipelines } = await simulator.state();
  return pipelines.map(({ regionId, current }) => `${regionId} ${current["Name"]}`).sort();
};

test("stacks are applied in parallel: one that fails is named and stops no other, and the repaired rest goes on", async () => {
  stacks(["a", "cn-hangzhou", "web", "batch"], ["b", "cn-shanghai", "no\tname"], ["c", "cn-beijing", "web"]);
  const failed = await deploy("up", "--at-once", "3");
  expect(failed.stdout).toMatch(/\nup: 2 of 3 stacks done\nfailed: b-cn-shanghai\n$/);
  expect(failed.stdout).toMatch(/^\[b-cn-shanghai\] FAILED: .+$/m);
  const lines = failed.stdout.trimEnd().split("\n").slice(0, -2);
  expect(lines.filter((line) => !/^\[(a-cn-hangzhou|b-cn-shanghai|c-cn-beijing)\] /.test(line))).toEqual([]);
  expect(failed.code).toBe(1);
  expect(await made()).toEqual(["cn-beijing c-web", "cn-hangzhou a-batch", "cn-hangzhou a-web"]);

  stacks(["a", "cn-hangzhou", "web", "batch"], ["b", "cn-shanghai", "web"], ["c", "cn-beijing", "web"]);
  const repaired = await deploy("up", "b-cn-shanghai");
  expect(repaired.stdout).toMatch(/\nup: 1 of 1 stacks done\n$/);
  expect(repaired.code).toBe(0);
  expect(await made()).toHaveLength(4);

  const destroyed = await deploy("destroy", "--at-once", "3");
  expect(destroyed.stdout).toMatch(/\ndestroy: 3 of 3 stacks done\n$/);
  expect(await made()).toEqual([]);
});

test.each([
  [["down"], "the first argument must be one of preview, up, refresh, destroy"],
  [["up", "--at-once", "0"], "--at-once must be a whole number from 1"],
  [["up", "nobody"], "stacks.json has no stack nobody"],
])("%j is a wrong command line, and exits with 2", async (args, message) => {
  expect(await deploy(...args)).toEqual({ code: 2, stdout: "", stderr: `deploy: ${message}\n` });
});
