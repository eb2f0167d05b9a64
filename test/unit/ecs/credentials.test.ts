import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { credentialSource } from "../../../provider/src/ecs/credentials/find-source";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { temporaryFolder } from "../../support/folder";

type Texts = Record<string, string>;

const home = temporaryFolder();
const noHome = join(home, "nothing");
const otherFile = join(home, "other.json");

beforeAll(() => {
  const profiles = (prefix: string) => ({
    current: "chosen",
    profiles: ["chosen", "named"].map((name) => ({
      name,
      mode: "AK",
      access_key_id: `${prefix}-${name}`,
      access_key_secret: "secret",
    })),
  });
  mkdirSync(join(home, ".aliyun"));
  writeFileSync(join(home, ".aliyun/config.json"), JSON.stringify(profiles("file")));
  writeFileSync(otherFile, JSON.stringify(profiles("other")));
});

/** Keys of the stack configuration are written with `alicloud:`, variables without. */
function source(given: Texts, HOME = noHome) {
  const env = { HOME, ...given };
  return credentialSource(stackSettings((key) => given[key], env));
}

const key = (accessKeyId: string, securityToken?: string) => ({
  kind: "key",
  accessKeyId,
  accessKeySecret: "secret",
  securityToken,
});

const CONFIG = { "alicloud:accessKey": "config", "alicloud:secretKey": "secret" };
const CONFIG_PROFILE = { "alicloud:profile": "named" };
const CONFIG_FILE = { "alicloud:sharedCredentialsFile": otherFile };
const CONFIG_ROLE = { "alicloud:ecsRoleName": "config-role" };
const CONFIG_URI = { "alicloud:credentialsUri": "http://127.0.0.1/config" };
const CONFIG_OIDC = {
  "alicloud:assumeRoleWithOidc": JSON.stringify({
    roleArn: "acs:ram::1:role/config",
    oidcProviderArn: "acs:ram::1:oidc-provider/config",
    oidcTokenFile: "/config-token",
  }),
};
const ALICLOUD = { ALICLOUD_ACCESS_KEY: "alicloud", ALICLOUD_SECRET_KEY: "secret" };
const ALIBABA = { ALIBABA_CLOUD_ACCESS_KEY_ID: "alibaba", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret" };
const ALIBABACLOUD = {
  ALIBABACLOUD_ACCESS_KEY_ID: "alibabacloud",
  ALIBABACLOUD_ACCESS_KEY_SECRET: "secret",
};
const PROFILE = { ALICLOUD_PROFILE: "named" };
const FILE = { ALICLOUD_SHARED_CREDENTIALS_FILE: otherFile };
const ALIBABA_PROFILE = { ALIBABA_CLOUD_PROFILE: "named" };
const ROLE = { ALICLOUD_ECS_ROLE_NAME: "role" };
const ALIBABA_ROLE = { ALIBABA_CLOUD_ECS_METADATA: "alibaba-role" };
const URI = { ALICLOUD_CREDENTIALS_URI: "http://127.0.0.1/" };
const ALIBABA_URI = { ALIBABA_CLOUD_CREDENTIALS_URI: "http://127.0.0.1/alibaba" };
const OIDC = {
  ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/oidc",
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/ci",
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: "/token",
};
const configOidc = {
  kind: "oidc",
  roleArn: "acs:ram::1:role/config",
  providerArn: "acs:ram::1:oidc-provider/config",
  tokenFile: "/config-token",
};
const envOidc = {
  kind: "oidc",
  roleArn: "acs:ram::1:role/oidc",
  providerArn: "acs:ram::1:oidc-provider/ci",
  tokenFile: "/token",
};

/** Every place, in the order of precedence. */
const PLACES: [title: string, given: Texts, source: object][] = [
  ["an access key of the stack configuration", CONFIG, key("config")],
  ["a profile of the stack configuration", CONFIG_PROFILE, key("file-named")],
  ["a file of profiles in the stack configuration", CONFIG_FILE, key("other-chosen")],
  ["an ECS role of the stack configuration", CONFIG_ROLE, { kind: "ecsRole", roleName: "config-role" }],
  ["a URI of the stack configuration", CONFIG_URI, { kind: "uri", uri: "http://127.0.0.1/config" }],
  ["OIDC of the stack configuration", CONFIG_OIDC, configOidc],
  ["ALICLOUD_ACCESS_KEY", ALICLOUD, key("alicloud")],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", ALIBABA, key("alibaba")],
  ["ALIBABACLOUD_ACCESS_KEY_ID", ALIBABACLOUD, key("alibabacloud")],
  ["ALICLOUD_PROFILE", PROFILE, key("file-named")],
  ["ALICLOUD_SHARED_CREDENTIALS_FILE", FILE, key("other-chosen")],
  ["ALIBABA_CLOUD_PROFILE", ALIBABA_PROFILE, key("file-named")],
  ["ALICLOUD_ECS_ROLE_NAME", ROLE, { kind: "ecsRole", roleName: "role" }],
  ["ALIBABA_CLOUD_ECS_METADATA", ALIBABA_ROLE, { kind: "ecsRole", roleName: "alibaba-role" }],
  ["ALICLOUD_CREDENTIALS_URI", URI, { kind: "uri", uri: "http://127.0.0.1/" }],
  ["ALIBABA_CLOUD_CREDENTIALS_URI", ALIBABA_URI, { kind: "uri", uri: "http://127.0.0.1/alibaba" }],
  ["ALIBABA_CLOUD_OIDC_TOKEN_FILE", OIDC, envOidc],
];

describe("credentials are taken", () => {
  test.each(PLACES)("from %s", (_, given, expected) => {
    expect(source(given, home)).toMatchObject(expected);
  });

  test("from the profile that the CLI has chosen, when nothing is named", () => {
    expect(source({}, home)).toEqual(key("file-chosen"));
  });

  /** A profile and its file go together, so those two are no rivals. */
  const rivals = PLACES.filter(([title]) => !/profile|PROFILE|SHARED|file of/.test(title)).map(
    ([title, given, expected], index, list) => ({
      title,
      expected,
      given: Object.assign({}, ...list.slice(index).map(([, lower]) => lower), given) as Texts,
    }),
  );
  test.each(rivals)("from $title, whatever comes after it", ({ given, expected }) => {
    expect(source(given, home)).toMatchObject(expected);
  });

  test.each<[string, Texts, string]>([
    ["a key of any prefix before a profile", { ...PROFILE, ...ALIBABACLOUD }, "alibabacloud"],
    ["a key of any prefix before a role", { ...ROLE, ...ALIBABA }, "alibaba"],
    ["a key of any prefix before a URI", { ...URI, ...ALIBABA }, "alibaba"],
    ["a key of any prefix before OIDC", { ...OIDC, ...ALIBABACLOUD }, "alibabacloud"],
    ["a profile before a role", { ...PROFILE, ...ROLE }, "file-named"],
    [
      "a profile of the configuration before a key of the environment",
      { ...CONFIG_PROFILE, ...ALICLOUD },
      "file-named",
    ],
    ["a key of the configuration before its profile", { ...CONFIG, ...CONFIG_PROFILE }, "config"],
  ])("%s", (_, given, accessKeyId) => {
    expect(source(given, home)).toMatchObject({ accessKeyId });
  });

  test("a role that the configuration names wins over a key of the environment", () => {
    expect(source({ ...CONFIG_ROLE, ...ALICLOUD, ...ALIBABA })).toMatchObject({ kind: "ecsRole" });
  });

  test.each<[string, Texts, string]>([
    [
      "a profile of the configuration in a file of the environment",
      { ...CONFIG_PROFILE, ...FILE },
      "other-named",
    ],
    [
      "a profile of the environment in a file of the configuration",
      { ...CONFIG_FILE, ...PROFILE },
      "other-named",
    ],
    [
      "a profile ALIBABA_CLOUD_PROFILE in the file of ALICLOUD_SHARED_CREDENTIALS_FILE",
      { ...ALIBABA_PROFILE, ...FILE },
      "other-named",
    ],
    [
      "ALICLOUD_PROFILE before ALIBABA_CLOUD_PROFILE",
      { ...PROFILE, ALIBABA_CLOUD_PROFILE: "nobody" },
      "file-named",
    ],
  ])("%s", (_, given, accessKeyId) => {
    expect(source(given, home)).toMatchObject({ accessKeyId });
  });
});

describe("a security token", () => {
  test.each<[string, Texts, string]>([
    ["alicloud:securityToken", CONFIG, "config"],
    ["ALICLOUD_SECURITY_TOKEN", ALICLOUD, "alicloud"],
    ["ALIBABA_CLOUD_SECURITY_TOKEN", ALIBABA, "alibaba"],
    ["ALIBABACLOUD_SECURITY_TOKEN", ALIBABACLOUD, "alibabacloud"],
  ])("%s goes with the key of its own place", (name, given, id) => {
    expect(source({ ...given, [name]: "token" })).toEqual(key(id, "token"));
  });

  test("is never put beside a key of another place", () => {
    const tokens = {
      ALICLOUD_SECURITY_TOKEN: "token",
      ALIBABA_CLOUD_SECURITY_TOKEN: "token",
      ALIBABACLOUD_SECURITY_TOKEN: "token",
    };
    expect(source({ ...CONFIG, ...tokens })).toEqual(key("config"));
    expect(source({ ...ALIBABACLOUD, ...tokens, ALIBABACLOUD_SECURITY_TOKEN: "" })).toEqual(
      key("alibabacloud"),
    );
  });
});

describe("a key with something in it that no key has", () => {
  const wrong =
    "a: it contains whitespace or another character that a key cannot have. Copy it again from its source.";

  test.each(["hunter2\nhunter3", "hunter2 hunter3", "hunter2\u200b", "密钥"])(
    "is refused by the name of its place, and not quoted: %j",
    (value) => {
      const fault = (place: string) => new Error(wrong.replace("a", place));
      const { ALICLOUD_SECRET_KEY, ...id } = ALICLOUD;
      expect(() => source({ ...CONFIG, "alicloud:accessKey": value })).toThrow(
        fault("configuration alicloud:accessKey"),
      );
      expect(() => source({ ...id, ALICLOUD_SECRET_KEY: value })).toThrow(fault("ALICLOUD_SECRET_KEY"));
      expect(() => source({ ...ALIBABA, ALIBABA_CLOUD_SECURITY_TOKEN: value })).toThrow(
        fault("ALIBABA_CLOUD_SECURITY_TOKEN"),
      );
    },
  );

  test("is taken without blanks and line ends around it; of nothing but these it is not given", () => {
    expect(source({ ALICLOUD_ACCESS_KEY: "alicloud\r\n", ALICLOUD_SECRET_KEY: "\tsecret\n" })).toEqual(
      key("alicloud"),
    );
    expect(source({ ...ALICLOUD, ALICLOUD_SECURITY_TOKEN: "\n" })).toEqual(key("alicloud"));
    expect(source({ ALICLOUD_ECS_ROLE_NAME: "role\n" })).toEqual({ kind: "ecsRole", roleName: "role" });
  });
});

describe("half a key", () => {
  test.each<[string, Texts]>([
    ["alicloud:secretKey", { "alicloud:accessKey": "x" }],
    ["alicloud:accessKey", { "alicloud:secretKey": "x" }],
    ["ALICLOUD_SECRET_KEY", { ALICLOUD_ACCESS_KEY: "x", ALICLOUD_SECRET_KEY: "" }],
    ["ALIBABA_CLOUD_ACCESS_KEY_ID", { ALIBABA_CLOUD_ACCESS_KEY_SECRET: "x" }],
    ["ALIBABACLOUD_ACCESS_KEY_SECRET", { ALIBABACLOUD_ACCESS_KEY_ID: "x" }],
  ])("without %s is passed over, and the error says so", (missing, given) => {
    expect(source({ ...given, ...PROFILE }, home)).toEqual(key("file-named"));
    expect(() => source(given)).toThrow(` (${missing} is missing); `);
  });
});

test("without credentials, the error names every place that was checked, in order", () => {
  expect(() => source({})).toThrow(
    new Error(
      "no credentials found. Checked: " +
        "configuration alicloud:accessKey with alicloud:secretKey; " +
        "configuration alicloud:profile or alicloud:sharedCredentialsFile; " +
        "configuration alicloud:ecsRoleName; " +
        "configuration alicloud:credentialsUri; " +
        "configuration alicloud:assumeRoleWithOidc; " +
        "ALICLOUD_ACCESS_KEY with ALICLOUD_SECRET_KEY; " +
        "ALIBABA_CLOUD_ACCESS_KEY_ID with ALIBABA_CLOUD_ACCESS_KEY_SECRET; " +
        "ALIBABACLOUD_ACCESS_KEY_ID with ALIBABACLOUD_ACCESS_KEY_SECRET; " +
        "ALICLOUD_PROFILE or ALICLOUD_SHARED_CREDENTIALS_FILE or ALIBABA_CLOUD_PROFILE; " +
        "ALICLOUD_ECS_ROLE_NAME; " +
        "ALIBABA_CLOUD_ECS_METADATA; " +
        "ALICLOUD_CREDENTIALS_URI; " +
        "ALIBABA_CLOUD_CREDENTIALS_URI; " +
        "ALIBABA_CLOUD_ROLE_ARN and ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE; " +
        "the profile file ~/.aliyun/config.json. " +
        "Set one of them; credentials cannot be passed as arguments.",
    ),
  );
});

describe("OIDC", () => {
  const oidc = (fields: object) => ({ "alicloud:assumeRoleWithOidc": JSON.stringify(fields) });

  test("of the configuration takes everything that @pulumi/alicloud takes but the token itself", () => {
    const fields = {
      roleArn: "acs:ram::1:role/a",
      oidcProviderArn: "acs:ram::1:oidc-provider/b",
      oidcTokenFile: "/c",
      roleSessionName: "deploy",
      sessionExpiration: 1800,
      policy: { Version: "1" },
    };
    expect(source(oidc(fields))).toEqual({
      kind: "oidc",
      roleArn: "acs:ram::1:role/a",
      providerArn: "acs:ram::1:oidc-provider/b",
      tokenFile: "/c",
      sessionName: "deploy",
      sessionExpiration: 1800,
      policy: '{"Version":"1"}',
    });
  });

  test("of the configuration takes from the environment what a CI system puts there", () => {
    expect(source({ ...oidc({ roleArn: "acs:ram::1:role/a" }), ...OIDC })).toMatchObject({
      ...envOidc,
      roleArn: "acs:ram::1:role/a",
    });
  });

  test.each<[object, string]>([
    [{ policy: "{}" }, "its roleArn is missing. Set it, or set ALIBABA_CLOUD_ROLE_ARN."],
    [
      { roleArn: "acs:ram::1:role/a" },
      "its oidcProviderArn is missing. Set it, or set ALIBABA_CLOUD_OIDC_PROVIDER_ARN.",
    ],
    [
      { roleArn: "acs:ram::1:role/a", oidcProviderArn: "acs:ram::1:oidc-provider/b", oidcToken: "ey.secret" },
      "its oidcTokenFile is missing. Set it, or set ALIBABA_CLOUD_OIDC_TOKEN_FILE. The token itself cannot be passed: write it to a file.",
    ],
  ])("that is given in part is an error, and nothing else is tried: %j", (fields, said) => {
    expect(() => source({ ...oidc(fields), ...ALICLOUD }, home)).toThrow(
      new Error(`configuration alicloud:assumeRoleWithOidc: ${said}`),
    );
  });

  test.each(Object.keys(OIDC))("of the environment is not taken without %s", (missing) => {
    expect(source({ ...OIDC, [missing]: "" }, home)).toEqual(key("file-chosen"));
  });

  test("of the environment takes the session's name from there, too", () => {
    expect(source({ ...OIDC, ALIBABA_CLOUD_ROLE_SESSION_NAME: "ci" })).toEqual({
      ...envOidc,
      sessionName: "ci",
    });
  });
});

describe("a role to assume", () => {
  const role = (fields: object) => ({ "alicloud:assumeRole": JSON.stringify(fields) });

  test("is put on top of what was found, with all that @pulumi/alicloud takes", () => {
    const fields = {
      roleArn: "acs:ram::1:role/a",
      sessionName: "deploy",
      sessionExpiration: "7200",
      policy: "{}",
      externalId: "x",
    };
    expect(source({ ...ALIBABA, ...role(fields) })).toEqual({
      kind: "role",
      base: key("alibaba"),
      roleArn: "acs:ram::1:role/a",
      sessionName: "deploy",
      sessionExpiration: 7200,
      policy: "{}",
      externalId: "x",
    });
  });

  test("can come from the environment", () => {
    const given = {
      ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::1:role/env",
      ALICLOUD_ASSUME_ROLE_SESSION_NAME: "ci",
      ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "900",
    };
    expect(source({ ...ALICLOUD, ...given })).toEqual({
      kind: "role",
      base: key("alicloud"),
      roleArn: "acs:ram::1:role/env",
      sessionName: "ci",
      sessionExpiration: 900,
      policy: undefined,
      externalId: undefined,
    });
  });

  test("of the configuration wins over that of the environment, which fills in what it leaves out", () => {
    const given = {
      ...role({ roleArn: "acs:ram::1:role/config", sessionName: "" }),
      ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::1:role/env",
      ALICLOUD_ASSUME_ROLE_SESSION_NAME: "ci",
    };
    expect(source({ ...ALICLOUD, ...given })).toMatchObject({
      roleArn: "acs:ram::1:role/config",
      sessionName: "ci",
    });
  });

  test.each<[string, Texts, object]>([
    ["a profile", PROFILE, key("file-named")],
    ["an ECS role", ROLE, { kind: "ecsRole", roleName: "role" }],
    ["a URI", URI, { kind: "uri", uri: "http://127.0.0.1/" }],
    ["OIDC", OIDC, envOidc],
    ["the profile that the CLI has chosen", {}, key("file-chosen")],
  ])("is assumed with %s as well", (_, given, base) => {
    expect(source({ ...given, ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::1:role/a" }, home)).toMatchObject({
      kind: "role",
      base,
    });
  });

  test("without any credentials to assume it is an error", () => {
    expect(() => source({ ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::1:role/a" })).toThrow(
      "no credentials found. Checked",
    );
  });

  test("that is not named is an error, and an empty object is none", () => {
    expect(() => source({ ...ALICLOUD, ...role({ sessionName: "x" }) })).toThrow(
      new Error(
        "configuration alicloud:assumeRole: its roleArn is missing. Set it, or set ALICLOUD_ASSUME_ROLE_ARN.",
      ),
    );
    expect(source({ ...ALICLOUD, ...role({}) })).toEqual(key("alicloud"));
  });

  const bad = ["899", "-900", "soon", "1h", "900.5"];
  test.each(bad)("for %s seconds is refused", (seconds) => {
    const said = ": it must be a whole number of seconds, 900 or more.";
    const arn = { ALICLOUD_ASSUME_ROLE_ARN: "acs:ram::1:role/a" };
    expect(() => source({ ...ALICLOUD, ...arn, ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: seconds })).toThrow(
      new Error(`ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION${said}`),
    );
    expect(() => source({ ...ALICLOUD, ...arn, ...role({ sessionExpiration: seconds }) })).toThrow(
      new Error(`configuration alicloud:assumeRole.sessionExpiration${said}`),
    );
    const oidc = { ...JSON.parse(CONFIG_OIDC["alicloud:assumeRoleWithOidc"]), sessionExpiration: seconds };
    expect(() => source({ "alicloud:assumeRoleWithOidc": JSON.stringify(oidc) })).toThrow(
      new Error(`configuration alicloud:assumeRoleWithOidc.sessionExpiration${said}`),
    );
  });
});

test.each(["assumeRole", "assumeRoleWithOidc"])(
  "%s that is no object is refused without being quoted",
  (name) => {
    for (const text of ["hunter2", '"hunter2"', '["hunter2"]', "2", '{"hunter2"', "null"]) {
      expect(() => source({ ...(name === "assumeRole" && ALICLOUD), [`alicloud:${name}`]: text })).toThrow(
        new Error(
          `configuration alicloud:${name}: it must be an object, set with \`pulumi config set --path alicloud:${name}.roleArn ARN\`.`,
        ),
      );
    }
  },
);

test("what is not needed is not looked at: a broken profile file does not matter beside a key", () => {
  writeFileSync(join(home, "broken.json"), "{");
  const given = { ALICLOUD_SHARED_CREDENTIALS_FILE: join(home, "broken.json") };
  expect(source({ ...ALIBABA, ...given })).toEqual(key("alibaba"));
});
