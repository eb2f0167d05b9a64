import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import RPCClient from "@alicloud/pop-core";
import { cleanEnvironment } from "../../tools/lib/clean-environment.cjs";
import { startChild } from "../support/child";
import { temporaryFolder } from "../support/folder";
import { type Simulator, startSimulator } from "../support/simulator";
import { type Answer, type Asked, type StandIn, startStandIn } from "./stand-in";

/** The account of the key that the sources under test give, and another's, whose key must not be used. */
export const ACCOUNT = "1000000000000001";
export const OTHER_ACCOUNT = "1000000000000002";
export const KEY = { accessKeyId: "LTAIunderTest", accessKeySecret: "hunter2-of-the-key" };
export const OTHER_KEY = { accessKeyId: "LTAIanother", accessKeySecret: "hunter2-of-another" };

export const METADATA = "100.100.100.200";
/** ECS, where the SDK asks for the account, and where the credentials library assumes roles. */
const HOSTS = ["ecs-cn-hangzhou.aliyuncs.com", "sts.cn-hangzhou.aliyuncs.com", "sts.aliyuncs.com"];

/** The environment of a process whose calls to the hosts of Alibaba Cloud go to a simulator, or where it says. */
export const redirected = ({ endpoint }: Simulator, further: Record<string, string> = {}) => ({
  NODE_OPTIONS: `--require ${join(__dirname, "redirect.cjs")}`,
  REDIRECTS: JSON.stringify({ ...Object.fromEntries(HOSTS.map((host) => [host, endpoint])), ...further }),
});

/** What a user sets. */
export interface Given {
  config?: Record<string, string>;
  env?: NodeJS.ProcessEnv;
  /** Files in the home folder, by their path there. */
  files?: Record<string, unknown>;
}

interface Options extends Given {
  /** Further hosts, and where they are in truth; the simulator stands for ECS and STS. */
  redirects?: Record<string, string>;
}

export interface Outcome {
  made?: { id: string; accountId: string }[];
  error?: string;
  /** Everything that the process printed. */
  printed: string;
}

export interface Stand {
  simulator(): Simulator;
  /** The environment of a process, with the hosts of Alibaba Cloud redirected to this machine. */
  environment(options: Options): NodeJS.ProcessEnv;
  /** Creates a pipeline in a process of its own; ECS and STS are addressed by their own names. */
  create(options: Options): Promise<Outcome>;
  standIn(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<StandIn>;
  home(files: Record<string, unknown>): string;
}

/** A simulator that knows both keys, and whatever else the tests of a file start. */
export function stand(): Stand {
  let simulator: Simulator | undefined;
  const ends: (() => unknown)[] = [];
  const running = () => {
    if (!simulator) throw new Error("the simulator runs during tests only");
    return simulator;
  };

  beforeAll(async () => {
    simulator = await startSimulator();
  });

  beforeEach(() => knowBothKeys(running()));

  afterAll(async () => {
    for (const end of ends) await end();
    await simulator?.stop();
  });

  const home = (files: Record<string, unknown>) => {
    const folder = temporaryFolder();
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
    }
    return folder;
  };

  const environment = ({ config = {}, env = {}, files = {}, redirects }: Options) => ({
    ...cleanEnvironment(process.env),
    ...redirected(running(), redirects),
    HOME: home(files),
    CONFIG: JSON.stringify(config),
    ...env,
  });

  return {
    simulator: running,
    environment,
    home,
    async create(options) {
      const child = startChild(process.execPath, [join(__dirname, "create.cjs")], {
        env: environment(options),
      });
      const line = await child.firstLine();
      await child.ended;
      return { ...JSON.parse(line), printed: child.stdout() + child.stderr() };
    },
    async standIn(answer) {
      const standIn = await startStandIn(answer);
      ends.push(standIn.close);
      return standIn;
    },
  };
}

/** Empties the simulator, temporary credentials included, and makes the two keys known to it again. */
export async function knowBothKeys(simulator: Simulator): Promise<void> {
  await simulator.reset();
  await simulator.settings({
    accessKeys: [
      { ...KEY, accountId: ACCOUNT },
      { ...OTHER_KEY, accountId: OTHER_ACCOUNT },
    ],
  });
}

/** As STS, the metadata service and a credentials URI hand them out. */
export interface TemporaryKey {
  AccessKeyId: string;
  AccessKeySecret: string;
  SecurityToken: string;
  Expiration: string;
}

/** Temporary credentials of the account that a key belongs to. */
export async function temporaryKey(simulator: Simulator, key = KEY): Promise<TemporaryKey> {
  const sts = new RPCClient({ endpoint: simulator.endpoint, apiVersion: "2015-04-01", ...key });
  const role = { RoleArn: `acs:ram::${ACCOUNT}:role/test`, RoleSessionName: "test" };
  const { Credentials } = await sts.request<{ Credentials: TemporaryKey }>("AssumeRole", role, {
    method: "POST",
  });
  return Credentials;
}

/** No half of a key, no token and no answer is in what was said or printed. */
export function expectNoSecret(text: string): void {
  expect(text).not.toMatch(/hunter2/i);
  expect(text).not.toMatch(/STS\.\w/);
  expect(text).not.toContain("LTAI");
}
