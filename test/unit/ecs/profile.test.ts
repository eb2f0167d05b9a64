import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, win32 } from "node:path";
import { readProfile } from "../../../provider/src/ecs/credentials/profile";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";
import { temporaryFolder } from "../../support/folder";

const home = temporaryFolder();
const path = join(home, ".aliyun/config.json");
mkdirSync(join(home, ".aliyun"));

const settings = stackSettings(() => undefined, { HOME: home });
const write = (text: string) => writeFileSync(path, text);

/** What a file with these profiles gives, which is asked for by name. */
function read(name: string | undefined, profiles: object[], current?: string) {
  write(JSON.stringify({ current, profiles, meta_path: "" }));
  return readProfile(settings, name);
}

const AK = { name: "a", mode: "AK", access_key_id: "id", access_key_secret: "hunter2" };
const ROLE = {
  ...AK,
  mode: "RamRoleArn",
  ram_role_arn: "acs:ram::1:role/a",
  ram_session_name: "deploy",
  expired_seconds: 900,
};
const CHAINED = { ...ROLE, name: "b", mode: "ChainableRamRoleArn", source_profile: "a" };
const ECS = { name: "a", mode: "EcsRamRole", ram_role_name: "role" };
const URI = { name: "a", mode: "CredentialsURI", credentials_uri: "http://127.0.0.1/" };
const OIDC = {
  name: "a",
  mode: "OIDC",
  ram_role_arn: "acs:ram::1:role/a",
  oidc_provider_arn: "acs:ram::1:oidc-provider/a",
  oidc_token_file: "/token",
  ram_session_name: "deploy",
};

const key = { kind: "key", accessKeyId: "id", accessKeySecret: "hunter2", securityToken: undefined };
const role = {
  kind: "role",
  base: key,
  roleArn: "acs:ram::1:role/a",
  sessionName: "deploy",
  sessionExpiration: 900,
};

describe("a profile of each mode gives its credentials", () => {
  test.each<[string, object, object]>([
    ["AK", AK, key],
    ["AK, whose token of an earlier mode is left out", { ...AK, sts_token: "old" }, key],
    ["none, which is AK", { ...AK, mode: undefined }, key],
    ["an empty one, which is AK", { ...AK, mode: "" }, key],
    ["StsToken", { ...AK, mode: "StsToken", sts_token: "token" }, { ...key, securityToken: "token" }],
    ["RamRoleArn", ROLE, role],
    [
      "RamRoleArn, as the CLI writes it when it was asked for nothing more",
      { ...ROLE, ram_session_name: undefined, expired_seconds: 0 },
      { ...role, sessionName: undefined, sessionExpiration: undefined },
    ],
    [
      "RamRoleArn, with a temporary key to assume it",
      { ...ROLE, sts_token: "token" },
      { ...role, base: { ...key, securityToken: "token" } },
    ],
    ["EcsRamRole", ECS, { kind: "ecsRole", roleName: "role" }],
    ["CredentialsURI", URI, { kind: "uri", uri: "http://127.0.0.1/" }],
    [
      "OIDC",
      OIDC,
      {
        kind: "oidc",
        roleArn: "acs:ram::1:role/a",
        providerArn: "acs:ram::1:oidc-provider/a",
        tokenFile: "/token",
        sessionName: "deploy",
        sessionExpiration: undefined,
      },
    ],
  ])("%s", (_, profile, source) => {
    expect(read("a", [profile])).toEqual(source);
  });

  test("ChainableRamRoleArn, over as many as there are", () => {
    const third = { ...CHAINED, name: "c", source_profile: "b", ram_role_arn: "acs:ram::1:role/c" };
    expect(read("c", [AK, CHAINED, third])).toEqual({
      ...role,
      base: role,
      roleArn: "acs:ram::1:role/c",
    });
  });
});

describe("which profile", () => {
  const profiles = ["default", "chosen", "named"].map((name) => ({ ...AK, name, access_key_id: name }));

  test.each<[string, string | undefined, string | undefined, string]>([
    ["the one that is named", "named", "chosen", "named"],
    ["the one that the CLI has chosen", undefined, "chosen", "chosen"],
    ["default, when the CLI has chosen none", undefined, undefined, "default"],
    ["default, when the CLI has chosen an empty name", undefined, "", "default"],
  ])("%s", (_, name, current, accessKeyId) => {
    expect(read(name, profiles, current)).toMatchObject({ accessKeyId });
  });
});

describe("the file", () => {
  test("can be another, in the home folder by ~", () => {
    writeFileSync(join(home, "other.json"), JSON.stringify({ profiles: [{ ...AK, name: "default" }] }));
    expect(readProfile(settings, undefined, "~/other.json")).toEqual(key);
    expect(readProfile(settings, "default", join(home, "other.json"))).toEqual(key);
  });

  test("is found on Windows, in the home folder and by ~\\", () => {
    const before = process.cwd();
    process.chdir(home);
    try {
      jest.isolateModules(() => {
        jest.doMock("node:path", () => win32);
        const {
          readProfile,
        }: typeof import("../../../provider/src/ecs/credentials/profile") = require("../../../provider/src/ecs/credentials/profile");
        const windows = stackSettings(() => undefined, { HOME: "C:\\Users\\me$&" });
        const profiles = JSON.stringify({ profiles: [{ ...AK, name: "default" }] });
        // To Linux and macOS, these are names of files.
        writeFileSync("C:\\Users\\me$&\\.aliyun\\config.json", profiles);
        writeFileSync("C:\\Users\\me$&\\other.json", profiles);
        expect(readProfile(windows)).toEqual(key);
        expect(readProfile(windows, undefined, "~\\other.json")).toEqual(key);
      });
    } finally {
      process.chdir(before);
      jest.dontMock("node:path");
    }
  });

  test("need not be there when nothing is named", () => {
    rmSync(path, { force: true });
    expect(readProfile(settings)).toBeUndefined();
  });

  test("must exist if a profile or the file is set", () => {
    rmSync(path, { force: true });
    expect(() => readProfile(settings, "a")).toThrow(
      new Error(`profile a: the file ${path} does not exist. Run \`aliyun configure\`, or set another file.`),
    );
    expect(() => readProfile(settings, undefined, "~/none.json")).toThrow(
      new Error(
        `profile (the current one): the file ${home}/none.json does not exist. Run \`aliyun configure\`, or set another file.`,
      ),
    );
  });

  test.each([
    '{"profiles":[{"access_key_secret":"hunter2"',
    "[default]\naccess_key_secret = hunter2",
    '"hunter2"',
    "null",
    "{}",
    '{"profiles":{"a":"hunter2"}}',
    "",
  ])("that is not what the CLI writes is an error without a word of it: %j", (text) => {
    write(text);
    expect(() => readProfile(settings, "a")).toThrow(
      new Error(
        `the profile file ${path} cannot be read as JSON with a list of profiles. Run \`aliyun configure\` to create it again.`,
      ),
    );
  });

  test("that cannot be read, or is a folder, is the same error", () => {
    expect(() => readProfile(settings, "a", home)).toThrow(`the profile file ${home} cannot be read as JSON`);
  });

  test("may hold an empty entry", () => {
    write(JSON.stringify({ profiles: [null, AK] }));
    expect(readProfile(settings, "a")).toEqual(key);
  });
});

describe("a profile is refused", () => {
  const refused = (name: string, fault: string) => new Error(`profile ${name} in ${path}: ${fault}`);

  test("when it does not exist; the error names the existing ones", () => {
    expect(() => read("z", [AK, CHAINED])).toThrow(
      refused("z", "the profile does not exist. The file contains: a, b."),
    );
    expect(() => read("z", [])).toThrow(refused("z", "the profile does not exist. The file contains: none."));
  });

  test.each<[object, string]>([
    [AK, "access_key_id"],
    [AK, "access_key_secret"],
    [{ ...AK, mode: "StsToken", sts_token: "x" }, "access_key_secret"],
    [ROLE, "ram_role_arn"],
    [ROLE, "access_key_id"],
    [ECS, "ram_role_name"],
    [URI, "credentials_uri"],
    [OIDC, "ram_role_arn"],
    [OIDC, "oidc_provider_arn"],
    [OIDC, "oidc_token_file"],
    [{ ...CHAINED, name: "a" }, "source_profile"],
  ])("when a field is missing or empty: %j without %s", (profile, field) => {
    const fault = refused("a", `its ${field} is missing.`);
    expect(() => read("a", [{ ...profile, [field]: "" }])).toThrow(fault);
    expect(() => read("a", [{ ...profile, [field]: undefined }])).toThrow(fault);
  });

  test.each(["access_key_id", "access_key_secret", "sts_token"])(
    "when its %s has a line end within it; around it, it does no harm",
    (field) => {
      const profile = { ...AK, mode: "StsToken", sts_token: "token" };
      expect(() => read("a", [{ ...profile, [field]: "hunter2\nhunter3" }])).toThrow(
        new Error(
          `profile a in ${path}, ${field}: it contains whitespace or another character that a key cannot have. Copy it again from its source.`,
        ),
      );
      const value = profile[field as keyof typeof profile];
      expect(read("a", [{ ...profile, [field]: `${value}\r\n` }])).toEqual({
        ...key,
        securityToken: "token",
      });
    },
  );

  test("when the one that it builds on is not there, or misses a field", () => {
    expect(() => read("b", [CHAINED])).toThrow(
      refused("a", "the profile does not exist. The file contains: b."),
    );
    expect(() => read("b", [CHAINED, { ...AK, access_key_id: "" }])).toThrow(
      refused("a", "its access_key_id is missing."),
    );
  });

  test("when it leads back to itself, over whatever others", () => {
    const loop = refused("b", "its source_profile refers back to itself.");
    expect(() => read("b", [{ ...CHAINED, source_profile: "b" }])).toThrow(loop);
    expect(() => read("b", [{ ...CHAINED, name: "a", source_profile: "b" }, CHAINED])).toThrow(loop);
  });

  test.each(["CloudSSO", "RsaKeyPair", "External", "OAuth"])(
    "when its mode is %j, with what to do instead",
    (mode) => {
      expect(() => read("a", [{ ...AK, mode }])).toThrow(
        refused(
          "a",
          `its mode ${mode} is not supported; it must be AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, CredentialsURI or OIDC. ` +
            "Get temporary keys with the Alibaba Cloud CLI and set them as ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.",
        ),
      );
    },
  );

  test.each([60, -1, "soon", 1.5])("when its expired_seconds are %j", (expired_seconds) => {
    const fault = new Error(
      `profile a in ${path}, expired_seconds: it must be a whole number of seconds, 900 or more.`,
    );
    expect(() => read("a", [{ ...ROLE, expired_seconds }])).toThrow(fault);
    expect(() => read("a", [{ ...OIDC, expired_seconds }])).toThrow(fault);
  });
});
