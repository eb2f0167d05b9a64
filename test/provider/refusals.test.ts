import type { DynamicHost, Properties } from "../support/dynamic-host";
import type { Simulator } from "../support/simulator";
import { __provider, askHost, checkAndCreate, declared, failureOf, hostOnSimulator, steady } from "./stand";

jest.setTimeout(60_000);

let simulator: Simulator;
let host: DynamicHost;

beforeAll(async () => {
  ({ simulator, host } = await hostOnSimulator());
});

beforeEach(() => simulator.reset());

const placed = declared({ regionId: "cn-hangzhou" });

test("a declaration is refused with all its faults, each with its path, before anything is sent", async () => {
  const { failures } = await host.check(
    {},
    {
      __provider,
      nmae: "web",
      description: "x",
      baseImageType: "OS",
      importImageOptions: { diskDeviceMappings: [{}, {}, { format: "ISO" }] },
      systemDiskSize: 10,
      deleteInstanceOnFailure: "no",
      addAccounts: ["me"],
      tags: { "acs:x": "https://example.com" },
      buildContent: `FROM IMAGE:m-1\n${"RUN a\n".repeat(127)}`,
    },
  );
  // With a property named, the engine would print its whole value.
  expect(new Set(failures.map(({ property }) => property))).toEqual(new Set([""]));
  expect(failures.map(({ reason }) => reason).sort()).toEqual(
    [
      "addAccounts[0]: is not an account ID (2 characters); it must contain only digits. Copy it from the account center.",
      'baseImageType: is "OS"; it must be one of IMAGE, IMAGE_FAMILY, OSS. Did you mean OSS?',
      "buildContent: has 128 commands; at most 127 are allowed. Join RUN commands with &&, or move some into image components (COMPONENT ic-…).",
      "deleteInstanceOnFailure: is a string; it must be true or false.",
      "description: is 1 character long; 2 to 256 are allowed. Lengthen it.",
      "importImageOptions.diskDeviceMappings[2].format: is a text of 3 characters; it must be one of RAW, VHD, QCOW2.",
      "nmae: unknown argument. Did you mean name? Correct or remove it.",
      "systemDiskSize: is 10; it must be a whole number from 20 to 500 (GiB).",
      'tags["acs:x"]: contains http:// or https://, which is not allowed. Remove it.',
      'tags["acs:x"]: the tag key starts with "acs:", which is reserved for Alibaba Cloud. Use another prefix.',
    ].sort(),
  );
  expect((await simulator.state()).calls).toEqual({});
});

test("without a region the declaration is refused with the places where one can be given, and its other faults", async () => {
  const { failures } = await askHost({ config: {} }, (lost) =>
    lost.check({}, declared({ systemDiskSize: 10 })),
  );
  expect(failures.map(({ reason }) => reason)).toEqual([
    "regionId: no region is set. Set one of: the argument regionId, configuration alicloud:region, ALICLOUD_REGION, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID.",
    "systemDiskSize: is 10; it must be a whole number from 20 to 500 (GiB).",
  ]);
});

describe("a refusal of the service is reported with the action, the region, its code and request ID, and what to do", () => {
  test.each<[string, Properties, string]>([
    [
      "an image that does not exist",
      { baseImage: "m-notfound" },
      "InvalidImage.NotFound (HTTP 404, request ID <uuid>). The base image does not exist, or another value is wrong for which the service uses the same code. Check baseImage and baseImageType: the image must exist in this region, and be yours, shared with you, or public.",
    ],
    [
      "a resource group that does not exist",
      { resourceGroupId: "rg-notfound" },
      "InvalidResourceGroup.NotFound (HTTP 404, request ID <uuid>). The resource group does not exist. Check resourceGroupId.",
    ],
    [
      "a vSwitch that does not exist",
      { vswitchId: "vsw-notfound" },
      "InvalidVSwitchId.NotFound (HTTP 404, request ID <uuid>). The vSwitch does not exist in this region. Check vswitchId.",
    ],
  ])("%s", async (_, inputs, expected) => {
    const { code, details, message } = await failureOf(checkAndCreate(host, declared(inputs)));
    expect({ code, details, message: steady(message) }).toEqual({
      code: 2,
      details: undefined,
      message: `CreateImagePipeline in cn-hangzhou: ${expected}`,
    });
    expect(await simulator.state()).toMatchObject({ pipelines: [], calls: { CreateImagePipeline: 1 } });
  });

  test("a permission that is missing: the action and the resource to allow, and the page with the policies", async () => {
    const { id, properties } = await checkAndCreate(host, declared());
    await simulator.settings({
      deny: { DeleteImagePipeline: "Forbidden.RAM", TagResources: "NoPermission.Tag" },
    });
    const allow = (action: string) =>
      `The account or RAM user needs the permission ecs:${action}. Allow it for acs:ecs:cn-hangzhou:*:imagepipeline/${id}: docs/ram-policy.md has the policies.`;
    const { message } = await failureOf(host.delete(id, properties));
    expect(message).toContain("DeleteImagePipeline in cn-hangzhou: Forbidden.RAM (HTTP 403");
    expect(message).toContain(allow("DeleteImagePipeline"));
    const tagged = failureOf(host.update(id, properties, { ...properties, tags: { team: "a" } }));
    expect((await tagged).message).toContain(allow("TagResources"));
  });

  test("a secret that is not the key's", async () => {
    const { message } = await askHost(
      { simulator: { ...simulator, accessKeySecret: "not-the-secret" } },
      (wrong) => failureOf(wrong.create(placed)),
    );
    expect(steady(message)).toBe(
      "CreateImagePipeline in cn-hangzhou: SignatureDoesNotMatch (HTTP 400, request ID <uuid>). The signature was refused: check the access key secret and this machine's clock.",
    );
  });

  test("a key that nobody has", async () => {
    const { message } = await askHost({ simulator: { ...simulator, accessKeyId: "LTAInobody" } }, (nobody) =>
      failureOf(nobody.delete("ip-1", placed)),
    );
    expect(steady(message)).toBe(
      "DeleteImagePipeline in cn-hangzhou: InvalidAccessKeyId.NotFound (HTTP 404, request ID <uuid>). The service says: The specified access key ID is not found. Check which credentials apply (configuration alicloud:*, then ALICLOUD_*, then ALIBABA_CLOUD_*), and whether they are still valid. The simulator accepts only the access key that it prints when it starts.",
    );
  });
});

describe("a local fault is reported before anything is sent, without the value", () => {
  const noCredentials = expect.stringMatching(
    /^no credentials found\. Checked: .*alicloud:accessKey.*ALICLOUD_ACCESS_KEY.*ALIBABA_CLOUD_ACCESS_KEY_ID.*credentials cannot be passed as arguments\.$/,
  );

  test.each<[string, { config?: Record<string, string>; env?: NodeJS.ProcessEnv }, string]>([
    ["no key", { env: { ALICLOUD_ACCESS_KEY: "", ALICLOUD_SECRET_KEY: "" } }, noCredentials],
    [
      "halves of different keys",
      { env: { ALICLOUD_SECRET_KEY: "", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "of-another" } },
      noCredentials,
    ],
    [
      "an endpoint that is not encrypted",
      { env: { ALIBABA_CLOUD_ENDPOINT_ECS: "http://ecs.example.com" } },
      "endpoint of ecs: plain HTTP to ecs.example.com is refused, because others on the network could read and change the build content. Use HTTPS, or set the configuration alicloud:protocol to HTTP to allow it.",
    ],
    [
      "an endpoint with a password and a path in it",
      { env: { ALIBABA_CLOUD_ENDPOINT_ECS: "https://me:hunter2@ecs.example.com/api" } },
      "endpoint of ecs: it must be a host, host:port, or an http:// or https:// URL without a path (38 characters given).",
    ],
    [
      "endpoints that are no list",
      { config: { "alicloud:endpoints": '{"ecs":"ecs.example.com"}' } },
      'configuration alicloud:endpoints: it must be a list of objects, set with `pulumi config set --path "alicloud:endpoints[0].ecs" HOST`.',
    ],
    [
      "a timeout with a unit",
      { config: { "alicloud:clientReadTimeout": "30s" } },
      "configuration alicloud:clientReadTimeout: it must be a whole number of milliseconds, 1 to 9999999.",
    ],
    [
      "a host name that does not resolve",
      { env: { ALIBABA_CLOUD_ENDPOINT_ECS: "ecs.does-not-exist.invalid" } },
      "CreateImagePipeline in cn-hangzhou: not sent: the host name of ecs.does-not-exist.invalid (ALIBABA_CLOUD_ENDPOINT_ECS) does not resolve (ENOTFOUND). Check ALIBABA_CLOUD_ENDPOINT_ECS and the network.",
    ],
  ])("%s", async (_, options, expected) => {
    const { message } = await askHost({ simulator, ...options }, (misled) =>
      failureOf(misled.create(placed)),
    );
    expect(message).toEqual(expected);
    expect((await simulator.state()).calls["CreateImagePipeline"]).toBeUndefined();
  });
});

test("an error of read or delete comes without the stack of the program that raised it", async () => {
  await askHost({}, async (unable) => {
    await failureOf(unable.read("ip-1", placed));
    const { message } = await failureOf(unable.delete("ip-1", placed));
    expect(message).not.toMatch(/^\s+at /m);
    await unable.stop();
    expect(unable.stderr()).toContain("no credentials found.");
    expect(unable.stderr()).not.toMatch(/^\s+at /m);
  });
});
