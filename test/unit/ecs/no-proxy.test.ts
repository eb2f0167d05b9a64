import { isExcluded } from "../../../provider/src/ecs/transport/no-proxy";

const ECS = "https://ecs.cn-hangzhou.aliyuncs.com/";

test.each<[string, string, boolean]>([
  ["", ECS, false],
  ["*", ECS, true],
  ["a.example, *", ECS, true],
  // A domain, with its subdomains; with a leading dot, its subdomains only.
  ["ecs.cn-hangzhou.aliyuncs.com", ECS, true],
  ["ECS.cn-hangzhou.aliyuncs.COM", ECS, true],
  ["aliyuncs.com", ECS, true],
  [".aliyuncs.com", ECS, true],
  ["*.aliyuncs.com", ECS, true],
  [".aliyuncs.com", "https://aliyuncs.com/", false],
  ["yuncs.com", ECS, false],
  ["ecs.cn-beijing.aliyuncs.com", ECS, false],
  // Blanks separate, too.
  ["localhost 10.0.0.0/8\taliyuncs.com", ECS, true],
  // A port.
  ["aliyuncs.com:443", ECS, true],
  ["aliyuncs.com:8443", ECS, false],
  ["ecs.example:8443", "https://ecs.example:8443/", true],
  ["ecs.example:80", "http://ecs.example/", true],
  // Addresses and ranges; a name is not resolved.
  ["10.1.2.3", "https://10.1.2.3/", true],
  ["10.1.2.3:8443", "https://10.1.2.3/", false],
  ["10.0.0.0/8", "https://10.1.2.3:8443/", true],
  ["10.0.0.0/8", "https://11.1.2.3/", false],
  ["10.0.0.0/33", "https://10.1.2.3/", false],
  ["0.0.0.0/0", ECS, false],
  ["fd00::/8", "https://[fd00::1]/", true],
  ["fd00::1", "https://[fd00::1]/", true],
  ["[fd00::1]:443", "https://[fd00::1]/", true],
  ["[fd00::1]:443", "https://[fd00::2]/", false],
  ["10.0.0.0/8", "https://[fd00::1]/", false],
])("with NO_PROXY=%j, that %s goes around the proxy is %s, as for Pulumi's CLI", (list, url, expected) => {
  expect(isExcluded(new URL(url), list)).toBe(expected);
});
