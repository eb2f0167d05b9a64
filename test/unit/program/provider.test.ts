import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../../provider/src/index";
import { errorOf } from "../../support/error";

const REGION = "cn-hangzhou";

let registered: { type: string; inputs: Record<string, unknown> }[] = [];

beforeEach(() => {
  registered = [];
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, inputs });
      return { id: `${name}-id`, state: inputs };
    },
    call: ({ inputs }) => inputs,
  });
});

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  (output as pulumi.Output<T> & { promise(): Promise<T> }).promise();

test("a Provider sends the arguments of the plugin's as the configuration of the host, credentials as secrets", async () => {
  const args: Required<dynamic.ProviderArgs> = {
    region: "cn-beijing",
    accessKey: "a",
    secretKey: pulumi.output("b"),
    securityToken: "c",
    profile: "p",
    sharedCredentialsFile: "~/f",
    ecsRoleName: "r",
    credentialsUri: "http://localhost",
    assumeRoleWithOidc: { roleArn: "acs:ram::1:role/r" },
    assumeRole: { roleArn: pulumi.output("acs:ram::1:role/r"), sessionExpiration: 900 },
    accountId: "1",
    endpoints: [{ ecs: "localhost:1" }],
    protocol: Promise.resolve("HTTPS"),
    clientReadTimeout: 1000,
    clientConnectTimeout: 2000,
    maxRetryTimeout: 5,
  };
  const provider = new dynamic.Provider("other", args);
  await known(provider.urn);
  expect(dynamic.Provider.isInstance(provider)).toBe(true);
  expect([undefined, {}, "x"].map((value) => dynamic.Provider.isInstance(value))).toEqual([
    false,
    false,
    false,
  ]);
  const [sent] = registered;
  expect(sent?.type).toBe("pulumi:providers:pulumi-nodejs");
  const { accessKey, secretKey, securityToken, credentialsUri, ...shown } = Object.fromEntries(
    Object.entries(sent?.inputs ?? {}).map(([key, value]) => [key.replace(/^alicloud:/, ""), value]),
  );
  expect(Object.keys(sent?.inputs ?? {}).every((key) => key.startsWith("alicloud:"))).toBe(true);
  expect(shown).toEqual({
    region: "cn-beijing",
    profile: "p",
    sharedCredentialsFile: "~/f",
    ecsRoleName: "r",
    assumeRoleWithOidc: '{"roleArn":"acs:ram::1:role/r"}',
    assumeRole: '{"roleArn":"acs:ram::1:role/r","sessionExpiration":900}',
    accountId: "1",
    endpoints: '[{"ecs":"localhost:1"}]',
    protocol: "HTTPS",
    clientReadTimeout: "1000",
    clientConnectTimeout: "2000",
    maxRetryTimeout: "5",
  });
  // The mark of a secret on the wire.
  for (const secret of [accessKey, secretKey, securityToken, credentialsUri]) {
    expect(secret).toMatchObject({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
  }
});

describe("arguments that the engine checks for a plugin, and for no dynamic provider", () => {
  test.each<[string, object, string]>([
    [
      "a misspelt name",
      { regoin: "hunter2", assumeRole: pulumi.output({}) },
      "regoin: is not known. Did you mean region? Known are: region, accessKey,",
    ],
    [
      "a misspelt field",
      { assumeRole: { rolArn: "hunter2" } },
      "assumeRole.rolArn: is not known. Did you mean roleArn?",
    ],
    [
      "no region",
      { region: "hunter2" },
      "region: is not a region ID; it must be lower-case letters, digits and hyphens, like cn-hangzhou.",
    ],
    ["another type", { accountId: 1 }, "accountId: it must be a text."],
    [
      "all of them at once",
      { protocol: "gopher", maxRetryTimeout: -1 },
      "protocol: it must be HTTP or HTTPS.\nconfiguration alicloud:maxRetryTimeout: it must be a whole number of seconds, 1 to 9999999.",
    ],
  ])("%s is refused at its line", (_, args, sentence) => {
    const declare = () => new dynamic.Provider("other", args as never);
    expect(declare).toThrow(`Provider "other": ${sentence}`);
    expect(declare).not.toThrow("hunter2");
    expect(registered).toEqual([]);
  });

  test("what belongs together and is known later is no fault", async () => {
    const endpoints = [{ ecs: "http://ecs.example.com" }];
    const provider = new dynamic.Provider("other", { endpoints, protocol: pulumi.output("HTTP") });
    await known(provider.urn);
    expect(registered).toHaveLength(1);
  });
});

describe("lookups with a Provider", () => {
  test("a unit test sees, in what its mocks are asked, which Provider a lookup has", async () => {
    const asked: (string | undefined)[] = [];
    pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
      call: ({ provider }) => {
        asked.push(provider);
        return { ids: ["ip-1"] };
      },
    });
    const provider = new dynamic.Provider("other", { region: REGION });
    const now = await dynamic.getImagePipelines({}, { provider });
    const later = await known(dynamic.getImagePipelinesOutput({ name: pulumi.output("web") }, { provider }));
    expect([now.ids, later.ids]).toEqual([["ip-1"], ["ip-1"]]);
    expect(asked).toEqual(Array(2).fill(expect.stringContaining("::other::")));
  });

  test("a provider of another package is refused", async () => {
    class Other extends pulumi.ProviderResource {}
    const provider = new Other("alicloud", "other", {});
    const refused =
      "getImages: the option provider is a provider of the package alicloud; it must be a Provider of pulumi-alicloud-image-builder (docs/configuration.md).";
    expect((await errorOf(dynamic.getImages({}, { provider }))).message).toBe(refused);
    expect(() => dynamic.getImagesOutput({}, { provider })).toThrow(refused);
  });

  test("in a preview in which an argument of it is not known, an Output is not known either, and a promise is refused", async () => {
    pulumi.runtime.setMocks(
      { newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }), call: () => ({}) },
      "p",
      "s",
      true,
    );
    const unknown = pulumi.output(pulumi.runtime.isDryRun() ? (pulumi.unknown as string) : "");
    const provider = new dynamic.Provider("other", { region: REGION, accountId: unknown });
    const later = dynamic.getImagesOutput({}, { provider }) as unknown as {
      isKnown: Promise<boolean>;
    };
    expect(await later.isKnown).toBe(false);
    expect((await errorOf(dynamic.getImages({}, { provider }))).message).toBe(
      "getImages: an argument of its provider is not known in this preview. Use getImagesOutput, which waits for it.",
    );
  });
});
