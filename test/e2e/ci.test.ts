import { spawn } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { chosenCli } from "../support/cli";
import type { PreviewStep, Project } from "../support/project";
import { root } from "../support/root";
import { operations, stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const TOKEN = "eyhunter2.of.the-ci-system";
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The commands of a step, as they stand in the workflow that users copy. */
function commandOf(step: string): string {
  const workflow = readFileSync(join(root, "examples/ci/github-actions.yml"), "utf8");
  const [, command] =
    new RegExp(`- name: ${step}\\n(?:\\s+if: .*\\n)?\\s+run: (pulumi .*)\\n`).exec(workflow) ?? [];
  if (!command) throw new Error(`the workflow has no step ${step} that runs pulumi`);
  return command;
}

/** What version control holds of the example: no state, no home, nothing that a run left behind. */
function checkout(of: Project, config: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "ci-checkout-"));
  folders.push(folder);
  cpSync(join(root, "examples/quickstart"), folder, {
    recursive: true,
    filter: (source) => !/^(node_modules|Pulumi\..+\.yaml)$/.test(basename(source)),
  });
  copyFileSync(join(of.folder, "Pulumi.test.yaml"), join(folder, "Pulumi.test.yaml"));
  const settings = Object.entries(config).map(
    ([key, value]) => `  image-builder-quickstart:${key}: ${value}\n`,
  );
  writeFileSync(join(folder, "Pulumi.test.yaml"), `config:\n${settings.join("")}`, { flag: "a" });
  // As npm ci leaves it.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** The job's environment: the backend, its passphrase and the OIDC role; no access key, no home of before. */
function jobEnvironment({ env }: Project): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(tmpdir(), "ci-home-"));
  folders.push(home);
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

async function runStep(step: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn("bash", ["-e", "-c", commandOf(step)], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if ((await ended) !== 0) throw new Error(`${step} ended with ${child.exitCode}:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

const stepsIn = (folder: string): PreviewStep[] =>
  JSON.parse(readFileSync(join(folder, "preview.json"), "utf8")).steps;

test("the workflow of examples/ci, from a clean checkout, with OIDC: it previews and applies what a commit changed", async () => {
  const developer = await project({ program: { example: "quickstart" } });
  await developer.up();
  const [made] = (await simulator().state()).pipelines;

  const folder = checkout(developer, { team: "data" });
  const env = jobEnvironment(developer);
  let printed = await runStep("Preview", folder, env);
  expect(operations(stepsIn(folder))).toEqual({ web: "update" });
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
  await runStep("Preview", next, env);
  expect(operations(stepsIn(next))).toEqual({});
});
