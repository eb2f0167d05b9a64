import { shell } from "../../provider/src/servers/dynamic/shell";
import { until } from "../support/until";
import { declared, hostOnSimulator } from "./stand";

jest.setTimeout(60_000);

test("the host ends when the engine is killed, in the middle of a wait for a build", async () => {
  const { simulator, host } = await hostOnSimulator();
  const { inputs } = await host.check({}, declared());
  const { id } = await host.create(inputs);
  const build = { __provider: shell("imagePipelineExecution"), imagePipelineId: id, regionId: "cn-hangzhou" };
  host.create(build).catch(() => undefined);
  await until("a build", async () => (await simulator.state()).executions.length > 0 || undefined);
  const start = performance.now();
  expect(await host.engineGone()).toBe(0);
  expect(performance.now() - start).toBeLessThan(1000);
});
