import {
  ACCOUNT,
  expectNoSecret,
  type Given,
  KEY,
  OTHER_ACCOUNT,
  OTHER_KEY,
  stand,
  type TemporaryKey,
  temporaryKey,
} from "./stand";
import { passOn } from "./stand-in";

jest.setTimeout(60_000);

const { simulator, create, standIn } = stand();

interface Key {
  id: string;
  secret: string;
  token?: string;
}

const under = { id: KEY.accessKeyId, secret: KEY.accessKeySecret };
const another = { id: OTHER_KEY.accessKeyId, secret: OTHER_KEY.accessKeySecret };
const ofSts = ({ AccessKeyId, AccessKeySecret, SecurityToken }: TemporaryKey): Key => ({
  id: AccessKeyId,
  secret: AccessKeySecret,
  token: SecurityToken,
});

const profiles = ({ id, secret, token }: Key) => ({
  current: "chosen",
  profiles: ["chosen", "named"].map((name) => ({
    name,
    mode: token ? "StsToken" : "AK",
    access_key_id: id,
    access_key_secret: secret,
    sts_token: token,
  })),
});

const PLACES: [title: string, given: (key: Key) => Given][] = [
  [
    "the stack configuration",
    ({ id, secret, token = "" }) => ({
      config: { "alicloud:accessKey": id, "alicloud:secretKey": secret, "alicloud:securityToken": token },
    }),
  ],
  [
    "ALICLOUD_*",
    ({ id, secret, token }) => ({
      env: { ALICLOUD_ACCESS_KEY: id, ALICLOUD_SECRET_KEY: secret, ALICLOUD_SECURITY_TOKEN: token },
    }),
  ],
  ...["ALIBABA_CLOUD", "ALIBABACLOUD"].map((prefix): [string, (key: Key) => Given] => [
    `${prefix}_*`,
    ({ id, secret, token }) => ({
      env: {
        [`${prefix}_ACCESS_KEY_ID`]: id,
        [`${prefix}_ACCESS_KEY_SECRET`]: secret,
        [`${prefix}_SECURITY_TOKEN`]: token,
      },
    }),
  ]),
  ["the profile that the CLI has chosen", (key) => ({ files: { ".aliyun/config.json": profiles(key) } })],
  [
    "a profile of the stack configuration",
    (key) => ({ config: { "alicloud:profile": "named" }, files: { ".aliyun/config.json": profiles(key) } }),
  ],
  [
    "alicloud:sharedCredentialsFile",
    (key) => ({
      config: { "alicloud:sharedCredentialsFile": "~/shared.json" },
      files: { "shared.json": profiles(key), ".aliyun/config.json": profiles(another) },
    }),
  ],
  [
    "ALICLOUD_PROFILE in ALICLOUD_SHARED_CREDENTIALS_FILE",
    (key) => ({
      env: { ALICLOUD_PROFILE: "named", ALICLOUD_SHARED_CREDENTIALS_FILE: "~/shared.json" },
      files: { "shared.json": profiles(key), ".aliyun/config.json": profiles(another) },
    }),
  ],
];

describe.each(PLACES)("with %s", (_, given) => {
  test("a pipeline is made in the account of the access key", async () => {
    expect(await create(given(under))).toMatchObject({ made: [{ accountId: ACCOUNT }] });
    expect(await simulator().state()).toMatchObject({ rejected: 0 });
  });

  test("a pipeline is made with temporary credentials", async () => {
    const key = ofSts(await temporaryKey(simulator()));
    expect(await create(given(key))).toMatchObject({ made: [{ accountId: ACCOUNT }] });
  });

  test("a line end after each part, as files and CI systems leave it, does no harm", async () => {
    const key = ofSts(await temporaryKey(simulator()));
    const ended = { id: `${key.id}\r\n`, secret: ` ${key.secret}\n`, token: `${key.token}\n` };
    expect(await create(given(ended))).toMatchObject({ made: [{ accountId: ACCOUNT }] });
  });

  test("a wrong secret and a wrong token are refused, and not repeated in the error", async () => {
    const { error = "", printed } = await create(given({ ...under, secret: "hunter2-wrong" }));
    expect(error).toMatch(
      /^CreateImagePipeline in cn-hangzhou: SignatureDoesNotMatch \(HTTP 400, request ID [\w-]+\)\. The signature was refused: check the access key secret and this machine's clock\.$/,
    );
    expectNoSecret(printed);

    const key = ofSts(await temporaryKey(simulator()));
    const wrong = await create(given({ ...key, token: "hunter2-wrong" }));
    expect(wrong.error).toMatch(
      /: InvalidSecurityToken\.MismatchWithAccessKey .* Check which credentials apply \(configuration alicloud:\*, then ALICLOUD_\*, then ALIBABA_CLOUD_\*\), and whether they are still valid\.$/,
    );
    expectNoSecret(wrong.printed);
    expect((await simulator().state()).pipelines).toEqual([]);
  });
});

test("of keys that are everywhere, that of the stack configuration is used", async () => {
  const given = {
    config: { "alicloud:accessKey": under.id, "alicloud:secretKey": under.secret },
    env: {
      ALICLOUD_ACCESS_KEY: another.id,
      ALICLOUD_SECRET_KEY: another.secret,
      ALIBABA_CLOUD_ACCESS_KEY_ID: another.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: another.secret,
    },
    files: { ".aliyun/config.json": profiles(another) },
  };
  expect(await create(given)).toMatchObject({ made: [{ accountId: ACCOUNT }] });
  expect(await create({ ...given, config: {} })).toMatchObject({ made: [{ accountId: OTHER_ACCOUNT }] });
});

test("without any, nothing is sent, and the error names every place that was looked in", async () => {
  const { error, made } = await create({});
  expect(made).toBeUndefined();
  expect(error).toMatch(
    /^no credentials found\. Checked: configuration alicloud:accessKey .*; the profile file ~\/\.aliyun\/config\.json\. Set one of them; credentials cannot be passed as arguments\.$/,
  );
  expect((await simulator().state()).calls).toEqual({});
});

test("two regions in one process are called, each at its own host", async () => {
  const regions = ["cn-beijing", "us-west-1"];
  const hosts = regions.map((region) => `ecs.${region}.aliyuncs.com`);
  const ears = await standIn((asked) => passOn(asked, simulator().endpoint));
  const { made } = await create({
    env: { ALICLOUD_ACCESS_KEY: under.id, ALICLOUD_SECRET_KEY: under.secret, REGIONS: regions.join() },
    redirects: Object.fromEntries(
      [...hosts, "sts.cn-beijing.aliyuncs.com", "sts.us-west-1.aliyuncs.com"].map((host) => [host, ears.url]),
    ),
  });
  expect(made).toHaveLength(2);
  const { pipelines } = await simulator().state();
  expect(pipelines.map(({ regionId }) => regionId).sort()).toEqual(regions);
  expect(
    ears.asked
      .map(({ host }) => host)
      .filter((host) => host.startsWith("ecs"))
      .sort(),
  ).toEqual(hosts);
});
