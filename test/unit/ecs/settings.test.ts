import {
  defaultRegion,
  retryDeadline,
  stackSettings,
  timeouts,
} from "../../../provider/src/ecs/settings/settings";

const settings = (config: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stackSettings((key) => config[key], env);

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

describe("how long a call is repeated in all", () => {
  test("is two minutes by default, and with @pulumi/alicloud's own default, 0", () => {
    expect(retryDeadline(settings())).toBe(120_000);
    expect(retryDeadline(settings({ "alicloud:maxRetryTimeout": "" }))).toBe(120_000);
    expect(retryDeadline(settings({ "alicloud:maxRetryTimeout": "0" }))).toBe(120_000);
  });
  test("can be configured, in seconds", () => {
    expect(retryDeadline(settings({ "alicloud:maxRetryTimeout": "300" }))).toBe(300_000);
  });
  test.each(["-1", "1.5", "soon", "99999999"])("is refused as %s", (text) => {
    expect(() => retryDeadline(settings({ "alicloud:maxRetryTimeout": text }))).toThrow(
      "configuration alicloud:maxRetryTimeout: it must be a whole number of seconds, 1 to 9999999.",
    );
  });
});

test("errors name a key with the namespace in which it was set", () => {
  const plugin = { namespace: "alicloud-image-builder", config: () => "soon", env: {} };
  expect(() => timeouts(plugin)).toThrow(
    "configuration alicloud-image-builder:clientReadTimeout: it must be a whole number of milliseconds, 1 to 9999999.",
  );
  expect(defaultRegion(plugin).where).toMatch(
    /^configuration alicloud-image-builder:region, ALICLOUD_REGION/,
  );
});
