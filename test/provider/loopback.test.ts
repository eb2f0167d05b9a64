import { startSimulator } from "../support/simulator";
import { askHost, checkAndCreate, declared } from "./stand";

jest.setTimeout(60_000);

test("with the endpoint of ECS alone, on this machine, the account is asked for there: a simulator's key goes nowhere else", async () => {
  const simulator = await startSimulator();
  try {
    for (const { env, config } of [
      { env: {}, config: {} },
      {
        env: { ALIBABA_CLOUD_ENDPOINT_ECS: undefined },
        config: { "alicloud:endpoints": JSON.stringify([{ ecs: simulator.endpoint }]) },
      },
    ]) {
      await simulator.reset();
      const options = {
        simulator,
        env: { ALIBABA_CLOUD_ENDPOINT_STS: undefined, ...env },
        config: { "alicloud:region": "cn-hangzhou", ...config },
      };
      const { properties } = await askHost(options, (host) => checkAndCreate(host, declared()));
      const { pipelines, calls } = await simulator.state();
      expect(properties["accountId"]).toBe(pipelines[0]?.accountId);
      expect(calls).toMatchObject({ GetCallerIdentity: 1 });
    }
  } finally {
    await simulator.stop();
  }
});
