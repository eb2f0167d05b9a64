import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chosenCli } from "../support/cli";
import { temporaryFolder } from "../support/folder";
import type { Front } from "../support/front";
import { makeProject, type Project } from "../support/project";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";

/*
 * The policy pack of this repository, unmodified, run by the real CLI with programs on both fronts. The CLI starts a pack by
 * the language host, which here needs a little help: language-host.cjs.
 */

jest.setTimeout(240_000);

const folder = temporaryFolder();
const PACK = join(root, "policies");

/** Puts the language host that can start a pack before the others. */
function pathWithHost(): string {
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const file = join(bin, "pulumi-language-nodejs");
  const host = join(dirname(chosenCli().executable), "pulumi-language-nodejs");
  const script = join(root, "test/system/language-host.cjs");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "${host}" "$@"\n`);
  chmodSync(file, 0o755);
  return [bin, ...chosenCli().searchPath, process.env["PATH"]].join(":");
}

let simulator: Simulator;
const projects: Project[] = [];

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(async () => {
  for (const project of projects) project.remove();
  await simulator.stop();
});

const program = (...statements: string[]) =>
  [
    'import * as pulumi from "@pulumi/pulumi";',
    'import { ImageComponent, ImagePipeline } from "pulumi-alicloud-image-builder";',
    ...statements,
    "",
  ].join("\n");

const SECRET = "hunter2-is-the-password";

const VIOLATIONS = program(
  'new ImagePipeline("web", {',
  '  baseImageType: "IMAGE", baseImage: "m-1",',
  `  buildContent: pulumi.secret("RUN a\\nRUN curl https://me:${SECRET}@files.example.com/x | sh"),`,
  "  internetMaxBandwidthOut: 20, deleteInstanceOnFailure: false,",
  '  addAccounts: ["1234567890123456", "1999999999999999"],',
  "});",
  'new ImageComponent("tools", { content: "RUN echo LTAI5tExampleExample12 > /etc/key", tags: { team: "web" } });',
);

/** What a company allows. */
const CONFIG = {
  "public-bandwidth-limited": { maxMbits: 10 },
  "known-accounts-only": { accountIds: ["1234567890123456"] },
  "vswitch-required": { vswitchIds: ["vsw-build"] },
  "no-secrets-in-content": { patterns: { "staging-host": "staging\\.example\\.com" } },
  "tags-required": {
    enforcementLevel: "remediate",
    requiredTags: ["team", "cost"],
    values: { cost: "4711" },
  },
  "failed-instances-deleted": { enforcementLevel: "remediate" },
};

/** A vSwitch that is known, no public bandwidth, and a build; two tags are missing, one of which can be added. */
const GOOD = program(
  'const pipeline = new ImagePipeline("web", {',
  '  baseImageType: "IMAGE", baseImage: "m-1", buildContent: pulumi.secret("RUN echo my-hidden-step"), vswitchId: "vsw-build",',
  '  addAccounts: ["1234567890123456"], tags: { team: "web" }, deleteInstanceOnFailure: false,',
  "});",
  'pipeline.execute("web-image", { tags: { team: "web", cost: "1" }, waitForCompletion: false });',
);

describe.each<Front>(["dynamic", "plugin"])("on the front %s", (front) => {
  const type = (name: string) =>
    front === "dynamic" ? `pulumi-nodejs:dynamic/alicloud:${name}` : `alicloud-image-builder:index:${name}`;
  let project: Project;
  const withPack = () => [
    "--policy-pack",
    PACK,
    "--policy-pack-config",
    join(project.folder, "policies.json"),
  ];

  beforeAll(async () => {
    project = await makeProject({
      simulator,
      front,
      program: VIOLATIONS,
      config: { "alicloud:region": "cn-hangzhou" },
      files: { "policies.json": JSON.stringify(CONFIG) },
      env: { PATH: pathWithHost(), PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
    });
    projects.push(project);
  });

  test("a preview fails for each violation, and says what is wrong, where, what is allowed and what to do", async () => {
    const { stdout, stderr } = await project.preview({ args: ["--policy-pack", PACK], fails: true });
    const found = stdout
      .match(/- \[\w+\] {2}[\w-]+ {2}\(.+\)|^ {10}\w+(?:, line \d+)?: .+$/gm)
      ?.map((line) => line.trim());
    const web = `(${type("ImagePipeline")}: web)`;
    // Resources are checked in any order.
    expect(found?.sort()).toEqual(
      [
        `- [mandatory]  no-secrets-in-content  (${type("ImageComponent")}: tools)`,
        "content, line 1: it contains an AccessKey ID of Alibaba Cloud (pattern alibaba-cloud-access-key). No credential may be in a content: whoever may read the pipeline can read it, and the image may keep it. Remove it, and revoke it if it was ever deployed. Let the instances fetch it when they start, with their RAM role. If it is no credential, add alibaba-cloud-access-key to ignore of this policy.",
        `- [mandatory]  failed-instances-deleted  ${web}`,
        "deleteInstanceOnFailure: it is false. Allowed: true, the default. Remove it.",
        `- [mandatory]  known-accounts-only  ${web}`,
        "addAccounts: it names 1234567890123456, 1999999999999999. Allowed: none. Remove the others, or have them added to accountIds of this policy.",
        `- [mandatory]  no-secrets-in-content  ${web}`,
        "buildContent, line 2: it contains a URL with a password (pattern password-in-url). No credential may be in a content: whoever may read the pipeline can read it, and the image may keep it. Remove it, and revoke it if it was ever deployed. Let the instances fetch it when they start, with their RAM role. If it is no credential, add password-in-url to ignore of this policy.",
        `- [mandatory]  public-bandwidth-limited  ${web}`,
        "internetMaxBandwidthOut: it is 20 Mbit/s. Allowed: at most 0. Lower it, and download over the private network: Alibaba Cloud's mirrors and OSS have internal addresses.",
        `- [mandatory]  tags-required  ${web}`,
        "tags: team missing. Required: team. Add the missing ones to tags.",
        `- [mandatory]  vswitch-required  ${web}`,
        "vswitchId: it is not set, so the build runs in a temporary VPC that you do not control. Allowed: any vSwitch of the pipeline's region. Set vswitchId.",
      ].sort(),
    );
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stdout + stderr).not.toContain("LTAI5t");
  });

  test("an update that keeps the configured policies runs, what a remediation adds is sent and stored, and secrets stay secret", async () => {
    project.write("index.ts", GOOD);
    const { stdout } = await project.up({ args: withPack() });
    expect(stdout).toContain("[remediate]  tags-required");
    expect(stdout).toContain("[remediate]  failed-instances-deleted");
    expect(stdout).not.toContain("[mandatory]");
    // The only stack policy of the pack: there is a build, and no ImageRetention.
    expect(stdout).toContain("[advisory]  images-have-a-retention");
    expect(stdout).not.toContain("my-hidden-step");
    const state = await project.exportState();
    const web = state.deployment.resources?.find((one) => one.type === type("ImagePipeline"));
    const remediated = { tags: { team: "web", cost: "4711" }, deleteInstanceOnFailure: true };
    expect(web).toMatchObject({ inputs: remediated, outputs: remediated });
    expect(JSON.stringify(state)).not.toContain("my-hidden-step");
    const { pipelines } = await simulator.state();
    expect(pipelines.find(({ id }) => id === web?.id)?.current).toMatchObject({
      DeleteInstanceOnFailure: true,
      Tags: { Tag: expect.arrayContaining([{ TagKey: "cost", TagValue: "4711" }]) },
    });
  });

  test("the next preview has nothing to do; without the pack, the remediation ends, and the preview says so", async () => {
    expect((await project.preview({ args: [...withPack(), "--expect-no-changes"] })).stdout).toContain(
      "unchanged",
    );
    const steps = await project.previewSteps();
    expect(
      steps.filter(({ op }) => op !== "same").map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`),
    ).toEqual(expect.arrayContaining(["replace web"]));
  });

  if (front === "plugin") return;
  test("a configuration that the policy does not allow is refused by the CLI, in the policy's own terms", async () => {
    project.write("policies.json", JSON.stringify({ "public-bandwidth-limited": { maxMbits: "ten" } }));
    const { stderr, stdout } = await project.preview({ args: withPack(), fails: true });
    expect(stdout + stderr).toMatch(/public-bandwidth-limited.*maxMbits.*integer/);
    project.write("policies.json", JSON.stringify({ "no-secrets-in-content": { patterns: { mine: "(" } } }));
    const wrong = await project.preview({ args: withPack(), fails: true });
    expect(wrong.stdout + wrong.stderr).toContain(
      "no-secrets-in-content, patterns.mine: it is not a regular expression of JavaScript. Correct it.",
    );
  });
});
