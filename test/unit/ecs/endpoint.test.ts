import { endpoint } from "../../../provider/src/ecs/settings/endpoint";
import { stackSettings } from "../../../provider/src/ecs/settings/settings";

const settings = (config: Record<string, string> = {}, env: Record<string, string> = {}) =>
  stackSettings((key) => config[key], env);
const ENDPOINTS = "alicloud:endpoints";
const list = (ecs: string) => JSON.stringify([{ ecs }]);

describe("the setting that names an endpoint, for errors", () => {
  test.each<[string, Record<string, string>, Record<string, string>, "ecs" | "sts", string | undefined]>([
    ["the configuration", { [ENDPOINTS]: list("a.example") }, { ECS_ENDPOINT: "b" }, "ecs", ENDPOINTS],
    ["the first variable", {}, { ALIBABA_CLOUD_ENDPOINT_ECS: "b" }, "ecs", "ALIBABA_CLOUD_ENDPOINT_ECS"],
    ["the second variable", {}, { ECS_ENDPOINT: "b" }, "ecs", "ECS_ENDPOINT"],
    ["that of ECS, which serves STS", {}, { ECS_ENDPOINT: "http://127.0.0.1:1" }, "sts", "ECS_ENDPOINT"],
    ["none, when the region does", {}, {}, "ecs", undefined],
  ])("%s", (_, config, env, service, setting) => {
    expect(endpoint(settings(config, env), service, "cn-hangzhou").setting).toBe(setting);
  });
});

describe("where ECS is reached", () => {
  test.each<[string, Record<string, string>, Record<string, string>, string, string | undefined]>([
    ["by the SDK's rule, when nothing is set", {}, {}, "HTTPS", undefined],
    [
      "by the stack configuration first",
      { [ENDPOINTS]: list("a.example") },
      { ECS_ENDPOINT: "b.example" },
      "HTTPS",
      "a.example",
    ],
    [
      "by ALIBABA_CLOUD_ENDPOINT_ECS",
      {},
      { ALIBABA_CLOUD_ENDPOINT_ECS: "b.example", ECS_ENDPOINT: "c.example" },
      "HTTPS",
      "b.example",
    ],
    ["by ECS_ENDPOINT", {}, { ECS_ENDPOINT: "c.example:8443" }, "HTTPS", "c.example:8443"],
    [
      "by the entry that names ecs",
      { [ENDPOINTS]: JSON.stringify([{ sts: "s.example" }, { ecs: "a.example" }]) },
      {},
      "HTTPS",
      "a.example",
    ],
    ["by an https URL as written", {}, { ECS_ENDPOINT: "https://c.example" }, "HTTPS", "c.example"],
    ["in the clear on this machine", {}, { ECS_ENDPOINT: "http://127.0.0.1:8080" }, "HTTP", "127.0.0.1:8080"],
    ["in the clear on localhost", {}, { ECS_ENDPOINT: "http://localhost:8080" }, "HTTP", "localhost:8080"],
    ["in the clear on ::1", {}, { ECS_ENDPOINT: "http://[::1]:8080" }, "HTTP", "[::1]:8080"],
    [
      "in the clear elsewhere, when the protocol says so",
      { "alicloud:protocol": "HTTP" },
      { ECS_ENDPOINT: "c.example" },
      "HTTP",
      "c.example",
    ],
    [
      "in the clear by the SDK's rule, when the protocol says so",
      { "alicloud:protocol": "http" },
      {},
      "HTTP",
      undefined,
    ],
  ])("%s", (_, config, env, protocol, host) => {
    expect(endpoint(settings(config, env), "ecs", "cn-hangzhou")).toMatchObject({ protocol, host });
  });

  test("in the VPC of each region, when {region} stands for it", () => {
    const inVpc = settings(
      { [ENDPOINTS]: list("ecs-vpc.{region}.aliyuncs.com") },
      { STS_ENDPOINT: "sts-vpc.{region}.aliyuncs.com" },
    );
    for (const region of ["cn-hangzhou", "cn-beijing"]) {
      expect(endpoint(inVpc, "ecs", region).host).toBe(`ecs-vpc.${region}.aliyuncs.com`);
      expect(endpoint(inVpc, "sts", region).host).toBe(`sts-vpc.${region}.aliyuncs.com`);
    }
    expect(() =>
      endpoint(settings({}, { ECS_ENDPOINT: "ecs-vpc.{regionId}.aliyuncs.com" }), "ecs", "cn-hangzhou"),
    ).toThrow("endpoint of ecs: its only placeholder is {region}, the region of the call.");
  });

  test.each([
    "http://ecs.example",
    "http://10.0.0.1:8080",
    "http://127.0.0.1.example",
    "http://localhost.example",
  ])("never in the clear to %s", (url) => {
    expect(() => endpoint(settings({}, { ECS_ENDPOINT: url }), "ecs", "cn-hangzhou")).toThrow(
      `endpoint of ecs: plain HTTP to ${new URL(url).hostname} is refused, because others on the network could read and change the build content. ` +
        "Use HTTPS, or set the configuration alicloud:protocol to HTTP to allow it.",
    );
  });

  test.each([
    "https://ecs.example/path",
    "https://user:password@ecs.example",
    "ftp://ecs.example",
    "https://",
    "a b",
    "ecs.example?x=1",
  ])("%s is refused without being quoted: it may hold a password", (text) => {
    expect(() => endpoint(settings({}, { ECS_ENDPOINT: text }), "ecs", "cn-hangzhou")).toThrow(
      `endpoint of ecs: it must be a host, host:port, or an http:// or https:// URL without a path (${text.length} characters given).`,
    );
  });

  test.each(["{}", "[1]", "not json", '"text"'])(
    "a configuration %s is refused, with how to set it",
    (text) => {
      expect(() => endpoint(settings({ [ENDPOINTS]: text }), "ecs", "cn-hangzhou")).toThrow(
        'configuration alicloud:endpoints: it must be a list of objects, set with `pulumi config set --path "alicloud:endpoints[0].ecs" HOST`.',
      );
    },
  );
});

describe("where STS is reached", () => {
  const both = (ecs: string, sts: string) => JSON.stringify([{ ecs, sts }]);
  const here = "http://127.0.0.1:4599";

  test.each<[string, Record<string, string>, Record<string, string>, string, string | undefined]>([
    ["by its own rule, when nothing is set", {}, {}, "HTTPS", undefined],
    ["at ECS's endpoint, when that is on this machine", {}, { ECS_ENDPOINT: here }, "HTTP", "127.0.0.1:4599"],
    ["there by configuration, too", { [ENDPOINTS]: list(here) }, {}, "HTTP", "127.0.0.1:4599"],
    [
      "there by HTTPS, too",
      {},
      { ECS_ENDPOINT: "https://localhost:4599", STS_ENDPOINT: "" },
      "HTTPS",
      "localhost:4599",
    ],
    ["there on IPv6, too", {}, { ALIBABA_CLOUD_ENDPOINT_ECS: "http://[::1]:4599" }, "HTTP", "[::1]:4599"],
    [
      "where the environment says",
      {},
      { ECS_ENDPOINT: here, STS_ENDPOINT: "s.example" },
      "HTTPS",
      "s.example",
    ],
    [
      "where the configuration says",
      { [ENDPOINTS]: both(here, "s.example") },
      { ALIBABA_CLOUD_ENDPOINT_STS: "t.example" },
      "HTTPS",
      "s.example",
    ],
    ["by its own rule, when ECS is elsewhere", {}, { ECS_ENDPOINT: "a.example" }, "HTTPS", undefined],
    [
      "by its own rule, when ECS is only named like it",
      {},
      { ECS_ENDPOINT: "localhost.example" },
      "HTTPS",
      undefined,
    ],
  ])("%s", (_, config, env, protocol, host) => {
    expect(endpoint(settings(config, env), "sts", "cn-hangzhou")).toMatchObject({ protocol, host });
  });
});
