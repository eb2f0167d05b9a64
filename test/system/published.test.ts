import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { finished, runChild, startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";

/*
 * The packages as the release workflow makes them, in a clone of their own: its commands, up to the last one, which is tried
 * without publishing. GitHub's runner is not tried.
 */

const workflow = parse(readFileSync(join(root, ".github/workflows/release.yml"), "utf8"));
const steps: { name?: string; run?: string }[] = workflow.jobs.publish.steps;
const VERSION = "1.2.3";

const clone = join(temporaryFolder(), "clone");
const archives = () => readdirSync(join(clone, "release")).map((file) => join(clone, "release", file));
const commandOf = (step: string): string => {
  const command = steps.find(({ name }) => name === step)?.run;
  if (command === undefined) throw new Error(`the workflow has no step ${step}`);
  return command;
};
const runs = (command: string, tag = `v${VERSION}`) =>
  runChild("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", command], {
    cwd: clone,
    env: { ...process.env, GITHUB_REF_NAME: tag },
  });

beforeAll(async () => {
  mkdirSync(clone);
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  const built = ["provider/dist", "provider/plugin", "simulator/dist"];
  const files = listed
    .split("\n")
    .filter((file) => /^(provider|simulator|tools|sdk\/python)\/|^[^/]+$/.test(file));
  for (const file of [...files.filter((one) => one && existsSync(join(root, one))), ...built])
    cpSync(join(root, file), join(clone, file), { recursive: true });
  const git = (...args: string[]) => execFileSync("git", args, { cwd: clone, stdio: "ignore" });
  git("init");
  git("remote", "add", "origin", "https://git.example.com/owner/name");
  // The build of the workflow would write the last of them.
  for (const folder of ["provider", "simulator", "provider/plugin"]) {
    const file = join(clone, folder, "package.json");
    writeFileSync(file, readFileSync(file, "utf8").replace(/("version": )"[^"]+"/, `$1"${VERSION}"`));
  }
  const changelog = join(clone, "CHANGELOG.md");
  writeFileSync(changelog, readFileSync(changelog, "utf8").replace("## [Unreleased]", `## [${VERSION}]`));
  expect(await runs(commandOf("Pack"))).toMatchObject({ code: 0 });
});

test("a release is refused if the tag, the versions and the changelog do not agree", async () => {
  expect(await runs(commandOf("Versions"))).toEqual({ code: 0, stdout: "", stderr: "" });
  const { code, stderr } = await runs(commandOf("Versions"), "v1.3.0");
  expect(code).toBe(1);
  expect(stderr).toBe(
    [
      "provider/package.json has version 1.2.3, and the tag is v1.3.0.",
      "simulator/package.json has version 1.2.3, and the tag is v1.3.0.",
      "CHANGELOG.md has no section ## [1.3.0]. Rename ## [Unreleased], and begin a new one.\n",
    ].join("\n"),
  );
});

test("publint and arethetypeswrong find no fault in either package", async () => {
  const { code, stdout, stderr } = await runs(commandOf("Check"));
  expect({ code, stderr: code === 0 ? "" : stderr, stdout: code === 0 ? "" : stdout }).toEqual({
    code: 0,
    stderr: "",
    stdout: "",
  });
  expect(stdout.match(/All good!/g)).toHaveLength(2);
  expect(stdout.match(/No problems found/g)).toHaveLength(2);
});

test("publishing is the only step left: both archives are taken, public, and name the repository that provenance needs", async () => {
  const publish = commandOf("Publish");
  expect(publish).toContain("--provenance");
  expect(workflow.permissions["id-token"]).toBe("write");
  // A provenance can only be made where GitHub runs it.
  const { code, stdout } = await runs(publish.replace("--provenance", "--dry-run"));
  expect(code).toBe(0);
  expect(stdout.trim().split("\n").sort()).toEqual([
    `+ image-builder-simulator@${VERSION}`,
    `+ pulumi-alicloud-image-builder@${VERSION}`,
  ]);
  for (const archive of archives()) {
    const text = execFileSync("tar", ["-xzOf", archive, "package/package.json"], { encoding: "utf8" });
    const { private: isPrivate, repository, scripts } = JSON.parse(text);
    expect(isPrivate).toBeUndefined();
    expect(repository.url).toBe("git+https://git.example.com/owner/name.git");
    expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  }
});

const PROGRAM = `
import { GoldenImage, ImagePipeline, getImages, run, yamlComponent } from "pulumi-alicloud-image-builder";
import * as plugin from "pulumi-alicloud-image-builder/plugin";
import { imagePipeline } from "pulumi-alicloud-image-builder/host";
import { startSimulator, type Simulator, type SimulatorOptions } from "image-builder-simulator";

const declaration = { baseImageType: "IMAGE", baseImage: "m-1", buildContent: run("a") };
const web = new ImagePipeline("web", declaration);
const other: plugin.ImagePipeline = new plugin.ImagePipeline("other", declaration, { provider: new plugin.Provider("p") });
export const built = web.execute("build").imageId;
export const golden = new GoldenImage("golden", { ...declaration, keep: 2 });
export const found = getImages().then(({ images }) => images.length);
export const options: SimulatorOptions = { port: 0, speed: 60 };
export const simulator: Promise<Simulator> = startSimulator(options);
export const check = imagePipeline.check;
export { other, yamlComponent };
`;

/** What the example of simulator/README.md has from a test runner and from its user. */
const RUNNER = `
declare function beforeAll(run: () => Promise<void>): void;
declare function beforeEach(run: () => Promise<unknown>): void;
declare function afterAll(run: () => Promise<void>): void;
declare function test(title: string, run: () => Promise<void>): void;
declare function expect(value: unknown): { toEqual(other: unknown): void };
declare function deploy(env: Record<string, string>): Promise<void>;
`;

describe("in a project that has nothing but the two archives and Pulumi", () => {
  const project = temporaryFolder();
  const installed = async () => {
    writeFileSync(join(project, "package.json"), '{ "name": "consumer", "private": true }\n');
    const { version } = JSON.parse(
      readFileSync(join(root, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    );
    const args = ["install", "--no-audit", "--no-fund", ...archives(), `@pulumi/pulumi@${version}`];
    return runChild("npm", args, { cwd: project });
  };

  beforeAll(async () => {
    const { code, stderr } = await installed();
    expect(code).toBe(0);
    expect(stderr).not.toContain("EBADENGINE");
    writeFileSync(join(project, "program.ts"), PROGRAM);
    const [, example = ""] =
      /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, "simulator/README.md"), "utf8")) ?? [];
    expect(example).toContain("startSimulator");
    writeFileSync(join(project, "readme.ts"), `${example}\n${RUNNER}`);
  }, 180_000);

  test.each([
    ["commonjs", "node10"],
    ["node16", "node16"],
    ["esnext", "bundler"],
  ])(
    "a strict compiler without skipLibCheck accepts a program of every entry: module %s, resolution %s",
    async (module, resolution) => {
      const strict = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
      const modes = ["--target", "es2022", "--module", module, "--moduleResolution", resolution];
      const tsc = join(root, "node_modules/typescript/bin/tsc");
      const args = [
        tsc,
        "--noEmit",
        "--skipLibCheck",
        "false",
        ...strict,
        ...modes,
        "program.ts",
        "readme.ts",
      ];
      expect(await runChild(process.execPath, args, { cwd: project })).toEqual({
        code: 0,
        stdout: "",
        stderr: "",
      });
    },
  );

  test("an ES module and a CommonJS module get the same names", async () => {
    const names =
      '"pulumi-alicloud-image-builder", "pulumi-alicloud-image-builder/plugin", "image-builder-simulator"';
    const esm = `for (const name of [${names}]) console.log(Object.keys(await import(name)).filter((one) => !/^(default|module.exports)$/.test(one)).sort().join());`;
    const cjs = `for (const name of [${names}]) console.log(Object.keys(require(name)).sort().join());`;
    writeFileSync(join(project, "names.mjs"), esm);
    writeFileSync(join(project, "names.cjs"), cjs);
    const [imported, required] = await Promise.all(
      ["names.mjs", "names.cjs"].map((file) => runChild(process.execPath, [file], { cwd: project })),
    );
    expect(imported).toEqual({ code: 0, stdout: expect.stringContaining("ImagePipeline"), stderr: "" });
    expect(imported?.stdout).toBe(required?.stdout);
  });

  test("npx runs the simulator and the commands, and both say their version", async () => {
    const npx = (...args: string[]) =>
      runChild("npx", ["--offline", "--no", "--", ...args], { cwd: project });
    for (const name of ["image-builder-simulator", "pulumi-alicloud-image-builder"])
      expect(await npx(name, "--version")).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
    const bin = join(project, "node_modules/.bin/image-builder-simulator");
    const simulator = startChild(bin, ["--port", "0"], { cwd: project });
    const { endpoint } = JSON.parse(await simulator.firstLine());
    expect((await fetch(endpoint)).status).toBe(200);
    await simulator.stop();
    expect((await finished(simulator)).stderr).toBe("");
  });
});

describe("the example of docs/testing.md runs as the page says", () => {
  const page = readFileSync(join(root, "docs/testing.md"), "utf8");
  const [program = "", tests = ""] = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

  test.each(["Vitest", "jest with @swc/jest", "jest with ts-jest"])("with %s", async (runner) => {
    const section = page.split(/^(?=##+ )/m).find((text) => text.startsWith(`### ${runner}\n`)) ?? "";
    const block = (language: string) =>
      new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1];
    const project = temporaryFolder();
    const configuration = JSON.parse(block("json") ?? "{}");
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, ...configuration }));
    writeFileSync(join(project, "images.ts"), program);
    writeFileSync(join(project, "images.test.ts"), tests);
    const { version } = JSON.parse(
      readFileSync(join(root, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
    );
    const [provider = ""] = archives().filter((file) => file.includes("pulumi-alicloud"));
    const script = `npm install ${provider} @pulumi/pulumi@${version}\n${block("sh")}`;
    const { code, stdout, stderr } = await runChild("bash", ["-eo", "pipefail", "-c", script], {
      cwd: project,
      env: {
        ...process.env,
        npm_config_audit: "false",
        npm_config_fund: "false",
        npm_config_prefer_offline: "true",
        // Otherwise this jest takes itself for a worker of the one that runs this test.
        JEST_WORKER_ID: undefined,
        NODE_ENV: undefined,
      },
    });
    expect({ code, output: code === 0 ? "" : stdout + stderr }).toEqual({ code: 0, output: "" });
    expect(stdout + stderr).toMatch(/Tests:? .*2 passed/);
  });
});
