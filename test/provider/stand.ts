import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { shell } from "../../provider/src/servers/dynamic/shell";
import { type DynamicHost, HostError, type Properties, startDynamicHost } from "../support/dynamic-host";
import { errorOf } from "../support/error";
import { temporaryFolder } from "../support/folder";
import { root } from "../support/root";
import { type Simulator, startSimulator } from "../support/simulator";

/** What stands in the state of every pipeline. */
export const __provider = shell("imagePipeline");

/** What Pulumi gives to check and diff in a preview for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A declaration that check accepts. */
export const declared = (more: Properties = {}): Properties => ({
  __provider,
  baseImageType: "IMAGE",
  baseImage: "m-bp1base",
  ...more,
});

interface HostOptions {
  simulator?: Pick<Simulator, "endpoint" | "accessKeyId" | "accessKeySecret">;
  /** The stack configuration, with a region unless it says otherwise. */
  config?: Record<string, string>;
  /** Further environment variables; one that is undefined is taken away. */
  env?: NodeJS.ProcessEnv;
  /** Where in the project the host runs. */
  folder?: string;
  /** Where the engine listens. */
  engine?: string;
  /** Nothing is installed in the project. */
  lacking?: boolean;
}

/** The host of a project of its own, with the provider that was built; only the simulator is reachable. */
export async function startHost(options: HostOptions = {}): Promise<DynamicHost & { folder: string }> {
  const { simulator, config = { "alicloud:region": "cn-hangzhou" }, env = {}, folder = "." } = options;
  const project = realpathSync(temporaryFolder());
  if (!options.lacking) symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const cwd = join(project, folder);
  mkdirSync(cwd, { recursive: true });
  const { engine = "127.0.0.1:1" } = options;
  const host = await startDynamicHost({
    cwd,
    engine,
    env: { ...withoutOwn(), ...reaching(simulator), ...env },
  });
  started.push(() => host.stop());
  await host.configure(config);
  return { ...host, folder: cwd };
}

/** A simulator, and a host that calls it. */
export async function hostOnSimulator(): Promise<{ simulator: Simulator; host: DynamicHost }> {
  const simulator = await startSimulator();
  started.push(() => simulator.stop());
  return { simulator, host: await startHost({ simulator }) };
}

/** A host for one question. */
export async function askHost<Answer>(
  options: HostOptions,
  question: (host: DynamicHost) => Promise<Answer>,
): Promise<Answer> {
  const host = await startHost(options);
  try {
    return await question(host);
  } finally {
    await host.stop();
  }
}

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

function reaching(simulator: HostOptions["simulator"]): NodeJS.ProcessEnv {
  if (!simulator) return {};
  return {
    ALICLOUD_ACCESS_KEY: simulator.accessKeyId,
    ALICLOUD_SECRET_KEY: simulator.accessKeySecret,
    ALIBABA_CLOUD_ENDPOINT_ECS: simulator.endpoint,
    ALIBABA_CLOUD_ENDPOINT_STS: simulator.endpoint,
  };
}

/** Checks a declaration, which must pass, and creates it, as the engine does. */
export async function checkAndCreate(host: DynamicHost, inputs: Properties) {
  const { inputs: checked, failures } = await host.check({}, inputs);
  expect(failures).toEqual([]);
  return host.create(checked);
}

/** What the engine is told of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<HostError> {
  const error = await errorOf(call);
  if (error instanceof HostError) return error;
  throw error;
}

/** A text of the provider with what differs from run to run replaced: request IDs, tokens, times and numbers of tries. */
export const steady = (text: string): string =>
  text
    .replaceAll(/[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}/gi, "<uuid>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(/after \d+ attempts in \d+ s/g, "after <n> attempts in <n> s");
