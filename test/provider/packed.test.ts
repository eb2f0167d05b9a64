import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { startChild } from "../support/child";
import { startDynamicHost } from "../support/dynamic-host";
import { temporaryFolder } from "../support/folder";
import { reaching, startPlugin } from "../support/plugin";
import { root } from "../support/root";
import { startSimulator } from "../support/simulator";
import { checkAndCreate, declared } from "./stand";

jest.setTimeout(60_000);

/** A project in which nothing is installed but a package as it would be published. */
function projectWith(folder: string, name: string): string {
  const project = temporaryFolder();
  const pack = ["pack", "--ignore-scripts", "--pack-destination", project];
  execFileSync("npm", pack, { cwd: join(root, folder), stdio: "ignore" });
  const [archive = ""] = readdirSync(project);
  const installed = join(project, "node_modules", name);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, archive), "--strip-components=1", "-C", installed]);
  return project;
}

/** A project in which nothing is installed but the provider as it would be published, and Pulumi. */
function projectWithPackage(): string {
  const project = projectWith("provider", "pulumi-alicloud-image-builder");
  symlinkSync(join(root, "node_modules/@pulumi"), join(project, "node_modules/@pulumi"));
  return project;
}

const PAGE = ["index.html", "page.css", "page.mjs", "texts.mjs"];

/** What a folder with the plugin consists of. */
const PLUGIN = [
  "PulumiPlugin.yaml",
  "THIRD-PARTY-LICENSES.txt",
  "credentials.js",
  "package.json",
  "plugin.js",
  "proxy-agents.js",
  "pulumi-resource-alicloud-image-builder",
  "pulumi-resource-alicloud-image-builder.cmd",
  "schema.json",
  "schemas.js",
  "sdk.js",
  "service-words.js",
  "yaml.js",
];

test("the published package needs nothing beside it but Pulumi: it checks, with every parser, creates, reads and deletes", async () => {
  const project = projectWithPackage();
  const simulator = await startSimulator();
  const host = await startDynamicHost({
    cwd: project,
    env: {
      ALICLOUD_ACCESS_KEY: simulator.accessKeyId,
      ALICLOUD_SECRET_KEY: simulator.accessKeySecret,
      ALIBABA_CLOUD_ENDPOINT_ECS: simulator.endpoint,
      ALIBABA_CLOUD_ENDPOINT_STS: simulator.endpoint,
    },
  });
  try {
    await host.configure({ "alicloud:region": "cn-hangzhou" });
    const content = { buildContent: "FROM IMAGE:m-bp1base\nRUN a" };
    const { id, properties } = await checkAndCreate(host, declared(content));
    expect(await host.read(id, properties)).toMatchObject({ id, inputs: content });
    await host.delete(id, properties);
    const __provider = 'exports.handler=()=>require("pulumi-alicloud-image-builder/host").imageComponent';
    const yaml = {
      __provider,
      content: "Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties: { commandContent: a }\n",
    };
    expect(await host.check({}, yaml)).toMatchObject({ failures: [] });
    const program =
      'const { importDockerfile } = require("pulumi-alicloud-image-builder"); process.stdout.write(importDockerfile("FROM a\\nRUN b").buildContent)';
    expect(execFileSync(process.execPath, ["-e", program], { cwd: project, encoding: "utf8" })).toBe("RUN b");
    const unitTest = `const pulumi = require("@pulumi/pulumi");
      const { ImagePipeline } = require("pulumi-alicloud-image-builder");
      const mocks = require("pulumi-alicloud-image-builder/testing").imageBuilderMocks();
      pulumi.runtime.setMocks(mocks).then(() => {
        new ImagePipeline("web", { baseImageType: "IMAGE", baseImage: "m-1", systemDiskSize: 5 });
        return mocks.check();
      }).catch(({ message }) => process.stdout.write(message));`;
    expect(execFileSync(process.execPath, ["-e", unitTest], { cwd: project, encoding: "utf8" })).toBe(
      'ImagePipeline "web": systemDiskSize: is 5; it must be a whole number from 20 to 500 (GiB).',
    );
    const bin = join(
      project,
      "node_modules/pulumi-alicloud-image-builder/bin/pulumi-alicloud-image-builder.js",
    );
    expect(execFileSync(process.execPath, [bin, "--help"], { cwd: project, encoding: "utf8" })).toMatch(
      /^Usage: /,
    );
  } finally {
    await host.stop();
    await simulator.stop();
  }
});

test("the plugin in it needs nothing beside it, not even Pulumi: it starts, checks, with every parser, creates, reads and deletes", async () => {
  const project = projectWithPackage();
  const folder = join(project, "alone");
  renameSync(join(project, "node_modules/pulumi-alicloud-image-builder/plugin"), folder);
  rmSync(join(project, "node_modules"), { recursive: true });
  const simulator = await startSimulator();
  const plugin = await startPlugin({ folder, args: reaching(simulator) });
  try {
    const { version } = JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8"));
    expect(await plugin.info()).toMatchObject({ version });
    const content = { buildContent: "FROM IMAGE:m-bp1base\nRUN a" };
    const { inputs } = await plugin.check("ImagePipeline", {
      ...content,
      baseImageType: "IMAGE",
      baseImage: "m-bp1base",
    });
    const { id, properties } = await plugin.create("ImagePipeline", inputs);
    expect(await plugin.read("ImagePipeline", id, properties)).toMatchObject({ id, inputs: content });
    await plugin.delete("ImagePipeline", id, properties);
    const yaml = "Tasks:\n  - Name: a\n    Action: RunShellCommand\n    Properties: { commandContent: a }\n";
    expect(await plugin.check("ImageComponent", { content: yaml })).toMatchObject({ failures: [] });
  } finally {
    await plugin.stop();
    await simulator.stop();
  }
});

test("the published simulator needs no package beside it: its command and its library start, answer and check what they get", async () => {
  const project = projectWith("simulator", "image-builder-simulator");
  const installed = join(project, "node_modules/image-builder-simulator");
  const { dependencies, bin } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  expect(dependencies).toBeUndefined();
  const command = await startChildIn(project, [
    join(installed, bin["image-builder-simulator"]),
    ...["--port", "0"],
  ]);
  const library = await startChildIn(project, [
    "-e",
    'require("image-builder-simulator").startSimulator().then((one) => console.log(JSON.stringify(one)))',
  ]);
  try {
    for (const { endpoint } of [command, library]) {
      const { name, actions } = JSON.parse(await (await fetch(endpoint)).text());
      expect([name, actions["2014-05-26"]]).toEqual([
        "image-builder-simulator",
        expect.arrayContaining(["CreateImagePipeline"]),
      ]);
      const page = await fetch(endpoint, { headers: { accept: "text/html" } });
      expect(await page.text()).toContain("</html>");
      const body = JSON.stringify({ stateSeconds: { BUILDING: "long" } });
      const refused = await fetch(`${endpoint}/_simulator/settings`, { method: "POST", body });
      expect(refused.status).toBe(400);
    }
  } finally {
    await Promise.all([command.stop(), library.stop()]);
  }
});

async function startChildIn(cwd: string, args: string[]) {
  const child = startChild(process.execPath, args, { cwd });
  const { endpoint } = JSON.parse(await child.firstLine());
  return { endpoint, stop: child.stop };
}

test("the licences of all that is in the plugin lie beside it, both of google-protobuf's too", () => {
  const text = readFileSync(join(root, "provider/plugin/THIRD-PARTY-LICENSES.txt"), "utf8");
  const protobuf = text.slice(text.indexOf("google-protobuf "), text.indexOf("has-flag "));
  expect(protobuf).toContain("Redistribution and use in source and binary forms");
  expect(protobuf).toContain("Apache License");
  expect(text).toMatch(/^@grpc\/grpc-js 1\./m);
  expect(text).toMatch(/^@pulumi\/pulumi 3\./m);
});

describe.each(["provider", "simulator"])("what is packed of %s", (folder) => {
  const checkout = temporaryFolder();
  const packageFolder = join(checkout, folder);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: checkout, stdio: "ignore" });

  /** The files of the archive that `npm pack` writes, and the package.json in it. */
  function packed() {
    const to = mkdtempSync(join(checkout, "to-"));
    execFileSync("npm", ["pack", "--pack-destination", to], { cwd: packageFolder, stdio: "ignore" });
    const [archive = ""] = readdirSync(to);
    const tar = (...args: string[]) => execFileSync("tar", args, { cwd: to, encoding: "utf8" });
    const files = tar("-tzf", archive).trim().split("\n").sort();
    return { files, fields: JSON.parse(tar("-xzOf", archive, "package/package.json")) };
  }

  beforeAll(() => {
    mkdirSync(join(checkout, "tools/lib"), { recursive: true });
    for (const file of ["repository.mjs", "packable.mjs", "lib/published.mjs"])
      copyFileSync(join(root, "tools", file), join(checkout, "tools", file));
    mkdirSync(join(checkout, "sdk"));
    // Node would give the folders another time.
    for (const part of [folder, "sdk/python"])
      execFileSync("cp", ["-a", join(root, part), join(checkout, part)]);
    git("init");
  });

  /** What npm would print and stop at, from the first of the commands that it runs before it packs. */
  const refusal = (): string[] => {
    const { scripts } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
    const [check = ""] = scripts.prepack.split(" && ");
    const { status, stderr } = spawnSync(check, { shell: true, cwd: packageFolder, encoding: "utf8" });
    const lines = stderr.split("\n").filter((line) => line !== "");
    expect(status).toBe(lines.length > 0 ? 1 : 0);
    return lines;
  };
  const todo = "Nothing was packed. Run `npm run build` in the repository first.";
  const built = folder === "provider" ? ["dist", "plugin"] : ["dist"];

  test("is what was built from the sources, or nothing", () => {
    expect(refusal()).toEqual([]);
    const source = join(packageFolder, "src/index.ts");
    const { atime, mtime } = statSync(source);
    utimesSync(source, new Date(), new Date());
    expect(refusal()).toEqual([...built.map((part) => `${folder}/${part} is older than the sources.`), todo]);
    utimesSync(source, atime, mtime);
    const last = join(packageFolder, "dist/THIRD-PARTY-LICENSES.txt");
    renameSync(last, `${last}.away`);
    expect(refusal()).toEqual([`${folder}/dist was not built.`, todo]);
    renameSync(`${last}.away`, last);
    expect(refusal()).toEqual([]);
  });

  if (folder === "provider")
    test("has the version and the SDK for Python of the repository", () => {
      const file = join(packageFolder, "package.json");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, JSON.stringify({ ...JSON.parse(text), version: "9.9.9" }));
      expect(refusal()).toEqual(["provider/plugin is not of version 9.9.9.", todo]);
      writeFileSync(file, text);
      const python = join(checkout, "sdk/python/pyproject.toml");
      appendFileSync(python, "# changed\n");
      expect(refusal()).toEqual(["provider/dist has another SDK for Python.", todo]);
      copyFileSync(join(root, "sdk/python/pyproject.toml"), python);
      expect(refusal()).toEqual([]);
    });

  test("has a README, the licence and an author, and nothing that is not needed", () => {
    const { files, fields } = packed();
    expect(files.filter((file) => /\.(map|tsbuildinfo)$|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    if (folder === "simulator")
      expect(files.filter((file) => file.startsWith("package/dist/"))).toEqual([
        "package/dist/THIRD-PARTY-LICENSES.txt",
        "package/dist/cli.js",
        "package/dist/index.d.ts",
        "package/dist/index.js",
      ]);
    expect(files.filter((file) => !file.startsWith("package/dist/"))).toEqual([
      ...(folder === "simulator" ? ["package/Containerfile"] : []),
      "package/LICENSE",
      "package/README.md",
      ...(folder === "provider" ? ["package/bin/pulumi-alicloud-image-builder.js"] : []),
      "package/package.json",
      ...(folder === "simulator" ? PAGE.map((file) => `package/page/${file}`) : []),
      ...(folder === "provider" ? PLUGIN.map((file) => `package/plugin/${file}`) : []),
    ]);
    expect(fields).toMatchObject({
      license: "Apache-2.0",
      author: "The pulumi-alicloud-image-builder authors",
      description: expect.any(String),
    });
    expect(readFileSync(join(root, folder, "LICENSE"), "utf8")).toBe(
      readFileSync(join(root, "LICENSE"), "utf8"),
    );
  });

  test.each([
    ["https://git.example.com/owner/name.git", "https://git.example.com/owner/name"],
    ["https://user:hunter2@git.example.com/owner/name", "https://git.example.com/owner/name"],
    ["git@git.example.com:owner/name.git", "https://git.example.com/owner/name"],
    ["ssh://git@git.example.com:2222/group/owner/name.git", "https://git.example.com/group/owner/name"],
  ])("names the repository that it was packed from: %s", (remote, web) => {
    const before = readFileSync(join(packageFolder, "package.json"), "utf8");
    git("remote", "add", "origin", remote);
    try {
      const { fields } = packed();
      expect(fields).toMatchObject({
        repository: { type: "git", url: `git+${web}.git`, directory: folder },
        homepage: `${web}/tree/HEAD/${folder}#readme`,
        bugs: { url: `${web}/issues` },
      });
      expect(JSON.stringify(fields)).not.toContain("hunter2");
      expect(readFileSync(join(packageFolder, "package.json"), "utf8")).toBe(before);
    } finally {
      git("remote", "remove", "origin");
    }
  });

  test("names none where there is none, or only a folder of this machine", () => {
    git("remote", "add", "origin", "/srv/git/name.git");
    const { fields } = packed();
    git("remote", "remove", "origin");
    for (const each of [fields, packed().fields]) {
      expect(each).not.toHaveProperty("repository");
      expect(each).not.toHaveProperty("homepage");
      expect(each).not.toHaveProperty("bugs");
    }
  });
});

test("every README begins with the same declaration", () => {
  const declaration = (file: string) =>
    /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, file), "utf8"))?.[1];
  const first = declaration("README.md");
  expect(first).toContain('new ImagePipeline("web"');
  expect(declaration("README.zh-CN.md")).toBe(first);
  expect(declaration("provider/README.md")).toBe(first);
});
