import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EARLIER_PROVIDERS } from "../support/earlier-providers";
import { type Simulator, startSimulator } from "../support/simulator";
import { __provider, checkAndCreate, declared, failureOf, startHost } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.stop());

test("two pipelines created as the first calls of a process are both made, in the configured region", async () => {
  const host = await startHost({ simulator, config: { "alicloud:region": "cn-beijing" } });
  const inputs = ["a1", "b1"].map((name) => declared({ name, regionId: "cn-beijing" }));
  const made = await Promise.all(inputs.map((declaration) => host.create(declaration)));

  const { pipelines, calls } = await simulator.state();
  expect(pipelines.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  expect(calls).toEqual({ CreateImagePipeline: 2, GetCallerIdentity: 1 });
});

test("two checks as the first calls of a process both know the configuration", async () => {
  const host = await startHost({ config: { "alicloud:region": "cn-beijing" } });
  const checked = await Promise.all(["a1", "b1"].map((name) => host.check({}, declared({ name }))));
  expect(checked).toMatchObject([
    { inputs: { name: "a1", regionId: "cn-beijing" }, failures: [] },
    { inputs: { name: "b1", regionId: "cn-beijing" }, failures: [] },
  ]);
});

test("keys in the stack configuration win over those in the environment", async () => {
  const host = await startHost({
    simulator: { ...simulator, accessKeyId: "another", accessKeySecret: "wrong" },
    config: {
      "alicloud:region": "cn-hangzhou",
      "alicloud:accessKey": simulator.accessKeyId,
      "alicloud:secretKey": simulator.accessKeySecret,
      "alicloud:endpoints": JSON.stringify([{ ecs: simulator.endpoint, sts: simulator.endpoint }]),
    },
  });
  await checkAndCreate(host, declared());
  expect(await simulator.state()).toMatchObject({ pipelines: [{}], rejected: 0 });
});

test("a pipeline is made all the same when STS cannot say whose account it is", async () => {
  const host = await startHost({
    simulator,
    env: { ALIBABA_CLOUD_ENDPOINT_STS: "http://refused-since-not-encrypted.example" },
  });
  const { properties } = await checkAndCreate(host, declared());
  expect(properties).not.toHaveProperty("accountId");
  expect((await simulator.state()).pipelines).toHaveLength(1);
});

test("the provider in the state is short, and names neither a path nor a version", () => {
  expect(__provider.length).toBeLessThan(210);
  expect(__provider).not.toMatch(/\d|\.\.|node_modules|\/(tmp|home|root|work|Users)\b/);
  expect(__provider).toContain("'pulumi-alicloud-image-builder'");
});

test("it is found from a folder deep in a project that was copied somewhere else", async () => {
  const host = await startHost({ simulator, folder: "infra/stacks/images" });
  await checkAndCreate(host, declared());
  expect((await simulator.state()).pipelines).toHaveLength(1);
});

test("what earlier releases put into the state goes on working, and is no difference; an update replaces it", async () => {
  const host = await startHost({ simulator });
  for (const earlier of EARLIER_PROVIDERS) {
    const declaration = declared({ tags: { team: "a" } });
    const { id, properties } = await checkAndCreate(host, { ...declaration, __provider: earlier });
    const { inputs } = await host.check({ ...properties }, declaration);
    expect(await host.diff(id, properties, inputs)).toMatchObject({ changes: "none", replaces: [] });
    expect(await host.read(id, properties)).toMatchObject({ id, properties: { __provider: earlier } });
    const changed = await host.check({ ...properties }, { ...declaration, tags: { team: "b" } });
    const { properties: updated } = await host.update(id, properties, changed.inputs);
    expect(updated).toMatchObject({ __provider, tags: { team: "b" } });
    await host.delete(id, properties);
  }
  expect((await simulator.state()).pipelines).toEqual([]);
});

test("where the project does not have the package, as a dependency of a dependency or any more, each call says in one sentence what to add where", async () => {
  const host = await startHost({ lacking: true });
  const properties = declared({ name: "web", regionId: "cn-hangzhou" });
  const calls = [
    host.check({}, properties),
    host.diff("ip-1", properties, properties),
    host.create(properties),
    host.read("ip-1", properties),
    host.update("ip-1", properties, properties),
    host.delete("ip-1", properties),
  ];
  const sentence = `Add pulumi-alicloud-image-builder to ${host.folder}/package.json: MODULE_NOT_FOUND`;
  const errors = await Promise.all(calls.map(failureOf));
  expect(errors.map(({ message }) => message)).toEqual(calls.map(() => sentence));
  expect(new Set(host.stderr().split(/:?\s*\n/))).toEqual(new Set([`Error: ${sentence}`, ""]));
});

test("a package that is there but broken says what is wrong with it", async () => {
  const host = await startHost({ lacking: true });
  const folder = join(host.folder, "node_modules/pulumi-alicloud-image-builder");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "host.js"), "const = 1;");
  const { message } = await failureOf(host.check({}, declared()));
  expect(message).toMatch(/package.json: SyntaxError: Unexpected token '='$/);
});
