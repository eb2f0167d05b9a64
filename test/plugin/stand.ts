import type { Properties } from "../support/dynamic-host";
import { type Plugin, type ResourceClass, reaching, startPlugin } from "../support/plugin";
import { type Simulator, startSimulator } from "../support/simulator";

/** How to end what a file's tests have started, also when one of them failed. */
const started: (() => unknown)[] = [];

afterAll(async () => {
  for (const end of started.reverse()) await end();
});

/** What the developer's own environment says of accounts and endpoints, taken away. */
function withoutOwn(): NodeJS.ProcessEnv {
  const own = Object.keys(process.env).filter((name) => /^(ALICLOUD|ALIBABA_?CLOUD|ECS|STS)_/i.test(name));
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
  };
}

/** A plugin in a process of its own, which is ended after the tests of the file. */
export async function ownPlugin(
  options: { args?: Properties; env?: NodeJS.ProcessEnv } = {},
): Promise<Plugin> {
  const plugin = await startPlugin({ ...options, env: { ...withoutOwn(), ...options.env } });
  started.push(() => plugin.stop());
  return plugin;
}

/** A simulator, and a plugin that calls it. */
export async function pluginOnSimulator(): Promise<{ simulator: Simulator; plugin: Plugin }> {
  const simulator = await startSimulator();
  started.push(() => simulator.stop());
  return { simulator, plugin: await ownPlugin({ args: reaching(simulator) }) };
}

/** A declaration of a pipeline that check accepts. */
export const declared = (more: Properties = {}): Properties => ({
  baseImageType: "IMAGE",
  baseImage: "m-bp1base",
  ...more,
});

/** Checks a declaration, which must pass, and creates it, as the engine does. */
export async function checkAndCreate(plugin: Plugin, type: ResourceClass, given: Properties) {
  const { inputs, failures } = await plugin.check(type, given);
  expect(failures).toEqual([]);
  return { inputs, ...(await plugin.create(type, inputs)) };
}
