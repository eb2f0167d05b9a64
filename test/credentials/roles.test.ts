import { join } from "node:path";
import { ACCOUNT, expectNoSecret, type Given, KEY, METADATA, stand, temporaryKey } from "./stand";
import { passOn, type StandIn } from "./stand-in";

jest.setTimeout(60_000);

const { simulator, create, standIn, home } = stand();

const KEY_VARIABLES = { ALICLOUD_ACCESS_KEY: KEY.accessKeyId, ALICLOUD_SECRET_KEY: KEY.accessKeySecret };
const ROLE_ARN = `acs:ram::${ACCOUNT}:role/deploy`;
const PROVIDER_ARN = `acs:ram::${ACCOUNT}:oidc-provider/ci`;

/** What STS was asked, without what a signature is made of. */
const asked = (sts: StandIn, action: string): Record<string, string>[] =>
  sts.asked
    .filter(({ path }) => path.includes(`Action=${action}&`))
    .map(({ host, body }) => ({ host, ...Object.fromEntries(new URLSearchParams(body)) }));

/** The simulator's STS, with what it is asked. */
const listeningSts = () => standIn((request) => passOn(request, simulator().endpoint));

describe("the role of the ECS instance", () => {
  /** The metadata service of an instance that has the role `builder`. */
  const metadata = (withTokens = true) =>
    standIn(async ({ method, path, headers }) => {
      if (method === "PUT" && path === "/latest/api/token") {
        return withTokens ? { body: "metadata-token" } : { status: 404, body: "" };
      }
      if (withTokens && headers["x-aliyun-ecs-metadata-token"] !== "metadata-token")
        return { status: 403, body: "" };
      if (path !== "/latest/meta-data/ram/security-credentials/builder") return { status: 404, body: "" };
      return { body: { Code: "Success", ...(await temporaryKey(simulator())) } };
    });

  test.each<[string, Given]>([
    ["the stack configuration", { config: { "alicloud:ecsRoleName": "builder" } }],
    ["ALICLOUD_ECS_ROLE_NAME", { env: { ALICLOUD_ECS_ROLE_NAME: "builder" } }],
    ["ALIBABA_CLOUD_ECS_METADATA", { env: { ALIBABA_CLOUD_ECS_METADATA: "builder" } }],
    [
      "a profile",
      {
        env: { ALICLOUD_PROFILE: "ecs" },
        files: {
          ".aliyun/config.json": {
            profiles: [{ name: "ecs", mode: "EcsRamRole", ram_role_name: "builder" }],
          },
        },
      },
    ],
  ])("that %s names gives credentials by the metadata service", async (_, given) => {
    const service = await metadata();
    const redirects = { [METADATA]: service.url };
    expect(await create({ ...given, redirects })).toMatchObject({ made: [{ accountId: ACCOUNT }] });
    expect(service.asked.map(({ method, host }) => `${method} ${host}`)).toContain(`PUT ${METADATA}`);
  });

  test("gives them on an instance that knows no tokens, too", async () => {
    const redirects = { [METADATA]: (await metadata(false)).url };
    const config = { "alicloud:ecsRoleName": "builder" };
    expect(await create({ config, redirects })).toMatchObject({ made: [{ accountId: ACCOUNT }] });
  });

  test("is not asked for when ALIBABA_CLOUD_ECS_METADATA_DISABLED is true", async () => {
    const service = await metadata();
    const { error } = await create({
      config: { "alicloud:ecsRoleName": "builder" },
      env: { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" },
      redirects: { [METADATA]: service.url },
    });
    expect(error).toBe(
      "CreateImagePipeline in cn-hangzhou: the metadata service (RAM role builder) returned no credentials. " +
        "This must run on an ECS instance that has the role, and ALIBABA_CLOUD_ECS_METADATA_DISABLED must not be true.",
    );
    expect(service.asked).toEqual([]);
  });

  test("is never asked for when nothing names one", async () => {
    const service = await metadata();
    await create({ redirects: { [METADATA]: service.url } });
    expect(service.asked).toEqual([]);
  });
});

test.each<[string, (uri: string) => Given]>([
  ["alicloud:credentialsUri", (uri) => ({ config: { "alicloud:credentialsUri": uri } })],
  ["ALICLOUD_CREDENTIALS_URI", (uri) => ({ env: { ALICLOUD_CREDENTIALS_URI: uri } })],
  ["ALIBABA_CLOUD_CREDENTIALS_URI", (uri) => ({ env: { ALIBABA_CLOUD_CREDENTIALS_URI: uri } })],
  [
    "a profile",
    (uri) => ({
      files: {
        ".aliyun/config.json": {
          profiles: [{ name: "default", mode: "CredentialsURI", credentials_uri: uri }],
        },
      },
    }),
  ],
])("the URI that %s names gives credentials", async (_, given) => {
  const service = await standIn(async () => ({ body: await temporaryKey(simulator()) }));
  expect(await create(given(`${service.url}/keys?of=deploy`))).toMatchObject({
    made: [{ accountId: ACCOUNT }],
  });
  expect(service.asked).toContainEqual(expect.objectContaining({ method: "GET", path: "/keys?of=deploy" }));
});

describe("a role that is assumed", () => {
  test("by the stack configuration is assumed with all its settings", async () => {
    const sts = await listeningSts();
    const { made } = await create({
      config: {
        "alicloud:assumeRole": JSON.stringify({
          roleArn: ROLE_ARN,
          sessionName: "deploy-42",
          sessionExpiration: 1800,
          policy: '{"Version":"1","Statement":[]}',
          externalId: "partner",
        }),
      },
      env: KEY_VARIABLES,
      redirects: { "sts.aliyuncs.com": sts.url },
    });
    expect(made).toMatchObject([{ accountId: ACCOUNT }]);
    expect(asked(sts, "AssumeRole")).toContainEqual({
      host: "sts.aliyuncs.com",
      RoleArn: ROLE_ARN,
      RoleSessionName: "deploy-42",
      DurationSeconds: "1800",
      Policy: '{"Version":"1","Statement":[]}',
      ExternalId: "partner",
    });
  });

  test("by the environment is assumed with its settings", async () => {
    const sts = await listeningSts();
    const { made } = await create({
      env: {
        ...KEY_VARIABLES,
        ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN,
        ALICLOUD_ASSUME_ROLE_SESSION_NAME: "ci",
        ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "900",
      },
      redirects: { "sts.aliyuncs.com": sts.url },
    });
    expect(made).toMatchObject([{ accountId: ACCOUNT }]);
    expect(asked(sts, "AssumeRole")).toContainEqual({
      host: "sts.aliyuncs.com",
      RoleArn: ROLE_ARN,
      RoleSessionName: "ci",
      DurationSeconds: "900",
    });
  });

  test("by a profile is asked for with the key of the profile that it builds on", async () => {
    const base = {
      name: "base",
      mode: "AK",
      access_key_id: KEY.accessKeyId,
      access_key_secret: KEY.accessKeySecret,
    };
    const role = (name: string, source_profile: string) => ({
      name,
      mode: "ChainableRamRoleArn",
      ram_role_arn: `acs:ram::${ACCOUNT}:role/${name}`,
      source_profile,
    });
    const sts = await listeningSts();
    const { made } = await create({
      config: { "alicloud:profile": "deploy" },
      files: { ".aliyun/config.json": { profiles: [base, role("hop", "base"), role("deploy", "hop")] } },
      redirects: { "sts.aliyuncs.com": sts.url },
    });
    expect(made).toMatchObject([{ accountId: ACCOUNT }]);
    const roles = asked(sts, "AssumeRole").map(({ RoleArn = "" }) => RoleArn.split("/")[1]);
    expect(new Set(roles)).toEqual(new Set(["hop", "deploy"]));
  });

  test("with temporary credentials of a URI", async () => {
    const service = await standIn(async () => ({ body: await temporaryKey(simulator()) }));
    const { made } = await create({
      env: { ALICLOUD_CREDENTIALS_URI: service.url, ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN },
    });
    expect(made).toMatchObject([{ accountId: ACCOUNT }]);
  });

  test.each<[string, Given]>([
    [
      "the stack configuration",
      { config: { "alicloud:endpoints": JSON.stringify([{ sts: "sts.example.test" }]) } },
    ],
    ["ALIBABA_CLOUD_ENDPOINT_STS", { env: { ALIBABA_CLOUD_ENDPOINT_STS: "https://sts.example.test" } }],
    ["STS_ENDPOINT", { env: { STS_ENDPOINT: "sts.example.test" } }],
  ])("at the endpoint of STS that %s names", async (_, { config = {}, env = {} }) => {
    const sts = await listeningSts();
    const { made } = await create({
      config,
      env: { ...KEY_VARIABLES, ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN, ...env },
      redirects: { "sts.example.test": sts.url, "sts.aliyuncs.com": "http://127.0.0.1:1" },
    });
    expect(made).toMatchObject([{ accountId: ACCOUNT }]);
    expect(asked(sts, "AssumeRole")).not.toEqual([]);
  });
});

describe("OIDC", () => {
  const TOKEN = "eyhunter2.of.the-ci-system";

  test("by the environment, as a cluster or a CI system sets it", async () => {
    const sts = await listeningSts();
    const { made, printed } = await create({
      env: {
        ALIBABA_CLOUD_ROLE_ARN: ROLE_ARN,
        ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER_ARN,
        ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home({ token: TOKEN }), "token"),
        ALIBABA_CLOUD_ROLE_SESSION_NAME: "run-7",
      },
      redirects: { "sts.aliyuncs.com": sts.url },
    });
    expect(made).toHaveLength(1);
    expect(asked(sts, "AssumeRoleWithOIDC")).toContainEqual({
      host: "sts.aliyuncs.com",
      RoleArn: ROLE_ARN,
      OIDCProviderArn: PROVIDER_ARN,
      OIDCToken: TOKEN,
      RoleSessionName: "run-7",
      DurationSeconds: "3600",
    });
    expectNoSecret(printed);
  });

  test("by the stack configuration, with a session time and a policy", async () => {
    const sts = await listeningSts();
    const config = {
      "alicloud:assumeRoleWithOidc": JSON.stringify({
        roleArn: ROLE_ARN,
        oidcProviderArn: PROVIDER_ARN,
        oidcTokenFile: join(home({ token: TOKEN }), "token"),
        roleSessionName: "run-8",
        sessionExpiration: 1200,
        policy: "{}",
      }),
    };
    expect((await create({ config, redirects: { "sts.aliyuncs.com": sts.url } })).made).toHaveLength(1);
    expect(asked(sts, "AssumeRoleWithOIDC")).toContainEqual(
      expect.objectContaining({ RoleSessionName: "run-8", DurationSeconds: "1200", Policy: "{}" }),
    );
  });

  test("by a token file that ends in a line end, which is not sent", async () => {
    const sts = await listeningSts();
    const env = {
      ALIBABA_CLOUD_ROLE_ARN: ROLE_ARN,
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: PROVIDER_ARN,
      ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home({ token: `${TOKEN}\r\n` }), "token"),
    };
    expect((await create({ env, redirects: { "sts.aliyuncs.com": sts.url } })).made).toHaveLength(1);
    expect(asked(sts, "AssumeRoleWithOIDC")).toContainEqual(expect.objectContaining({ OIDCToken: TOKEN }));
  });

  test("by a profile", async () => {
    const profile = {
      name: "ci",
      mode: "OIDC",
      ram_role_arn: ROLE_ARN,
      oidc_provider_arn: PROVIDER_ARN,
      oidc_token_file: join(home({ token: TOKEN }), "token"),
    };
    const given = {
      env: { ALIBABA_CLOUD_PROFILE: "ci" },
      files: { ".aliyun/config.json": { profiles: [profile] } },
    };
    expect((await create(given)).made).toHaveLength(1);
  });
});
