import { type Simulator, startSimulator } from "../support/simulator";
import { __provider, checkAndCreate, declared, startHost } from "./stand";

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
  expect(__provider.length).toBeLessThan(200);
  expect(__provider).not.toMatch(/\d|\.\.|node_modules|\/(tmp|home|root|work|Users)\b/);
  expect(__provider).toContain('require("pulumi-alicloud-image-builder/host").imagePipeline');
});

test("it is found from a folder deep in a project that was copied somewhere else", async () => {
  const host = await startHost({ simulator, folder: "infra/stacks/images" });
  await checkAndCreate(host, declared());
  expect((await simulator.state()).pipelines).toHaveLength(1);
});

test("what an earlier release put into the state goes on working: a handler that requires the same name", async () => {
  const host = await startHost({ simulator });
  const earlier =
    'exports.handler = () => ({ ...require("pulumi-alicloud-image-builder/host").imagePipeline });';
  const { id, properties } = await checkAndCreate(host, declared());
  await host.delete(id, { ...properties, __provider: earlier });
  expect((await simulator.state()).pipelines).toEqual([]);
});
