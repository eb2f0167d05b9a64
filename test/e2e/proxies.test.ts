import { proxyStand } from "../provider/proxy/stand";
import { makeProject } from "../support/project";
import { program } from "./stage";

jest.setTimeout(300_000);

const { environment, port, proxy, simulator } = proxyStand();

const declaration = program('new ImagePipeline("a", { baseImageType: "IMAGE", baseImage: "m-1" });');

test.each<[string, Record<string, string>]>([
  ["HTTPS_PROXY", {}],
  // In small letters, Pulumi's SDK takes the proxy for its own connections to the CLI as well: docs/configuration.md.
  ["https_proxy", { no_proxy: "127.0.0.1" }],
])("with %s, the real CLI makes, refreshes and destroys a pipeline through the proxy", async (name, more) => {
  const used = await proxy({ user: "me", password: "hunter2", refuses: ["127.0.0.1"] });
  const { HOME: _home, ...env } = environment();
  const stack = await makeProject({
    program: declaration,
    config: { "alicloud:region": "cn-hangzhou" },
    env: { ...env, ...more, [name]: `http://me:hunter2@127.0.0.1:${used.port}` },
  });
  try {
    await stack.up();
    expect((await simulator().state()).pipelines).toHaveLength(1);
    await stack.refresh();
    await stack.destroy();
    expect((await simulator().state()).pipelines).toEqual([]);
    const asked = [...new Set(used.asked().map(({ asked }) => asked))].sort();
    expect(asked).toEqual([`CONNECT ecs.service.test:${port()}`, `CONNECT sts.service.test:${port()}`]);
    expect(JSON.stringify(await stack.exportState())).not.toContain("hunter2");
  } finally {
    stack.remove();
  }
});

test("Pulumi's own connection to its CLI goes through https_proxy in small letters, and fails where the proxy refuses it", async () => {
  const used = await proxy({ refuses: ["127.0.0.1"] });
  const { HOME: _home, ...env } = environment();
  const stack = await makeProject({
    program: declaration,
    config: { "alicloud:region": "cn-hangzhou" },
    env: { ...env, https_proxy: `http://127.0.0.1:${used.port}` },
  });
  try {
    const { stdout, stderr } = await stack.up({ fails: true });
    expect(stdout + stderr).toMatch(/Failed to connect to 127\.0\.0\.1:\d+ through proxy/);
  } finally {
    stack.remove();
  }
});
