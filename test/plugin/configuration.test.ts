import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ARGUMENTS } from "../../provider/src/validation/provider-faults";
import type { Properties } from "../support/dynamic-host";
import { type Plugin, reaching } from "../support/plugin";
import { root } from "../support/root";
import { startSimulator } from "../support/simulator";
import { checkAndCreate, declared, ownPlugin } from "./stand";

jest.setTimeout(60_000);

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const KEYS = Object.keys(ARGUMENTS).join(", ");

let plugin: Plugin;

beforeAll(async () => {
  plugin = await ownPlugin();
});

/** What is said of the arguments of a provider. */
async function faultsOf(args: Properties): Promise<string[]> {
  const { inputs, failures } = await plugin.checkConfig(args);
  expect(inputs).toEqual(args);
  expect(failures.every(({ property }) => property === "")).toBe(true);
  return failures.map(({ reason }) => reason);
}

const everything: Properties = {
  region: "cn-hangzhou",
  accessKey: "a",
  secretKey: "b",
  securityToken: "c",
  profile: "p",
  sharedCredentialsFile: "/f",
  ecsRoleName: "r",
  credentialsUri: "http://127.0.0.1/c",
  assumeRoleWithOidc: {
    roleArn: "a",
    oidcProviderArn: "b",
    oidcTokenFile: "c",
    roleSessionName: "d",
    sessionExpiration: 900,
    policy: "e",
  },
  assumeRole: { roleArn: "a", sessionName: "b", sessionExpiration: 900, policy: "c", externalId: "d" },
  accountId: "1234567890123456",
  endpoints: [{ ecs: "ecs.example.com", sts: "sts.example.com" }],
  protocol: "HTTPS",
  clientReadTimeout: 30_000,
  clientConnectTimeout: 10_000,
  maxRetryTimeout: 120,
};

test("every setting is an argument of the provider, plain or in JSON, as generated SDKs send it; so are Pulumi's own", async () => {
  const asJson = Object.entries(everything).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  const pulumisOwn = { version: "1.0.0", pluginDownloadURL: "https://example.com", __internal: {} };
  expect(await faultsOf({ ...everything, ...pulumisOwn })).toEqual([]);
  expect(await faultsOf(Object.fromEntries(asJson))).toEqual([]);
});

test("the schema has the same arguments", () => {
  const schema = JSON.parse(readFileSync(join(root, "provider/plugin/schema.json"), "utf8"));
  const fieldsOf = ({ $ref }: { $ref: string }) =>
    Object.keys(schema.types[$ref.replace("#/types/", "")].properties);
  const shapes = Object.entries<Record<string, never>>(schema.provider.inputProperties).map(
    ([name, property]) => {
      if (property["$ref"]) return [name, { fields: fieldsOf(property as never) }];
      if (property["items"]) return [name, { list: fieldsOf(property["items"]) }];
      return [name, property["type"] === "string" ? "text" : "number"];
    },
  );
  expect(Object.fromEntries(shapes)).toEqual(ARGUMENTS);
  expect(Object.keys(schema.config.variables).sort()).toEqual(Object.keys(ARGUMENTS).sort());
  expect(Object.keys(everything)).toEqual(Object.keys(ARGUMENTS));
});

test.each<[string, Properties, string[]]>([
  [
    "a misspelt key",
    { regoin: "hunter2" },
    [`regoin: is not known. Did you mean region? Known are: ${KEYS}.`],
  ],
  ["a key like none", { telemetry: true }, [`telemetry: is not known. Known are: ${KEYS}.`]],
  ["a key that each object has", { constructor: {} }, [`constructor: is not known. Known are: ${KEYS}.`]],
  [
    "a misspelt field",
    { assumeRole: { rolArn: "hunter2" }, endpoints: '[{ "esc": "x" }]' },
    [
      "assumeRole.rolArn: is not known. Did you mean roleArn? Known are: roleArn, sessionName, sessionExpiration, policy, externalId.",
      "endpoints[0].esc: is not known. Did you mean ecs? Known are: ecs, sts.",
    ],
  ],
  [
    "values of other types",
    { region: 1, clientReadTimeout: true, assumeRole: "hunter2", endpoints: { ecs: "x" } },
    [
      "assumeRole: it must be an object with some of the fields roleArn, sessionName, sessionExpiration, policy, externalId.",
      "clientReadTimeout: it must be a number.",
      "endpoints: it must be a list of objects.",
      "region: it must be a text.",
    ],
  ],
  [
    "values that a call would refuse",
    {
      region: "hunter2",
      protocol: "gopher",
      maxRetryTimeout: -1,
      clientReadTimeout: "1.5",
      endpoints: [{ ecs: "http://ecs.example.com" }],
    },
    [
      "protocol: it must be HTTP or HTTPS.",
      "region: is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.",
      "configuration alicloud-image-builder:clientReadTimeout: it must be a whole number of milliseconds, 1 to 9999999.",
      "configuration alicloud-image-builder:maxRetryTimeout: it must be a whole number of seconds, 1 to 9999999.",
      "endpoint of ecs: plain HTTP to ecs.example.com is refused, because others on the network could read and change the build content. Use HTTPS, or set the configuration alicloud-image-builder:protocol to HTTP to allow it.",
    ],
  ],
])("the arguments of a provider are checked in the preview: %s", async (_, args, expected) => {
  const faults = await faultsOf(args);
  expect(faults).toEqual(expected);
  expect(faults.join()).not.toContain("hunter2");
});

test("what is not known yet, or not set, is no fault", async () => {
  expect(
    await faultsOf({
      region: UNKNOWN,
      endpoints: [{ ecs: UNKNOWN }],
      assumeRole: UNKNOWN,
      profile: "",
      accountId: null,
    }),
  ).toEqual([]);
});

test("no change of the configuration replaces a provider, whose resources would all be replaced with it", async () => {
  expect(await plugin.diffConfig({ region: "cn-hangzhou" }, { region: "cn-hangzhou" })).toMatchObject({
    changes: "none",
    replaces: [],
  });
  const change = await plugin.diffConfig(
    { region: "cn-hangzhou", accountId: "1", "alicloud:region": "cn-beijing" },
    { region: "cn-beijing", accountId: "2", endpoints: [{ ecs: UNKNOWN }] },
  );
  expect(change).toMatchObject({ changes: "some", replaces: [], paths: {} });
  expect(change.diffs.sort()).toEqual(["accountId", "alicloud:region", "endpoints", "region"]);
});

test("two providers of one program have their own accounts and regions; what is not an argument comes from the environment", async () => {
  const simulator = await startSimulator();
  try {
    const { region: _, accessKey, secretKey, endpoints } = reaching(simulator);
    const env = {
      ALICLOUD_REGION: "cn-shanghai",
      ALICLOUD_ACCESS_KEY: String(accessKey),
      ALICLOUD_SECRET_KEY: String(secretKey),
    };
    const [north, south] = await Promise.all([
      ownPlugin({ args: { region: "cn-beijing", endpoints: JSON.stringify(endpoints) }, env }),
      ownPlugin({ args: { endpoints }, env }),
    ]);
    await checkAndCreate(north, "ImagePipeline", declared({ name: "north" }));
    await checkAndCreate(south, "ImagePipeline", declared({ name: "south" }));
    const { pipelines } = await simulator.state();
    expect(pipelines.map(({ regionId, current }) => [current["Name"], regionId]).sort()).toEqual([
      ["north", "cn-beijing"],
      ["south", "cn-shanghai"],
    ]);
  } finally {
    await simulator.stop();
  }
});

test("without a region or credentials, the error names the provider's own settings", async () => {
  const bare = await ownPlugin({ args: {}, env: { HOME: "/nonexistent" } });
  const { failures } = await bare.check("ImagePipeline", declared());
  expect(failures.map(({ reason }) => reason)).toEqual([
    "regionId: no region is set. Set one of: the argument regionId, configuration alicloud-image-builder:region, ALICLOUD_REGION, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID.",
  ]);
  await expect(bare.create("ImagePipeline", declared({ regionId: "cn-hangzhou" }))).rejects.toThrow(
    /no credentials found\. Checked: configuration alicloud-image-builder:accessKey with /,
  );
});
