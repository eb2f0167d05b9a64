import { keys } from "../../../provider/src/ecs/credentials";
import { defaultRegion, timeouts } from "../../../provider/src/ecs/settings";

const settings = (config: Record<string, string> = {}, env: Record<string, string> = {}) => ({
  config: (key: string) => config[key],
  env,
});

describe("the region of a resource that names none", () => {
  const everywhere = {
    ALICLOUD_REGION: "from-alicloud",
    ALIBABA_CLOUD_REGION: "from-alibaba",
    ALIBABA_CLOUD_REGION_ID: "from-id",
  };
  test.each<[string, Record<string, string>, Record<string, string>, string | undefined]>([
    ["the stack configuration first", { "alicloud:region": "from-config" }, everywhere, "from-config"],
    ["then ALICLOUD_REGION", {}, everywhere, "from-alicloud"],
    ["then ALIBABA_CLOUD_REGION", {}, { ...everywhere, ALICLOUD_REGION: "" }, "from-alibaba"],
    ["then ALIBABA_CLOUD_REGION_ID", {}, { ALIBABA_CLOUD_REGION_ID: "from-id" }, "from-id"],
    ["or none", {}, {}, undefined],
  ])("%s", (_, config, env, region) => expect(defaultRegion(settings(config, env)).value).toBe(region));

  test("every place is named, for the error", () => {
    expect(defaultRegion(settings()).where).toBe(
      "configuration alicloud:region, ALICLOUD_REGION, ALIBABA_CLOUD_REGION, ALIBABA_CLOUD_REGION_ID",
    );
  });
});

describe("timeouts of one attempt", () => {
  test("are longer than the SDK's 3 seconds by default", () => {
    expect(timeouts(settings())).toEqual({ readTimeout: 30_000, connectTimeout: 10_000 });
  });
  test("can be configured, in milliseconds", () => {
    const config = { "alicloud:clientReadTimeout": "60000", "alicloud:clientConnectTimeout": "5000" };
    expect(timeouts(settings(config))).toEqual({ readTimeout: 60_000, connectTimeout: 5000 });
  });
  test.each(["0", "-1", "1.5", "soon", "99999999"])("are refused as %s", (text) => {
    expect(() => timeouts(settings({ "alicloud:clientReadTimeout": text }))).toThrow(
      "configuration alicloud:clientReadTimeout: it must be a whole number of milliseconds, 1 to 9999999.",
    );
  });
});

describe("the access key", () => {
  const alicloud = {
    ALICLOUD_ACCESS_KEY: "id-a",
    ALICLOUD_SECRET_KEY: "secret-a",
    ALICLOUD_SECURITY_TOKEN: "token-a",
  };
  const alibaba = { ALIBABA_CLOUD_ACCESS_KEY_ID: "id-b", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "secret-b" };
  const old = {
    ALIBABACLOUD_ACCESS_KEY_ID: "id-c",
    ALIBABACLOUD_ACCESS_KEY_SECRET: "secret-c",
    ALIBABACLOUD_SECURITY_TOKEN: "token-c",
  };
  const config = { "alicloud:accessKey": "id-x", "alicloud:secretKey": "secret-x" };

  test.each<[string, Record<string, string>, Record<string, string>, string, string, string | undefined]>([
    [
      "the stack configuration first, without a token from elsewhere",
      config,
      { ...alicloud, ...alibaba },
      "id-x",
      "secret-x",
      undefined,
    ],
    ["then ALICLOUD_*, with its token", {}, { ...alicloud, ...alibaba }, "id-a", "secret-a", "token-a"],
    ["then ALIBABA_CLOUD_*", {}, { ...alibaba, ...old }, "id-b", "secret-b", undefined],
    ["then ALIBABACLOUD_*", {}, old, "id-c", "secret-c", "token-c"],
    [
      "a whole pair rather than half a one",
      { "alicloud:accessKey": "id-x" },
      alibaba,
      "id-b",
      "secret-b",
      undefined,
    ],
  ])("%s", (_, given, env, accessKeyId, accessKeySecret, securityToken) => {
    expect(keys(settings(given, env))).toEqual({ accessKeyId, accessKeySecret, securityToken });
  });

  test("missing, is an error that names every place and quotes nothing", () => {
    expect(() => keys(settings({ "alicloud:accessKey": "half-a-key" }))).toThrow(
      "no credentials. Looked in, without finding both halves of a key in one of them: " +
        "configuration alicloud:accessKey, ALICLOUD_ACCESS_KEY, ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABACLOUD_ACCESS_KEY_ID " +
        "(secret in: configuration alicloud:secretKey, ALICLOUD_SECRET_KEY, ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABACLOUD_ACCESS_KEY_SECRET). " +
        "Set one pair; credentials are never an argument.",
    );
  });
});
