import { spawn } from "node:child_process";
import { copyFileSync, cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";
import { operations } from "../../provider/src/ecs/transport/sdk";
import { chosenCli } from "../support/cli";
import { temporaryFolder } from "../support/folder";
import type { Project } from "../support/project";
import { root } from "../support/root";
import { AT_ONCE } from "./building";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const TOKEN = "eyhunter2.of.the-ci-system";

interface Step {
  name?: string;
  uses?: string;
  if?: string;
  run?: string;
  with?: Record<string, string>;
}

interface Workflow {
  on: Record<string, unknown>;
  defaults: { run: { shell: string } };
  env: Record<string, string>;
  jobs: Record<string, { steps: Step[] }>;
}

const workflowOf = (example: string): Workflow =>
  parse(readFileSync(join(root, "examples", example, "github-actions.yml"), "utf8"));
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap((job) => job.steps);

const ci = workflowOf("ci");
const nightly = workflowOf("nightly");

/** The commands of a step, as they stand in the workflow that users copy. */
function commandOf(step: string, workflow: Workflow): string {
  const command = stepsOf(workflow).find(({ name }) => name === step)?.run;
  if (!command?.startsWith("pulumi ")) throw new Error(`the workflow has no step ${step} that runs pulumi`);
  return command;
}

/** What version control holds of the example: no state, no home, nothing that a run left behind. */
function checkout(of: Project, config: Record<string, string>, example = "quickstart"): string {
  const folder = temporaryFolder();
  cpSync(join(root, "examples", example), folder, {
    recursive: true,
    filter: (source) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(source)),
  });
  copyFileSync(join(of.folder, "Pulumi.test.yaml"), join(folder, "Pulumi.test.yaml"));
  const settings = Object.entries(config).map(
    ([key, value]) => `  image-builder-quickstart:${key}: ${value}\n`,
  );
  if (settings.length > 0)
    writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n${settings.join("")}`, { flag: "a" });
  // As npm ci leaves it.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** The job's environment: the backend, its passphrase and the OIDC role; no access key, no home of before. */
function jobEnvironment({ env }: Project): NodeJS.ProcessEnv {
  const home = temporaryFolder();
  const tokenFile = join(home, "oidc-token");
  writeFileSync(tokenFile, TOKEN);
  const { ALICLOUD_ACCESS_KEY: _key, ALICLOUD_SECRET_KEY: _secret, ...rest } = env;
  const { endpoint } = simulator();
  const hosts = ["sts.aliyuncs.com", "sts.cn-hangzhou.aliyuncs.com", "ecs-cn-hangzhou.aliyuncs.com"];
  return {
    ...rest,
    PATH: [...chosenCli().searchPath, process.env["PATH"]].join(":"),
    HOME: home,
    PULUMI_HOME: join(home, ".pulumi"),
    CI: "true",
    PULUMI_STACK: "test",
    ALIBABA_CLOUD_ENDPOINT_ECS: undefined,
    ALIBABA_CLOUD_ENDPOINT_STS: undefined,
    ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1000000000000001:role/deploy",
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1000000000000001:oidc-provider/ci",
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: tokenFile,
    // Alibaba Cloud's hosts are on this machine.
    NODE_OPTIONS: `--require=${join(root, "test/credentials/redirect.cjs")}`,
    REDIRECTS: JSON.stringify(Object.fromEntries(hosts.map((host) => [host, endpoint]))),
  };
}

/** As GitHub runs a step whose shell is `bash`. */
async function attemptStep(step: string, cwd: string, env: NodeJS.ProcessEnv, workflow = ci) {
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", commandOf(step, workflow)];
  const child = spawn("bash", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, log: stdout + stderr };
}

async function runStep(step: string, cwd: string, env: NodeJS.ProcessEnv, workflow = ci): Promise<string> {
  const { code, log } = await attemptStep(step, cwd, env, workflow);
  if (code !== 0) throw new Error(`${step} ended with ${code}:\n${log}`);
  return log;
}

test("the workflow of examples/ci, from a clean checkout, with OIDC: it previews and applies what a commit changed", async () => {
  const developer = await project({ program: { example: "quickstart" } });
  await developer.up();
  const [made] = (await simulator().state()).pipelines;

  const folder = checkout(developer, { team: "data" });
  const env = jobEnvironment(developer);
  let printed = await runStep("Preview", folder, env);
  expect(printed).toMatch(/~ 1 to update/);
  expect(printed).toMatch(/~ team: "platform" => "data"/);
  printed += await runStep("Up", folder, env);
  expect(printed).toContain("1 updated");
  expect(printed).not.toContain(TOKEN);

  const { pipelines, calls } = await simulator().state();
  expect(pipelines.map(({ id }) => id)).toEqual([made?.id]);
  expect(pipelines[0]?.current["Tags"]).toEqual({
    Tag: expect.arrayContaining([{ TagKey: "team", TagValue: "data" }]),
  });
  expect(calls["AssumeRoleWithOIDC"]).toBeGreaterThan(0);

  // The next commit, which changes nothing.
  const next = checkout(developer, { team: "data" });
  expect(await runStep("Preview", next, env)).toMatch(/Resources:\s+2 unchanged/);
});

test("a preview that is refused fails its step, and says why in the job's log and in what is uploaded", async () => {
  const developer = await project({ program: { example: "quickstart" } });
  const folder = checkout(developer, {});
  const program = readFileSync(join(folder, "index.ts"), "utf8");
  writeFileSync(join(folder, "index.ts"), program.replace("systemDiskSize: 40", "systemDiskSize: 10"));
  const { code, log } = await attemptStep("Preview", folder, jobEnvironment(developer));
  const reason = "systemDiskSize: is 10; it must be a whole number from 20 to 500 (GiB).";
  expect(code).toBeGreaterThan(0);
  expect(log).toContain(reason);
  expect(readFileSync(join(folder, "preview.txt"), "utf8")).toContain(reason);
});

test.each([
  ["ci", ci],
  ["nightly", nightly],
])("the workflow of examples/%s keeps what both commands print, also of a run that failed", (_, workflow) => {
  expect(workflow.defaults.run.shell).toBe("bash");
  const steps = stepsOf(workflow);
  const upload = steps.at(-1);
  expect(upload).toMatchObject({ uses: expect.stringContaining("upload-artifact"), if: "always()" });
  const written = steps.flatMap(({ run }) => /\| tee (\S+)/.exec(run ?? "")?.[1] ?? []);
  expect(written).toEqual(["preview.txt", "up.txt"]);
  expect(upload?.with?.["path"]?.trim().split("\n")).toEqual(written);
});

test("the nightly workflow has the variables and the credentials of the other, and a schedule", () => {
  expect(nightly.env).toEqual(ci.env);
  const token = (workflow: Workflow) => stepsOf(workflow).find(({ name }) => name === "OIDC token")?.run;
  expect(token(nightly)).toEqual(token(ci));
  expect(nightly.on["schedule"]).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
});

test("the nightly workflow builds when the base image is newer or the week is over, says why, and keeps one image", async () => {
  await simulator().reset();
  await simulator().settings({ stateSeconds: AT_ONCE });
  const owner = await project({ program: { example: "nightly" } });
  const commands = temporaryFolder();
  const env = jobEnvironment(owner);
  /** A night in a checkout of its own, in a week. */
  const night = async (week: string, ...steps: string[]) => {
    writeFileSync(join(commands, "date"), `#!/bin/sh\n[ "$*" = "-u +%G-W%V" ] && echo ${week}\n`, {
      mode: 0o755,
    });
    const folder = checkout(owner, {}, "nightly");
    let log = "";
    for (const step of ["Week", ...steps])
      log += await runStep(step, folder, { ...env, PATH: `${commands}:${env["PATH"]}` }, nightly);
    return log;
  };
  const imageIds = async () => (await simulator().state()).images.map(({ id }) => id);
  const own = async () => (await imageIds()).filter((id) => id.startsWith("m-"));

  await night("2026-W47", "Up");
  const [first] = await own();
  expect(first).toMatch(/^m-/);
  const newer = "ubuntu_22_04_x64_20G_alibase_20261120.vhd";
  const base = { regionId: "cn-hangzhou", owner: "system", imageId: newer } as const;
  await simulator().makeImages({ ...base, imageFamily: "acs:ubuntu_22_04_x64" });
  const because = await night("2026-W47", "Preview", "Up");
  expect(because).toMatch(
    /~ triggers *: \[\s*~ \[0\]: "ubuntu_22_04_x64_20G_alibase_20240926.vhd" => "ubuntu_22_04_x64_20G_alibase_20261120.vhd"/,
  );
  expect(because).toContain("1 to replace");
  const [second, ...others] = await own();
  expect(others).toEqual([]);
  expect(second).not.toBe(first);

  const { pipelines, snapshots } = await simulator().state();
  expect([pipelines.length, snapshots.length]).toEqual([1, 1]);
  expect(await night("2026-W48", "Preview")).toMatch(/~ \[1\]: "2026-W47" => "2026-W48"/);
});

test("the RAM policy has every action that the provider calls, and no other", () => {
  const { Statement } = JSON.parse(readFileSync(join(root, "examples/ci/ram-policy.json"), "utf8"));
  const [ecs, linked] = Statement.map(({ Action }: { Action: string[] }) => Action);
  const called = Object.keys(operations).map((action) => `ecs:${action}`);
  expect([...ecs].sort()).toEqual(called.sort());
  expect(linked).toEqual(["ram:CreateServiceLinkedRole"]);
  const readme = readFileSync(join(root, "examples/ci/README.md"), "utf8");
  expect([...ecs, ...linked].filter((action) => !readme.includes(`\`${action}\``))).toEqual([]);
});
