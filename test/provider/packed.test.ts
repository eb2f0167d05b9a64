import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamicHost } from "../support/dynamic-host";
import { root } from "../support/root";
import { startSimulator } from "../support/simulator";
import { checkAndCreate, declared } from "./stand";

jest.setTimeout(60_000);

/** A project in which nothing is installed but the package as it would be published, and Pulumi. */
function projectWithPackage(): string {
  const project = mkdtempSync(join(tmpdir(), "packed-"));
  const pack = ["pack", "--ignore-scripts", "--pack-destination", project];
  execFileSync("npm", pack, { cwd: join(root, "provider"), stdio: "ignore" });
  const [archive = ""] = readdirSync(project);
  const installed = join(project, "node_modules/pulumi-alicloud-image-builder");
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, archive), "--strip-components=1", "-C", installed]);
  symlinkSync(join(root, "node_modules/@pulumi"), join(project, "node_modules/@pulumi"));
  return project;
}

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
    rmSync(project, { recursive: true, force: true });
  }
});
