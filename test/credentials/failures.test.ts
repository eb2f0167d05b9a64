import { join } from "node:path";
import { declared } from "../provider/stand";
import { HostError, startDynamicHost } from "../support/dynamic-host";
import { ACCOUNT, expectNoSecret, type Given, KEY, METADATA, stand, temporaryKey } from "./stand";
import type { Answer } from "./stand-in";

jest.setTimeout(60_000);

const { simulator, create, environment, standIn, home } = stand();

const ROLE_ARN = `acs:ram::${ACCOUNT}:role/deploy`;
const ROLE: Given = {
  env: {
    ALICLOUD_ACCESS_KEY: KEY.accessKeyId,
    ALICLOUD_SECRET_KEY: KEY.accessKeySecret,
    ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN,
  },
};
const ECS: Given = { env: { ALICLOUD_ECS_ROLE_NAME: "builder" } };
const oidc = (tokenFile = join(home({ token: "eyhunter2.token" }), "token")): Given => ({
  env: {
    ALIBABA_CLOUD_ROLE_ARN: ROLE_ARN,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: `acs:ram::${ACCOUNT}:oidc-provider/ci`,
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: tokenFile,
  },
});

/** An answer with everything in it that must not come out. */
const LOUD = {
  AccessKeyId: "STS.hunter2",
  AccessKeySecret: "hunter2",
  Message: `not for ${KEY.accessKeyId} with ${KEY.accessKeySecret} and eyhunter2.token`,
};
const KEYS_WITHOUT_TOKEN = { Code: "Success", ...LOUD };

const DENIED = { status: 403, body: { Code: "NoPermission", ...LOUD } };
const BUSY = { status: 503, body: { Code: "ServiceUnavailable", ...LOUD } };
const PAGE = { status: 200, body: "<html>hunter2</html>" };
const FAILED = { status: 500, body: "hunter2" };

const ECS_SAID = (reason = "") =>
  `the metadata service (RAM role builder) returned no credentials${reason}. ` +
  "This must run on an ECS instance that has the role, and ALIBABA_CLOUD_ECS_METADATA_DISABLED must not be true.";
const URI_SAID = (reason = "") =>
  `the credentials URI returned no credentials${reason}. Check that it responds and what it returns.`;
const ROLE_SAID = (reason = "") =>
  `STS AssumeRole (role ${ROLE_ARN}) returned no credentials${reason}. ` +
  "Check the credentials that assume it, and the trust policy of the role.";
const OIDC_SAID = (reason = "") =>
  `STS AssumeRoleWithOIDC (role ${ROLE_ARN}) returned no credentials${reason}. ` +
  "Check the token file, the provider's ARN, and the trust policy of the role.";

interface Case {
  title: string;
  given: (url: string) => Given;
  answer: Answer;
  said: string;
}

const uri = (url: string): Given => ({ env: { ALICLOUD_CREDENTIALS_URI: `${url}/?token=hunter2` } });

const CASES: Case[] = [
  { title: "a metadata service that refuses", given: () => ECS, answer: FAILED, said: ECS_SAID() },
  {
    title: "a metadata service that gives half",
    given: () => ECS,
    answer: { body: KEYS_WITHOUT_TOKEN },
    said: ECS_SAID(),
  },
  { title: "a metadata service that answers a page", given: () => ECS, answer: PAGE, said: ECS_SAID() },
  {
    title: "a metadata service that hangs up",
    given: () => ECS,
    answer: "reset",
    said: ECS_SAID(" (ECONNRESET)"),
  },
  { title: "a URI that refuses", given: uri, answer: FAILED, said: URI_SAID() },
  { title: "a URI that gives half", given: uri, answer: { body: KEYS_WITHOUT_TOKEN }, said: URI_SAID() },
  { title: "a URI that answers a page", given: uri, answer: PAGE, said: URI_SAID() },
  { title: "a URI that hangs up", given: uri, answer: "reset", said: URI_SAID(" (ECONNRESET)") },
  {
    title: "a role that may not be assumed",
    given: () => ROLE,
    answer: DENIED,
    said: ROLE_SAID(" (NoPermission)"),
  },
  { title: "STS that is busy", given: () => ROLE, answer: BUSY, said: ROLE_SAID(" (ServiceUnavailable)") },
  { title: "STS that answers a page", given: () => ROLE, answer: PAGE, said: ROLE_SAID() },
  {
    title: "STS that gives half",
    given: () => ROLE,
    answer: { body: { Credentials: LOUD } },
    said: ROLE_SAID(),
  },
  { title: "STS that hangs up", given: () => ROLE, answer: "reset", said: ROLE_SAID(" (ECONNRESET)") },
  {
    title: "a token that is not trusted",
    given: () => oidc(),
    answer: DENIED,
    said: OIDC_SAID(" (NoPermission)"),
  },
  {
    title: "STS that gives half for a token",
    given: () => oidc(),
    answer: { body: { Credentials: LOUD } },
    said: OIDC_SAID(),
  },
  {
    title: "a token file that is missing",
    given: () => oidc("/nowhere/token"),
    answer: PAGE,
    said: OIDC_SAID(" (ENOENT)"),
  },
];

test("line ends around the parts of a key from a URI are ignored; inside one, the error names the part", async () => {
  const { AccessKeyId, AccessKeySecret, SecurityToken } = await temporaryKey(simulator());
  const keys = { AccessKeyId: `${AccessKeyId}\n`, AccessKeySecret: `${AccessKeySecret}\r\n` };
  const expiration = { Code: "Success", Expiration: new Date(Date.now() + 3_600_000).toISOString() };
  let token = `${SecurityToken}\n`;
  const service = await standIn(() => ({ body: { ...keys, ...expiration, SecurityToken: token } }));
  expect((await create(uri(service.url))).made).toHaveLength(1);
  token = "hunter2\nhunter3";
  const { error, printed } = await create(uri(service.url));
  expect(error).toBe(
    "CreateImagePipeline in cn-hangzhou: the credentials URI returned an unusable securityToken: " +
      "it contains whitespace or another character that a key cannot have. Copy it again from its source.",
  );
  expectNoSecret(printed);
});

describe("no credentials come from", () => {
  test.each(CASES)(
    "$title: the error names the source and contains nothing of the response",
    async ({ given, answer, said }) => {
      const service = await standIn(() => answer);
      const redirects = { [METADATA]: service.url, "sts.aliyuncs.com": service.url };
      const { error, printed } = await create({ ...given(service.url), redirects });
      expect(error).toBe(`CreateImagePipeline in cn-hangzhou: ${said}`);
      expectNoSecret(printed);
      expect((await simulator().state()).calls).toEqual({});
    },
  );

  test("a service that is not there", async () => {
    const nowhere = "http://127.0.0.1:1";
    const { error } = await create(uri(nowhere));
    expect(error).toBe(`CreateImagePipeline in cn-hangzhou: ${URI_SAID(" (ECONNREFUSED)")}`);
  });

  test("a role whose own credentials are missing: the error names those", async () => {
    const { error } = await create({
      env: { ...uri("http://127.0.0.1:1").env, ALICLOUD_ASSUME_ROLE_ARN: ROLE_ARN },
    });
    expect(error).toBe(`CreateImagePipeline in cn-hangzhou: ${URI_SAID(" (ECONNREFUSED)")}`);
  });
});

test("a wrong key cannot assume a role", async () => {
  const { error, printed } = await create({
    env: { ...ROLE.env, ALICLOUD_SECRET_KEY: "hunter2-wrong" },
  });
  expect(error).toBe(`CreateImagePipeline in cn-hangzhou: ${ROLE_SAID(" (SignatureDoesNotMatch)")}`);
  expectNoSecret(printed);
});

test("whatever the host of a deploy prints and answers, there is nothing secret in it", async () => {
  const service = await standIn(() => DENIED);
  const redirects = { "sts.aliyuncs.com": service.url };
  const host = await startDynamicHost({ env: environment({ ...ROLE, redirects }) });
  await host.configure({ "alicloud:region": "cn-hangzhou" });
  const inputs = declared({ regionId: "cn-hangzhou" });
  const calls = [
    () => host.create(inputs),
    () => host.read("ip-1", { ...inputs, imagePipelineId: "ip-1" }),
    () => host.update("ip-1", inputs, { ...inputs, tags: { a: "b" } }),
    () => host.delete("ip-1", inputs),
  ];
  for (const call of calls) {
    const error = await call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(HostError);
    expect((error as HostError).message).toContain(ROLE_SAID(" (NoPermission)"));
    expectNoSecret(JSON.stringify([(error as HostError).message, (error as HostError).details]));
  }
  await host.stop();
  expectNoSecret(host.stdout() + host.stderr());
});
