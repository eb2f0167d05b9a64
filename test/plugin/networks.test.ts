import { proxyStand } from "../provider/proxy/stand";
import { errorOf } from "../support/error";
import { checkAndCreate, declared, ownPlugin } from "./stand";

jest.setTimeout(60_000);

const { environment, port, proxy, simulator } = proxyStand();

const pluginWith = (env: NodeJS.ProcessEnv, args = {}) =>
  ownPlugin({ args: { region: "cn-hangzhou", ...args }, env: { ...environment(), ...env } });

test("the plugin, too, goes through the proxy of its environment, with the authority of NODE_EXTRA_CA_CERTS", async () => {
  const used = await proxy({ user: "me", password: "hunter2" });
  const HTTPS_PROXY = `http://me:hunter2@127.0.0.1:${used.port}`;
  await checkAndCreate(await pluginWith({ HTTPS_PROXY }), "ImagePipeline", declared());
  expect((await simulator().state()).pipelines).toHaveLength(1);
  const asked = [...new Set(used.asked().map(({ asked }) => asked))].sort();
  expect(asked).toEqual([`CONNECT ecs.service.test:${port()}`, `CONNECT sts.service.test:${port()}`]);
  const without = await pluginWith({ HTTPS_PROXY, NODE_EXTRA_CA_CERTS: undefined });
  const { message } = await errorOf(checkAndCreate(without, "ImagePipeline", declared()));
  expect(message).toMatch(/set NODE_EXTRA_CA_CERTS to the PEM file/);
  expect(message).not.toContain("hunter2");
});

test("a plugin with VPC endpoints calls that of the region", async () => {
  const used = await proxy({ refuses: ["ecs-vpc.cn-beijing.aliyuncs.com"] });
  const plugin = await pluginWith(
    { HTTPS_PROXY: `http://127.0.0.1:${used.port}` },
    { endpoints: [{ ecs: "ecs-vpc.{region}.aliyuncs.com" }], accountId: "1000000000000001" },
  );
  const { message } = await errorOf(
    checkAndCreate(plugin, "ImagePipeline", declared({ regionId: "cn-beijing" })),
  );
  expect(message).toContain("refused the connection to ecs-vpc.cn-beijing.aliyuncs.com (HTTP 403)");
});
