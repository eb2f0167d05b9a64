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
import { type GitHubApi, startGitHubApi } from "./github-api";
import { stage } from "./stage";

jest.setTimeout(300_000);

const { simulator, project } = stage();

const TOKEN = "eyhunter2.of.the-ci-system";

interface Step {
  name?: string;
  uses?: string;
  if?: string;
  run?: string;
  with?: Record<string, string | number>;
}

interface Workflow {
  on: Record<string, unknown>;
  defaults: { run: { shell: string } };
  env: Record<string, string>;
  concurrency: { group: string; "cancel-in-progress": boolean };
  permissions: Record<string, string>;
  jobs: Record<string, { if?: string; steps: Step[] }>;
}

const workflowOf = (example: string): Workflow =>
  parse(readFileSync(join(root, "examples", example, "github-actions.yml"), "utf8"));
const stepsOf = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap((job) => job.steps);

const ci = workflowOf("ci");
const nightly = workflowOf("nightly");

/** The commands of a step, as they stand in the workflow that users copy. */
function commandOf(step: string, workflow: Workflow): string {
  const command = stepsOf(workflow).find(({ name }) => name === step)?.run;
  if (!command) throw new Error(`the workflow has no step ${step} that runs a command`);
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
const attemptStep = (step: string, cwd: string, env: NodeJS.ProcessEnv, workflow = ci) =>
  attempt(["--noprofile", "--norc", "-eo", "pipefail", "-c", commandOf(step, workflow)], cwd, env);

async function attempt(args: string[], cwd: string, env: NodeJS.ProcessEnv) {
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

/** A commit that the preview refuses. */
async function refusedCommit() {
  const developer = await project({ program: { example: "quickstart" } });
  const folder = checkout(developer, {});
  const program = readFileSync(join(folder, "index.ts"), "utf8");
  writeFileSync(join(folder, "index.ts"), program.replace("systemDiskSize: 40", "systemDiskSize: 10"));
  return { folder, env: jobEnvironment(developer) };
}

const REASON = "systemDiskSize: is 10; it must be a whole number from 20 to 500 (GiB).";

test("a preview that is refused fails its step, and says why in the job's log, in what is uploaded, and on the pull request", async () => {
  const { folder, env } = await refusedCommit();
  const { code, log } = await attemptStep("Preview", folder, env);
  expect(code).toBeGreaterThan(0);
  expect(log).toContain(REASON);
  await runStep("Mask", folder, env);
  expect(readFileSync(join(folder, "preview.txt"), "utf8")).toContain(REASON);

  const pullRequest = await openPullRequest();
  await runStep("Comment", folder, { ...env, ...pullRequest.env, OUTCOME: "failure" });
  expect(pullRequest.api.comments[0]?.body).toContain(
    "**Pulumi preview of `test`: failure** (c0ffee, [job](",
  );
  expect(pullRequest.api.comments[0]?.body).toContain(REASON);
});

test("an update that waits for another one is not cancelled by the preview of a newer pull request", () => {
  const { group } = ci.concurrency;
  expect(group).toMatch(/^image-pipelines-\$\{\{ vars\.PULUMI_STACK \}\}/);
  expect(group).toContain("{{ github.event_name == 'pull_request' && github.ref || '' }}");
  expect(ci.concurrency["cancel-in-progress"]).toBe(false);
});

const apis: GitHubApi[] = [];
afterAll(() => {
  for (const api of apis) api.stop();
});

/** What GitHub gives the step that comments. */
async function openPullRequest() {
  const token = "ghs_hunter2";
  const api = await startGitHubApi({ repository: "acme/images", pullRequest: 7, token });
  apis.push(api);
  const env = {
    GITHUB_API_URL: api.url,
    GITHUB_SERVER_URL: "https://git.example.com",
    GITHUB_REPOSITORY: "acme/images",
    GITHUB_RUN_ID: "42",
    GITHUB_TOKEN: token,
    PULL_REQUEST: "7",
    PULUMI_STACK: "test",
    COMMIT: "c0ffee",
    OUTCOME: "success",
  };
  return { api, env };
}

describe("the comment on the pull request", () => {
  const shell = { PATH: process.env["PATH"] };
  const commented = async (preview: string, env: NodeJS.ProcessEnv) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "preview.txt"), preview);
    await runStep("Mask", folder, { ...shell, ...env });
    return attemptStep("Comment", folder, { ...shell, ...env });
  };

  test("is written once, and the next run updates it, also behind a hundred others; what people wrote is left", async () => {
    const { api, env } = await openPullRequest();
    const list = "/repos/acme/images/issues/7/comments";
    expect(await commented("first", env)).toEqual({ code: 0, log: "" });
    expect(api.calls.splice(0)).toEqual([`GET ${list}`, `POST ${list}`]);
    const [own] = api.comments;
    expect(own?.body).toBe(
      "<!-- pulumi preview: test -->\n**Pulumi preview of `test`: success** (c0ffee, " +
        "[job](https://git.example.com/acme/images/actions/runs/42))\n\n```\nfirst\n```",
    );

    const person = { login: "somebody", type: "User" } as const;
    const others = Array.from({ length: 100 }, (_, index) => ({
      id: index + 1,
      body: `${own?.body} quoted`,
      user: person,
    }));
    api.comments.unshift(...others);
    expect((await commented("second", env)).code).toBe(0);
    expect(api.calls.splice(0)).toEqual([
      `GET ${list}`,
      `GET ${list}`,
      `PATCH /repos/acme/images/issues/comments/${own?.id}`,
    ]);
    expect(api.comments).toHaveLength(101);
    expect(api.comments.at(-1)?.body).toContain("```\nsecond\n```");
    expect(api.comments[0]?.body).toContain("first");

    // Another stack of the same repository has a comment of its own.
    await commented("other", { ...env, PULUMI_STACK: "production" });
    expect(api.comments).toHaveLength(102);
  });

  test("has the end of a long preview, no secret, and no line that leaves its block", async () => {
    const { api, env } = await openPullRequest();
    const secrets = { PULUMI_CONFIG_PASSPHRASE: "hunter2 hunter2", ALICLOUD_SECRET_KEY: "hunter2" };
    const preview = `begin\n${"界".repeat(100_000)}\n\u001b[31mred\u001b[0m ${Object.values(secrets).join(", ")}\n\`\`\`\`\n@everybody\nend`;
    expect((await commented(preview, { ...env, ...secrets })).code).toBe(0);
    const body = api.comments[0]?.body ?? "";
    expect([...body].length).toBeLessThan(65_536);
    expect(body).toContain("\n`````\n… (the beginning is in the job)\n界");
    expect(body).toMatch(/界\nred \*\*\*, \*\*\*\n````\n@everybody\nend\n`````$/);
    expect(body).not.toMatch(/hunter2|begin\n/);
  });

  test("has no line of a secret with several lines, indented or escaped as Pulumi prints it", async () => {
    const { api, env } = await openPullRequest();
    const secrets = { APP_SECRET: '{\n  "hunter2": "a\\b"\r\n}\n', DB_PASSWORD: "hunter2-with-a-newline\n" };
    const preview = [
      '+ app: "{\n            "hunter2": "a\\b"\n          }"',
      `+ app: ${JSON.stringify(secrets.APP_SECRET)}`,
      "password hunter2-with-a-newline here",
    ].join("\n");
    expect((await commented(preview, { ...env, ...secrets })).code).toBe(0);
    expect(api.comments[0]?.body).toContain("+ app:");
    expect(api.comments[0]?.body).toContain("password *** here");
    expect(api.comments[0]?.body).not.toContain("hunter2");
  });

  test("fails its step with the status when GitHub refuses it, and does not show the token", async () => {
    const { api, env } = await openPullRequest();
    api.refuses = 403;
    const { code, log } = await commented("text", env);
    expect(code).toBeGreaterThan(0);
    expect(log).toContain("error: 403");
    expect(log).not.toContain(env.GITHUB_TOKEN);
  });

  test("is not written for a fork, whose code gets no secrets", () => {
    expect(Object.keys(ci.on)).toEqual(["pull_request", "push"]);
    expect(ci.permissions).toEqual({ contents: "read", "id-token": "write", "pull-requests": "write" });
    const [job] = Object.values(ci.jobs);
    expect(job?.if).toBe(
      "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository",
    );
    const comment = stepsOf(ci).find(({ name }) => name === "Comment");
    expect(comment?.if).toBe(
      "always() && github.event_name == 'pull_request' && steps.preview.outcome != 'skipped' && steps.mask.outcome == 'success'",
    );
    // What others chose reaches the shell in variables only.
    expect(stepsOf(ci).filter(({ run }) => run?.includes("${{"))).toEqual([]);
  });
});

describe("the pipeline of Alibaba Cloud DevOps Flow", () => {
  const { stages } = parse(readFileSync(join(root, "examples/ci/flow.yml"), "utf8"));
  const steps = stages.deploy.jobs.deploy.steps as Record<
    string,
    { step: string; with: { run?: string; filePath?: string[] } }
  >;
  const run = (step: string, cwd: string, env: NodeJS.ProcessEnv) =>
    attempt(["-c", steps[step]?.with.run ?? "false"], cwd, env);

  test("previews and applies with the commands of the other workflow", async () => {
    for (const step of ["Preview", "Up"]) expect(steps["deploy"]?.with.run).toContain(commandOf(step, ci));
    const folder = temporaryFolder();
    writeFileSync(join(folder, "pulumi"), '#!/bin/sh\necho "$1 of $PULUMI_STACK"\n', { mode: 0o755 });
    const env = { PATH: `${folder}:${process.env["PATH"]}`, HOME: folder, PULUMI_STACK: "test" };
    expect((await run("deploy", folder, env)).log).toBe("preview of test\nup of test\n");
    expect(readFileSync(join(folder, "up.txt"), "utf8")).toBe("up of test\n");
    expect((await run("result", folder, env)).code).toBe(0);
  });

  test("says in its log why a commit is refused, keeps what was printed, applies nothing, and fails at the end", async () => {
    const { folder, env } = await refusedCommit();
    const { code, log } = await run("deploy", folder, env);
    expect([code, log.includes(REASON)]).toEqual([0, true]);
    expect(Object.keys(steps).slice(-2)).toEqual(["upload", "result"]);
    const kept = steps["upload"]?.with.filePath ?? [];
    expect(kept).toEqual(["preview.txt", "up.txt"]);
    const [preview, up] = kept.map((file) => readFileSync(join(folder, file), "utf8"));
    expect(preview).toContain(REASON);
    expect(up).toBe("");
    expect((await run("result", folder, env)).code).toBeGreaterThan(0);
  });
});

test.each([
  ["ci", ci],
  ["nightly", nightly],
])("the workflow of examples/%s keeps what both commands print, also of a run that failed", (_, workflow) => {
  expect(workflow.defaults.run.shell).toBe("bash");
  const steps = stepsOf(workflow);
  const upload = steps.at(-1);
  expect(upload).toMatchObject({
    uses: expect.stringContaining("upload-artifact"),
    if: "always() && steps.mask.outcome == 'success'",
  });
  const written = steps.flatMap(({ run }) => /\| tee (\S+)/.exec(run ?? "")?.[1] ?? []);
  expect(written).toEqual(["preview.txt", "up.txt"]);
  expect(String(upload?.with?.["path"]).trim().split("\n")).toEqual(written);
});

test("the nightly workflow has the variables, the Node.js and the credentials of the other, and a schedule", () => {
  expect(nightly.env).toEqual(ci.env);
  for (const same of ["OIDC token", "Mask", "setup-node"]) {
    const step = (workflow: Workflow) =>
      stepsOf(workflow).find(({ name, uses }) => name === same || uses?.includes(same));
    expect(step(ci)).toBeDefined();
    expect(step(nightly)).toEqual(step(ci));
  }
  expect(stepsOf(ci).find(({ uses }) => uses?.includes("setup-node"))?.with?.["node-version"]).toBe(22);
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
